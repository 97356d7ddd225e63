import { describe, expect, test } from "vitest";
import { RunIndex } from "../../../src/exporters/picture/runIndex.ts";
import { stateTable } from "../../../webview/model/stateTable.ts";
import { stateAsJson, stateAsTable } from "../../../webview/model/stateText.ts";
import { TraceBuilder } from "../support/traceBuilder.ts";
import { longTrace, shopTrace } from "../support/traces.ts";

const run = new RunIndex(shopTrace());
const sold = run.trace.events.findIndex(({ kind, node }) => kind === "deliver" && node === 1);

describe("the state table", () => {
  test("has a column per node and a row per field, with what the step changed and where copies differ", () => {
    const { nodes, rows, earlier, later, moreFields } = stateTable(run, sold);
    expect(nodes.map((node) => run.trace.nodes[node].name)).toEqual(["london", "new-york", "tokyo"]);
    expect(rows).toEqual([
      {
        field: "stock",
        differs: false,
        cells: [
          { text: "0", differs: false },
          { text: "0", before: "1", differs: false },
          { text: "0", differs: false },
        ],
      },
      {
        field: "buyers",
        differs: true,
        cells: [
          { text: '["ana"]', differs: true },
          { text: '["ana"]', before: "[]", differs: true },
          { text: '["bo"]', differs: true },
        ],
      },
    ]);
    expect([earlier, later, moreFields]).toEqual([0, 0, 0]);
  });

  test("leaves a field out that a node no longer has, and says what it was", () => {
    const builder = new TraceBuilder([{ name: "a", kind: "node", type: "A" }]);
    builder.start(0, { x: 1, y: 2 });
    const sent = builder.send("send", 0, 0, "go", [], 1);
    const gone = builder.at(1).deliver(sent, { x: { $undefined: true }, y: 3 });
    const own = new RunIndex(builder.build("Gone"));
    expect(stateTable(own, gone).rows.map(({ field }) => field)).toEqual(["y"]);
    expect(JSON.parse(stateAsJson(own, gone))).toEqual({ a: { y: 3 } });
  });

  test("of many nodes is a part of it, and says what is left out", () => {
    const many = new RunIndex(longTrace(300, 250));
    const { nodes, rows, earlier, later, moreFields } = stateTable(many, many.last, {
      from: 100,
      nodes: 100,
      fields: 1,
    });
    expect(nodes).toEqual(many.order.nodes.slice(100, 200));
    expect(rows).toHaveLength(1);
    expect(rows[0].cells).toHaveLength(100);
    expect([earlier, later, moreFields]).toEqual([100, 50, 1]);
  });
});

describe("the state as text", () => {
  test("is a table of all nodes", () => {
    expect(stateAsTable(run, sold)).toEqual([
      ["state", "london", "new-york", "tokyo"],
      ["stock", "0", "0", "0"],
      ["buyers", '["ana"]', '["ana"]', '["bo"]'],
    ]);
  });

  test("is JSON by node and field, values whole", () => {
    expect(JSON.parse(stateAsJson(run, sold))).toEqual({
      london: { stock: 0, buyers: ["ana"] },
      "new-york": { stock: 0, buyers: ["ana"] },
      tokyo: { stock: 0, buyers: ["bo"] },
    });
  });
});
