import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ClockReadings, HybridTimestamp } from "../../../src/trace/event.ts";
import { happensBefore } from "../../../src/trace/happensBefore.ts";
import type { Trace } from "../../../src/trace/trace.ts";
import { recordWell } from "../dsl/runHere.ts";
import { naivePasts, processEvents, type ProcessEvent } from "./naiveOrder.ts";
import { perform, plans } from "./randomScenario.ts";

/** Checks something of any two events of processes, knowing whether the first happens before the second. */
function forAllPairs(check: (a: ProcessEvent, b: ProcessEvent, before: boolean, trace: Trace) => void) {
  return fc.assert(
    fc.asyncProperty(plans, async (plan) => {
      const { trace } = await recordWell(perform(plan), plan);
      const pasts = naivePasts(trace);
      const events = processEvents(trace);
      for (const b of events) {
        const past = pasts.get(b.index)!;
        for (const a of events) if (a !== b) check(a, b, past.has(a.index), trace);
      }
    }),
    { numRuns: 300 },
  );
}

/** Fails with the pair; cheaper than an `expect` for each of millions. */
function demand(holds: boolean, a: ProcessEvent, b: ProcessEvent) {
  if (!holds) expect.fail(`of ${JSON.stringify(a)} and ${JSON.stringify(b)}`);
}

describe("in any run", { timeout: 60_000 }, () => {
  it("vector clocks are ordered exactly as happens-before is", () =>
    forAllPairs((a, b, before) => demand(vectorBefore(a.clocks, b.clocks) === before, a, b)));

  it("the trace's own reading of happens-before is right", () =>
    forAllPairs((a, b, before, trace) => demand(happensBefore(trace, a.index, b.index) === before, a, b)));

  it("Lamport clocks respect happens-before", () =>
    forAllPairs((a, b, before) => demand(!before || a.clocks.lamport < b.clocks.lamport, a, b)));

  it("hybrid clocks respect happens-before", () =>
    forAllPairs((a, b, before) => demand(!before || hybridBefore(a.clocks.hybrid, b.clocks.hybrid), a, b)));

  it("hybrid clocks run ahead of true time by no more than the clock that is most ahead", () =>
    fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        const { trace } = await recordWell(perform(plan), plan);
        const events = processEvents(trace);
        const skew = Math.max(0, ...events.map(({ time, clocks }) => clocks.wall - time));
        for (const { time, clocks } of events)
          expect(clocks.hybrid[0] - time).toBeLessThanOrEqual(skew + 1e-6);
      }),
      { numRuns: 300 },
    ));

  it("a hybrid clock's physical part is the latest wall clock in the event's past", () =>
    fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        const { trace } = await recordWell(perform(plan), plan);
        const pasts = naivePasts(trace);
        for (const event of processEvents(trace)) {
          const past = [...pasts.get(event.index)!].map(
            (index) => (trace.events[index] as ProcessEvent).clocks.wall,
          );
          expect(event.clocks.hybrid[0]).toBe(Math.max(0, event.clocks.wall, ...past));
        }
      }),
      { numRuns: 300 },
    ));
});

function vectorBefore(a: ClockReadings, b: ClockReadings): boolean {
  const length = Math.max(a.vector.length, b.vector.length);
  const pairs = Array.from({ length }, (_, i) => [a.vector[i] ?? 0, b.vector[i] ?? 0] as const);
  return pairs.every(([x, y]) => x <= y) && pairs.some(([x, y]) => x < y);
}

function hybridBefore([a, m]: HybridTimestamp, [b, n]: HybridTimestamp): boolean {
  return a < b || (a === b && m < n);
}
