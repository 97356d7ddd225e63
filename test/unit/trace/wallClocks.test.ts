import fc from "fast-check";
import { expect, test } from "vitest";
import { isProcessEvent } from "../../../src/trace/lifelines.ts";
import { aheadAt, isRight, shownAt, wallClocks } from "../../../src/trace/wallClocks.ts";
import { record, recordWell } from "../dsl/runHere.ts";
import { perform, plans } from "../simulator/randomScenario.ts";
import { Node } from "../../../src/dsl/node.ts";

test("a node's clock shows between its settings what its events say", { timeout: 60_000 }, () =>
  fc.assert(
    fc.asyncProperty(plans, async (plan) => {
      const { trace } = await recordWell(perform(plan), plan);
      const { pieces, worst } = wallClocks(trace);
      for (const event of trace.events.filter(isProcessEvent)) {
        const { node, index, time, clocks } = event;
        const piece = pieces[node].findLast((one) => (one.event ?? -1) <= index)!;
        expect(shownAt(piece, time)).toBeCloseTo(clocks.wall, 2);
        expect(Math.abs(clocks.wall - time)).toBeLessThanOrEqual(worst + 0.01);
      }
    }),
    { numRuns: 200 },
  ),
);

test("each setting begins a piece; a clock that nothing was done to is right", async () => {
  class Shop extends Node<Shop> {}
  const { trace } = await record(async (world) => {
    const [london] = world.nodes(Shop, ["london", "tokyo"]);
    const clock = world.clock(london);
    clock.offset(20);
    await world.sleep(100);
    clock.freeze();
    await world.sleep(50);
    clock.jump(-40);
    await world.sleep(10);
    clock.thaw();
    clock.drift(500_000);
    await world.sleep(100);
    clock.offset(0).drift(0);
    await world.sleep(5);
  });
  const { pieces, worst } = wallClocks(trace);
  const [london, tokyo] = trace.nodes.map(({ name }, node) => [name, pieces[node]] as const);
  expect(london[1].map(({ from, shown, rate }) => [from, shown, rate])).toEqual([
    [0, 0, 1],
    [0, 20, 1],
    [100, 120, 0],
    [150, 80, 0],
    [160, 80, 1],
    [160, 80, 1.5],
    [260, 260, 1.5],
    [260, 260, 1],
  ]);
  expect(london[1].map(isRight)).toEqual([true, false, false, false, false, false, false, true]);
  expect(aheadAt(london[1][5], 200)).toBe(-60);
  expect(tokyo[1]).toEqual([{ from: 0, shown: 0, rate: 1 }]);
  expect(worst).toBe(80);
  for (const { event } of london[1].slice(1)) expect(trace.events[event!].kind).toBe("clock");
});
