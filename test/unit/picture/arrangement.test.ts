import { describe, expect, test } from "vitest";
import { arrange, AS_IT_IS } from "../../../src/exporters/picture/columnOrder.ts";
import type { Group } from "../../../src/exporters/picture/groups.ts";
import { compose } from "../../../src/exporters/picture/compose.ts";
import { columns } from "../../../src/exporters/picture/columns.ts";
import { RunIndex } from "../../../src/exporters/picture/runIndex.ts";
import { EVERYTHING } from "../../../src/exporters/picture/shown.ts";
import type { Scene } from "../../../src/exporters/picture/scene.ts";
import type { Trace } from "../../../src/trace/trace.ts";
import { layoutOf } from "../../webview/support/layout.ts";
import { TraceBuilder } from "../../webview/support/traceBuilder.ts";
import { machinesTrace, shopTrace, troubleTrace, wireTrace } from "../../webview/support/traces.ts";

const WHOLE = { top: 0, bottom: 10_000, left: 0, right: 2_000 };

function sceneOf(
  trace: Trace,
  { order = [] as string[], hidden = [] as string[], muted = [] as string[], groups = [] as Group[] },
): Scene {
  const layout = layoutOf(trace);
  const run = layout.run.ordered(arrange(trace, layout.run.order, { order, hidden, groups }));
  return compose(
    { ...layout, run, columns: columns(run.order, 640), shown: { ...layout.shown, muted: new Set(muted) } },
    WHOLE,
  );
}

describe("lifelines in another order", () => {
  test("stand where the user puts them; the others keep their places after them", () => {
    const trace = shopTrace();
    const { order } = new RunIndex(trace);
    const names = (wanted: string[]) =>
      arrange(trace, order, { ...AS_IT_IS, order: wanted }).nodes.map((node) => trace.nodes[node].name);
    expect(names([])).toEqual(["ana", "london", "new-york", "tokyo", "bo"]);
    expect(names(["tokyo", "bo", "nobody"])).toEqual(["tokyo", "bo", "ana", "london", "new-york"]);
  });

  test("bring what runs between them along", () => {
    const trace = shopTrace();
    const natural = sceneOf(trace, {});
    const moved = sceneOf(trace, { order: ["tokyo", "new-york", "london"] });
    expect(moved.arrows).toHaveLength(natural.arrows.length);
    expect(natural.cuts[0].lines).toHaveLength(1);
    expect(moved.cuts[0].lines[0].x).toBeLessThan(natural.cuts[0].lines[0].x);
  });
});

describe("hidden nodes", () => {
  test("take along all that is on their lifelines, whatever there is", () => {
    for (const trace of [shopTrace(), troubleTrace(), wireTrace(), machinesTrace()]) {
      for (const [hidden, { name }] of trace.nodes.entries()) {
        const scene = sceneOf(trace, { hidden: [name] });
        expect(JSON.stringify(scene)).not.toContain("NaN");
        const { arrows, marks, lifelines, ribbons } = scene;
        expect(lifelines.map(({ key }) => key.split("-")[0])).not.toContain(String(hidden));
        expect(marks.some(({ event }) => event.node === hidden)).toBe(false);
        expect(ribbons.some(({ ribbon }) => ribbon.node === hidden)).toBe(false);
        expect(arrows.some(({ arrow: { send } }) => send.node === hidden || send.to === hidden)).toBe(false);
      }
    }
  });

  test("leave the ways that went through them, and no others", () => {
    const run = new TraceBuilder(["a", "b", "c", "d"].map((name) => ({ name, kind: "node", type: "Peer" })));
    for (const node of [0, 1, 2, 3]) run.start(node);
    const toB = run.send("send", 0, 1, "ask", [], 5);
    const atB = run.at(5).deliver(toB);
    const toC = run.send("send", 1, 2, "ask on", [], 5, atB);
    const stray = run.send("send", 1, 3, "stray", [], 5);
    const atC = run.at(10).deliver(toC);
    run.deliver(stray);
    const toD = run.send("send", 2, 3, "told", [], 5, atC);
    const atD = run.at(15).deliver(toD);
    const trace = run.build("Relay");
    const ways = (hidden: string[]) =>
      sceneOf(trace, { hidden }).transits.map(({ transit: { from, to, through } }) => [from, to, through]);
    expect(ways([])).toEqual([]);
    expect(ways(["b"])).toEqual([[toB, atC, [1]]]);
    expect(ways(["b", "c"])).toEqual([[toB, atD, [1, 2]]]);
    expect(ways(["c"])).toEqual([[toC, atD, [2]]]);
  });

  test("are never all", () => {
    const trace = shopTrace();
    const { order } = new RunIndex(trace);
    const hidden = trace.nodes.map(({ name }) => name);
    expect(arrange(trace, order, { ...AS_IT_IS, hidden }).nodes).toHaveLength(1);
  });
});

test("messages that are muted are not drawn, nor their answers; a check that they broke is told", () => {
  const scene = sceneOf(shopTrace(), { muted: ["buy"] });
  expect(scene.arrows.map(({ arrow }) => arrow.send.name)).not.toContain("buy");
  expect(scene.arrows.length).toBeGreaterThan(0);
  expect(scene.callouts).toHaveLength(2);
});

test("where operations have colours, all that belongs to one has the same, and neighbours have others", () => {
  const trace = shopTrace();
  const scene = compose({ ...layoutOf(trace), shown: { ...EVERYTHING, tinted: true } }, WHOLE);
  const tints = (client: string) => {
    const node = trace.nodes.findIndex(({ name }) => name === client);
    return new Set(
      scene.arrows
        .filter(({ arrow: { send } }) => send.node === node || send.to === node)
        .map(({ tint }) => tint),
    );
  };
  expect([tints("ana").size, tints("bo").size]).toEqual([1, 1]);
  expect(tints("ana")).not.toEqual(tints("bo"));
  expect(scene.arrows.every(({ tint }) => tint !== undefined)).toBe(true);
  expect(compose(layoutOf(trace), WHOLE).arrows.every(({ tint }) => tint === undefined)).toBe(true);
});
