import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LamportNeighbours, type Neighbours } from "../../../src/trace/lamportNeighbours.ts";
import { isProcessEvent, type ProcessEvent } from "../../../src/trace/lifelines.ts";
import { countOrderedByLamport, OrderedByLamport } from "../../../src/trace/orderedByLamport.ts";
import type { Trace } from "../../../src/trace/trace.ts";
import { recordWell } from "../dsl/runHere.ts";
import { perform, plans } from "../simulator/randomScenario.ts";
import { TraceBuilder } from "../traces.ts";
import { naiveCausality } from "./naiveCausality.ts";
import { anyRun } from "./runs.ts";

/** Every pair that Lamport orders though it is concurrent, the one with the smaller timestamp first. */
function naivePairs(trace: Trace): Neighbours[] {
  const { pasts } = naiveCausality(trace);
  const events = trace.events.filter(isProcessEvent);
  return events.flatMap((a) =>
    events
      .filter(
        (b) =>
          a.clocks.lamport < b.clocks.lamport && !pasts[a.index].has(b.index) && !pasts[b.index].has(a.index),
      )
      .map((b): Neighbours => [a.index, b.index]),
  );
}

function lamport(trace: Trace, index: number): number {
  return (trace.events[index] as ProcessEvent).clocks.lamport;
}

/** A property of runs written by hand, in which anything may follow anything, and of real ones. */
function inAnyRun(check: (trace: Trace) => void): void {
  it("in any run", () => fc.assert(fc.property(anyRun, check)));
  it("in any real run", { timeout: 60_000 }, () =>
    fc.assert(
      fc.asyncProperty(plans, async (plan) => check((await recordWell(perform(plan), plan)).trace)),
      { numRuns: 100 },
    ),
  );
}

describe("the number of concurrent pairs that Lamport orders is that of the list of them", () => {
  inAnyRun((trace) => {
    expect(countOrderedByLamport(trace)).toBe(naivePairs(trace).length);
  });
});

describe("what is concurrent with one event though Lamport orders the two is found step by step", () => {
  inAnyRun((trace) => {
    const pairs = naivePairs(trace);
    for (const { index } of trace.events) {
      const expected = pairs
        .flatMap(([a, b]) => (a === index ? [b] : b === index ? [a] : []))
        .sort((a, b) => a - b);
      const found = new OrderedByLamport(trace, index);
      expect(found.count).toBe(expected.length);
      for (const other of trace.events.keys()) {
        const rank = expected.indexOf(other) + 1;
        expect(found.rank(other)).toBe(rank || undefined);
        expect(found.after(other)).toBe(expected.find((candidate) => candidate > other));
        expect(found.before(other)).toBe(expected.findLast((candidate) => candidate < other));
      }
    }
  });
});

describe("neighbours in Lamport's order", () => {
  describe("are all concurrent pairs of timestamps next to each other, forwards and backwards", () => {
    inAnyRun((trace) => {
      const expected = naivePairs(trace)
        .filter(([a, b]) => lamport(trace, b) === lamport(trace, a) + 1)
        .sort(([a, b], [c, d]) => lamport(trace, a) - lamport(trace, c) || a - c || b - d);
      const neighbours = new LamportNeighbours(trace);
      const forwards: Neighbours[] = [];
      for (let pair = neighbours.first(); pair; pair = neighbours.after(pair)) forwards.push(pair);
      expect(forwards).toEqual(expected);
      const backwards: Neighbours[] = [];
      for (let pair = neighbours.last(); pair; pair = neighbours.before(pair)) backwards.push(pair);
      expect(backwards.reverse()).toEqual(expected);
    });
  });

  describe("stand for all others: each higher event has a neighbour of the lower one in its past, or is it", () => {
    inAnyRun((trace) => {
      const { pasts } = naiveCausality(trace);
      const neighbours = new LamportNeighbours(trace);
      for (const [lower, higher] of naivePairs(trace)) {
        let found = false;
        for (let pair = neighbours.from(lower); pair?.[0] === lower; pair = neighbours.after(pair))
          found ||= pair[1] === higher || pasts[higher].has(pair[1]);
        expect(found).toBe(true);
      }
    });
  });

  it("are looked for from any event on", () => {
    const run = new TraceBuilder("london", "tokyo");
    for (const node of ["london", "tokyo"]) for (let i = 0; i < 3; i++) run.timer(node, "tick");
    const trace = run.finish();
    const neighbours = new LamportNeighbours(trace);
    const end = trace.events.length - 1;
    expect(neighbours.from(1)).toEqual([1, 5]);
    expect(neighbours.before([1, -1])).toEqual([3, 1]);
    expect(neighbours.after([4, 2])).toBeUndefined();
    // An event of the world has its place behind all others.
    expect(neighbours.from(end)).toBeUndefined();
    expect(neighbours.before([end, -1])).toEqual([4, 2]);
  });
});
