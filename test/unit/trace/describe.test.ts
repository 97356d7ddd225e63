import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { describe as describeEvent } from "../../../src/trace/describe.ts";
import { shopTrace, TraceBuilder } from "../traces.ts";
import { anyRun } from "./runs.ts";

describe("describe", () => {
  it("tells the example as a story", () => {
    const { trace } = shopTrace();
    expect(trace.events.map(({ index }) => describeEvent(trace, index))).toEqual([
      "london starts",
      "new-york starts",
      "tokyo starts",
      "A partition cuts the links: london, new-york | tokyo",
      'ana asks london for buy("ana")',
      'bo asks tokyo for buy("bo")',
      'london handles buy("ana")',
      'london sends sold("ana") to new-york',
      'london sends sold("ana") to tokyo',
      'london answers buy("ana") with "yours"',
      'tokyo handles buy("bo")',
      "Violated: sold at most once: it was false",
      'tokyo sends sold("bo") to london',
      'tokyo sends sold("bo") to new-york',
      'tokyo answers buy("bo") with "yours"',
      'ana gets "yours" for buy("ana")',
      'bo gets "yours" for buy("bo")',
      'sold("bo") from tokyo to london is lost: partition',
      'sold("ana") from london to tokyo is lost: partition',
      'sold("bo") from tokyo to new-york is lost: partition',
      'new-york handles sold("ana")',
      "The partition heals: london, new-york | tokyo",
      'Violated: buyers: london: ["ana"], tokyo: ["bo"]',
      "The run ends",
    ]);
  });

  it("has a sentence for every other kind", () => {
    const run = new TraceBuilder("a", "b", "@c");
    const story: number[] = [];
    const vote = run.send("call", "a", "b", "vote", [1]);
    story.push(run.deliver(vote));
    const no = run.reply(vote, "Error: not now", { failed: true });
    story.push(run.deliver(no));
    const copy = run.duplicate(no);
    story.push(run.drop(copy, "loss"), run.timeout(vote), run.timer("a", "tick"), run.timer("a", ""));
    story.push(run.crash("a"), run.restart("a"), run.clock("b", 5000, -200), run.clock("b", 0, 0));
    story.push(run.partition(1, [["a"], ["b"]], true), run.note("look here"), run.note("and here", "b"));
    const get = run.send("invoke", "c", "a", "get");
    story.push(run.unknown(get));
    story.push(run.fail(run.reply(get, "Error: no", { failed: true }), get, "Error: no"));
    const trace = run.finish();
    expect(story.map((index) => describeEvent(trace, index))).toEqual([
      "b handles vote(1)",
      "a receives ✗ Error: not now from b",
      "The answer ✗ Error: not now from b to a is lost: loss",
      "a stops waiting for the answer to vote(1)",
      "a's timer tick fires",
      "A timer of a fires",
      "a crashes",
      "a restarts",
      "b's clock now is 5 s ahead and runs 200 ppm too slow",
      "b's clock now is right",
      "Messages no longer get through: a → b",
      "look here",
      "b: and here",
      "c gives up on get() and can't know whether it was done",
      "c's get() fails: Error: no",
    ]);
  });

  it("says something about every event of any run, at no great length", () => {
    fc.assert(
      fc.property(anyRun, (trace) => {
        for (const { index } of trace.events) {
          const { length } = describeEvent(trace, index);
          expect(length).toBeGreaterThan(0);
          expect(length).toBeLessThan(400);
        }
      }),
    );
  });
});
