import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shortestCausalPath } from "../../../src/trace/causalPath.ts";
import type { Trace } from "../../../src/trace/trace.ts";
import { recordWell } from "../dsl/runHere.ts";
import { perform, plans } from "../simulator/randomScenario.ts";
import { shopTrace, TraceBuilder } from "../traces.ts";
import { naiveCausality, type NaiveCausality } from "./naiveCausality.ts";
import { anyRun } from "./runs.ts";

describe("the shortest causal path", () => {
  it("goes over the ends of the messages", () => {
    const { trace, events } = shopTrace();
    expect(shortestCausalPath(trace, events.anaSold, events.newYorkSold)).toEqual({
      events: [events.anaSold, events.anaSold + 1, events.newYorkSold],
      messages: 1,
    });
  });

  it("takes one late message rather than two early ones", () => {
    const run = new TraceBuilder("london", "paris", "tokyo");
    const begin = run.start("london");
    const detour = run.send("send", "london", "paris", "sold");
    run.deliver(detour);
    const onwards = run.send("send", "paris", "tokyo", "sold");
    run.deliver(onwards);
    const direct = run.send("send", "london", "tokyo", "sold");
    const received = run.deliver(direct);
    const end = run.timer("tokyo", "tick");
    expect(shortestCausalPath(run.finish(), begin, end)).toEqual({
      events: [begin, received - 1, received, end],
      messages: 1,
    });
  });

  it("needs no message on one lifeline, and leaves out what lies between", () => {
    const run = new TraceBuilder("london");
    const [first, , last] = [run.start("london"), run.timer("london", "a"), run.timer("london", "b")];
    const trace = run.finish();
    expect(shortestCausalPath(trace, first, last)).toEqual({ events: [first, last], messages: 0 });
    expect(shortestCausalPath(trace, last, last)).toEqual({ events: [last], messages: 0 });
  });

  it("shows the copy that arrived", () => {
    const run = new TraceBuilder("london", "tokyo");
    const begin = run.start("london");
    const message = run.send("send", "london", "tokyo", "sold");
    const copy = run.duplicate(message);
    const received = run.deliver(copy);
    const trace = run.finish();
    expect(shortestCausalPath(trace, begin, received)?.events).toEqual([begin, 1, 2, received]);
    expect(shortestCausalPath(trace, 2, received)?.events).toEqual([2, received]);
  });

  it("shows where a copy of what a node sent itself was received", () => {
    const run = new TraceBuilder("london");
    run.send("send", "london", "london", "sold");
    const copy = run.duplicate(0);
    const received = run.deliver(copy);
    const end = run.timer("london", "tick");
    expect(shortestCausalPath(run.finish(), 1, end)?.events).toEqual([1, received, end]);
  });

  it("is none between concurrent events, backwards, and to events of the world", () => {
    const { trace, events } = shopTrace();
    for (const [from, to] of [
      [events.boSold, events.newYorkSold],
      [events.newYorkSold, events.anaSold],
      [events.boSold, events.lost],
    ])
      expect(shortestCausalPath(trace, from, to)).toBeUndefined();
  });

  it("is a way of cause and effect, and none is shorter", () => {
    fc.assert(fc.property(anyRun, checkAll), { numRuns: 60 });
  });

  it("is that in real runs, too", { timeout: 60_000 }, () =>
    fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        const { trace } = await recordWell(perform(plan), plan);
        // It looks at each pair of events, and at all in between.
        fc.pre(trace.events.length <= 300);
        checkAll(trace);
      }),
      { numRuns: 20 },
    ),
  );
});

function checkAll(trace: Trace): void {
  const causality = naiveCausality(trace);
  for (const { index: from } of trace.events) {
    const fewest = fewestMessages(trace, causality, from);
    for (const { index: to } of trace.events.slice(from)) {
      const path = shortestCausalPath(trace, from, to);
      if (path?.messages !== fewest.get(to)) expect.fail(`from ${from} to ${to}: ${path?.messages}`);
      if (path) checkWay(trace, causality, path.events, from, to);
    }
  }
}

/** By relaxing every edge forward. */
function fewestMessages(trace: Trace, { causes }: NaiveCausality, from: number): Map<number, number> {
  const fewest = new Map([[from, 0]]);
  for (const { index } of trace.events.slice(from + 1)) {
    const ways = [...causes[index]].flatMap(([cause, cost]) =>
      fewest.has(cause) ? fewest.get(cause)! + cost : [],
    );
    if (ways.length > 0) fewest.set(index, Math.min(...ways));
  }
  return fewest;
}

/** Each step is a direct one, or a stay on a lifeline; no two stays follow each other. */
function checkWay(
  trace: Trace,
  { causes }: NaiveCausality,
  way: readonly number[],
  from: number,
  to: number,
) {
  expect([way[0], way.at(-1)]).toEqual([from, to]);
  let stayed = false;
  for (const [position, event] of way.slice(1).entries()) {
    const before = way[position];
    const crossing = causes[event].get(before) === 1 || isCopy(trace, event) || isCopy(trace, before);
    if (crossing) expect(causes[event].has(before)).toBe(true);
    else {
      expect(trace.events[event].node).toBe(trace.events[before].node);
      expect(stayed).toBe(false);
    }
    stayed = !crossing;
  }
}

function isCopy(trace: Trace, index: number): boolean {
  const { kind } = trace.events[index];
  return kind === "duplicate" || kind === "retransmit";
}
