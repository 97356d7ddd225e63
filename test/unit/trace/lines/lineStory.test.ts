import { describe, expect, it } from "vitest";
import type { TraceEvent } from "../../../../src/trace/event.ts";
import { lineStory } from "../../../../src/trace/lines/lineStory.ts";
import { lineTallies } from "../../../../src/trace/lines/tally.ts";
import { everyKindTrace } from "../../everyKind.ts";
import { shopTrace, TraceBuilder } from "../../traces.ts";
import { placed } from "./placed.ts";

/** The story of all events of some kinds, one line of it for each row. */
function told(run: TraceBuilder, ...kinds: readonly TraceEvent["kind"][]): string[] {
  const trace = placed(run.finish(), ({ kind }) => (kinds.includes(kind) ? 1 : undefined));
  return lineTallies(trace).flatMap((tally) =>
    lineStory(trace, tally, 20).rows.map(
      ({ time, what, outcome }) => `${time} ${what}${outcome ? `, ${outcome.text}` : ""}`,
    ),
  );
}

describe("the story of a line", () => {
  it("says of each message where it goes and what becomes of it", () => {
    const run = new TraceBuilder("a", "b");
    const send = () => run.send("send", "a", "b", "sold", [1]);
    const [fine, lost, twice] = [send(), send(), send()];
    send();
    run.deliver(fine);
    run.time = 30;
    run.drop(lost, "partition");
    const copy = run.duplicate(twice);
    run.deliver(copy);
    run.deliver(twice);
    expect(told(run, "send")).toEqual([
      "0 ms a → b: sold(1), delivered at once",
      "0 ms a → b: sold(1), lost to the partition after 30 ms",
      "0 ms a → b: sold(1), delivered 2×, first after 30 ms",
      "0 ms a → b: sold(1), still under way",
    ]);
  });

  it("says of each call how it ends, and why it isn't answered", () => {
    const run = new TraceBuilder("a", "b");
    const call = () => run.send("call", "a", "b", "vote");
    const answered = call();
    const refused = call();
    const [lost, unanswered, lostAnswer, late, waiting] = [call(), call(), call(), call(), call()];
    run.time = 20;
    run.deliver(run.reply(answered, "yes"));
    run.deliver(run.reply(refused, "no", { failed: true }));
    run.drop(lost, "loss");
    for (const request of [unanswered, lostAnswer, late]) run.deliver(request);
    run.drop(run.reply(lostAnswer, "yes"), "partition");
    run.time = 50;
    for (const request of [lost, unanswered, lostAnswer, late]) run.timeout(request);
    run.deliver(run.reply(late, "yes"));
    expect(waiting).toBeGreaterThan(late);
    expect(told(run, "call").map((row) => row.replace("0 ms a → b: vote(), ", ""))).toEqual([
      'answered "yes" after 20 ms',
      "refused: no",
      "timed out after 50 ms, the request was lost to chance",
      "timed out after 50 ms, it was not answered",
      "timed out after 50 ms, the answer was lost to the partition",
      "timed out after 50 ms, the answer came too late",
      "no answer, the request is still under way",
    ]);
  });

  it("says of a handler what it changed, and of a fault what it did", () => {
    const run = new TraceBuilder("a", "b");
    run.deliver(run.send("send", "a", "b", "sold"), { stock: 0, buyers: ["ana"] });
    expect(told(run, "deliver")).toEqual(['0 ms b handles sold(), stock 0, buyers ["ana"]']);
    const cut = new TraceBuilder("a", "b");
    cut.partition(0, [["a"], ["b"]]);
    const lost = cut.send("send", "a", "b", "sold");
    cut.time = 5;
    cut.drop(lost, "partition");
    expect(told(cut, "partition")).toEqual([
      "0 ms A partition cuts the links: a | b",
      "5 ms sold() from a to b is lost: partition",
    ]);
  });

  it("begins with what checks found there, and says how much more there is", () => {
    const { trace } = shopTrace();
    const run = placed(trace, ({ kind }) => (kind === "send" || kind === "deliver" ? 34 : undefined));
    const [tally] = lineTallies(run);
    const { rows, more } = lineStory(run, tally, 4);
    expect(rows.map(({ what }) => what)).toEqual([
      "sold at most once: it was false",
      'london handles buy("ana")',
      'london → new-york: sold("ana")',
      'london → tokyo: sold("ana")',
    ]);
    expect(more).toBe(4);
  });

  it("can be told of every kind of event", () => {
    const trace = placed(everyKindTrace(), ({ index }) => index + 1);
    for (const tally of lineTallies(trace))
      for (const { event, what } of lineStory(trace, tally, 10).rows) {
        expect(trace.events[event]).toBeDefined();
        expect(what).not.toMatch(/undefined|\.$/);
      }
  });
});
