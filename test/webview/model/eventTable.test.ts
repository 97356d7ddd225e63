import { describe, expect, test } from "vitest";
import { cellText, columnsOf, EventRows, kindsOf, rowsAsTable } from "../../../webview/model/eventTable.ts";
import { shopTrace, wireTrace } from "../support/traces.ts";
import { everyKindTrace } from "../../unit/everyKind.ts";

const trace = shopTrace();

describe("a row", () => {
  test("says when, where, what, why and by which line", () => {
    const columns = columnsOf(["lamport", "vector"]);
    const handled = trace.events.findIndex(({ kind, node }) => kind === "deliver" && node === 1);
    const event = trace.events[handled];
    if (event.node === undefined) throw new Error("A delivery is on a node");
    const cells = Object.fromEntries(columns.map((column) => [column, cellText(trace, event, column)]));
    const sent = trace.events.findIndex((event) => event.kind === "send" && event.to === 1);
    expect(cells).toEqual({
      number: String(handled + 1),
      time: "57 ms",
      node: "new-york",
      kind: "delivered",
      what: 'new-york handles sold("ana")',
      cause: String(sent + 1),
      lamport: String(event.clocks.lamport),
      vector: `[${event.clocks.vector.join(" ")}]`,
      line: "shop.scenario.ts:17",
    });
  });

  test("of a message on its way names both of its ends", () => {
    const lost = trace.events.find(({ kind }) => kind === "drop")!;
    expect(cellText(trace, lost, "node")).toBe("tokyo → new-york");
    expect(cellText(trace, lost, "vector")).toBe("");
  });

  test("has words for every kind of event", () => {
    const all = everyKindTrace();
    const words = new Set(all.events.map((event) => cellText(all, event, "kind")));
    expect(words.size).toBe(new Set(all.events.map(({ kind }) => kind)).size);
    expect(words).not.toContain("");
  });
});

describe("the rows", () => {
  test("are all events, in order, unless they are filtered", () => {
    const rows = new EventRows(trace, {});
    expect(rows.count).toBe(trace.events.length);
    for (const { index } of trace.events) {
      expect(rows.eventAt(index)).toBe(index);
      expect(rows.rowAt(index)).toBe(index);
      expect(rows.has(index)).toBe(true);
    }
  });

  test("of a node are what happens there, and on the way of its messages", () => {
    const { nodes } = wireTrace();
    for (const [node, { name }] of nodes.entries()) {
      const all = wireTrace();
      const rows = new EventRows(all, { node: name });
      const shown = Array.from({ length: rows.count }, (_, row) => rows.eventAt(row));
      expect(shown).toEqual(
        all.events
          .filter((event) => {
            if (event.node !== undefined) return event.node === node;
            if (!("message" in event)) return false;
            const send = all.events.find((other) => "to" in other && other.message === event.message);
            return send && "to" in send && (send.node === node || send.to === node);
          })
          .map(({ index }) => index),
      );
      expect(rows.count).toBeGreaterThan(0);
    }
  });

  test("of a kind know the last row before an event that they leave out", () => {
    const rows = new EventRows(trace, { kind: "drop" });
    const drops = trace.events.filter(({ kind }) => kind === "drop").map(({ index }) => index);
    expect(rows.count).toBe(drops.length);
    for (const { index } of trace.events) {
      expect(rows.rowAt(index)).toBe(drops.filter((drop) => drop <= index).length - 1);
      expect(rows.has(index)).toBe(drops.includes(index));
    }
    expect(new EventRows(trace, { kind: "crash" }).count).toBe(0);
    expect(new EventRows(trace, { node: "nobody" }).count).toBe(0);
  });

  test("are among those that were found, if only those are wanted", () => {
    const drops = trace.events.filter(({ kind }) => kind === "drop").map(({ index }) => index);
    const among = [0, ...drops];
    const all = new EventRows(trace, { among });
    expect(Array.from({ length: all.count }, (_, row) => all.eventAt(row))).toEqual(among);
    expect([all.has(0), all.has(1), all.rowAt(drops[0] - 1), all.rowAt(drops[0])]).toEqual([
      true,
      false,
      0,
      1,
    ]);
    expect(new EventRows(trace, { among, kind: "drop" }).count).toBe(drops.length);
    expect(new EventRows(trace, { among: [] }).count).toBe(0);
  });

  test("offer the kinds that there are", () => {
    expect(new Set(kindsOf(trace))).toEqual(new Set(trace.events.map(({ kind }) => kind)));
    expect(kindsOf(trace)).toHaveLength(new Set(kindsOf(trace)).size);
  });

  test("become texts under the titles of their columns", () => {
    const table = rowsAsTable(trace, new EventRows(trace, { kind: "violation" }), columnsOf([]), 0, 2);
    expect(table[0]).toEqual(["#", "time", "node", "kind", "what happened", "cause", "line"]);
    expect(table.slice(1).map(([, , , , what]) => what)).toEqual([
      "Violated: 2 people own the item",
      "Violated: tokyo has another value than london and new-york",
    ]);
  });
});
