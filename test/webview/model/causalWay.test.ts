import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RunIndex } from "../../../src/exporters/picture/runIndex.ts";
import { shortestCausalPath } from "../../../src/trace/causalPath.ts";
import { whyChain } from "../../../src/trace/why.ts";
import { stagesMeeting, type Stage } from "../../../webview/model/causalWay.ts";
import { longTrace, machinesTrace, shopTrace, troubleTrace, wireTrace } from "../support/traces.ts";

const runs = [shopTrace(), troubleTrace(), wireTrace(), machinesTrace(), longTrace(300)].map(
  (trace) => new RunIndex(trace),
);
const inSomeRun = fc.constantFrom(...runs).chain((run) =>
  fc.record({
    run: fc.constant(run),
    one: fc.nat(run.last),
    other: fc.nat(run.last),
  }),
);
const wholeWay = (run: RunIndex, way: readonly number[]) => stagesMeeting(run, way, 0, run.last);
const ends = (stages: readonly Stage[]) => stages.map(({ from, to }) => [from, to]);
const pairs = (way: readonly number[]) => way.slice(1).map((event, position) => [way[position], event]);

describe("the stages of a way", () => {
  test("lead from each event to the next, a message for each that the way counts", () => {
    let ways = 0;
    fc.assert(
      fc.property(inSomeRun, ({ run, one, other }) => {
        const [earlier, later] = [Math.min(one, other), Math.max(one, other)];
        // These traces are written by hand, and their clocks don't count the starts.
        const path =
          run.trace.events[earlier].kind !== "start" && shortestCausalPath(run.trace, earlier, later);
        if (!path) return;
        ways++;
        const stages = wholeWay(run, path.events);
        expect(ends(stages)).toEqual(pairs(path.events));
        expect(stages.filter(({ kind }) => kind === "message")).toHaveLength(path.messages);
      }),
      { numRuns: 400 },
    );
    expect(ways).toBeGreaterThan(50);
  });

  test("lead along the causes of an event, changes on the way of a message included", () => {
    for (const run of runs) {
      for (const { index } of run.trace.events) {
        const way = whyChain(run.trace, index).toReversed();
        // What happens to the whole world is nowhere in particular.
        const drawn = pairs(way).filter(([from]) => run.across[from] === 0);
        expect(ends(wholeWay(run, way))).toEqual(drawn);
      }
    }
  });

  test("are asked for where they meet some events, whichever those are", () => {
    fc.assert(
      fc.property(inSomeRun, fc.nat(20), ({ run, one, other }, length) => {
        const way = whyChain(run.trace, one).toReversed();
        const [first, last] = [other, Math.min(run.last, other + length)];
        expect(stagesMeeting(run, way, first, last)).toEqual(
          wholeWay(run, way).filter(({ from, to }) => from <= last && to >= first),
        );
      }),
    );
  });

  test("leave out what is no step of cause and effect", () => {
    const run = runs[0];
    const beside = run.trace.events.filter(({ kind }) => kind === "start");
    expect(wholeWay(run, [beside[0].index, beside[1].index])).toEqual([]);
  });
});
