import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { describe as describeEvent } from "../../../src/trace/describe.ts";
import { everyKindTrace } from "../everyKind.ts";
import { shopTrace, TraceBuilder } from "../traces.ts";
import { anyRun } from "./runs.ts";
import { anyTrouble } from "./troubles.ts";

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

  it("tells a run in which everything goes wrong", () => {
    const trace = everyKindTrace();
    const plain = new Set(["start", "note", "violation", "end", "invoke", "ok", "timeout", "unknown"]);
    const told = trace.events.filter(({ kind }) => !plain.has(kind));
    expect(told.map(({ index }) => describeEvent(trace, index))).toMatchInlineSnapshot(`
      [
        "shop handles order("tea")",
        "shop calls pay(10) on bank, queued for 5 ms",
        "shop sends log("tea") to audit, queued for 20 ms",
        "eve reads pay(10) from shop to bank",
        "pay(10) from shop to bank is changed to pay(1000)",
        "log("tea") from shop to audit is held up for 15 ms",
        "bank stands still",
        "eve sends pay(500) to bank in the name of shop",
        "bank goes on",
        "bank handles pay(1000), sent as pay(10), 15 ms after it arrived",
        "bank's timer interest fires, 12 ms late",
        "bank works for 20 ms",
        "audit handles log("tea")",
        "audit writes to its disk",
        "bank has done its work",
        "bank handles pay(500), forged in the name of shop, 30 ms after it arrived",
        "bank answers pay(10) with "paid"",
        "shop receives "paid" from bank",
        "shop answers order("tea") with "sold"",
        "What is under way is held: shop | audit",
        "shop sends log("milk") to audit",
        "shop's clock jumps and now is 40 ms ahead",
        "bank's clock now is 3 ms ahead and runs 200 ppm too fast",
        "audit's clock stands still",
        "What was held moves on: shop | audit",
        "audit handles log("milk")",
        "shop's clock is synchronised and now is 2 ms ahead",
        "audit's clock goes on and now is 26 ms behind",
        "bank's clock now is 50 ms behind and runs 10 ppm too fast",
        "audit is slow: it takes 25 ms longer for each message",
        "A partition leaves no more than a ring: shop – bank – audit – eve – shop",
        "Messages no longer get through: shop → audit",
        "shop sends log("cake") to audit",
        "The network duplicates log("cake") from shop to audit",
        "log("cake") from shop to audit is lost: partition",
        "log("cake") from shop to audit is lost: loss",
        "The partition heals: shop → audit",
        "shop's transport sends log("cake") to audit again",
        "audit handles log("cake")",
        "audit is as fast as ever",
        "The partition heals: shop – bank – audit – eve – shop",
        "shop calls vote(1) on bank",
        "audit crashes and loses its disk",
        "vote(1) from shop to bank is lost: the firewall lets no votes through",
        "bank sends ping() to audit",
        "ping() from bank to audit is lost: receiver down",
        "bank sends pay(1) to shop",
        "bank sends ping() to audit",
        "bank sends log("salt") to shop",
        "log("salt") from bank to shop is lost: queue full",
        "pay(1) from bank to shop is thrown away: its seal is broken",
        "ping() from bank to audit is lost: connection reset",
        "bank believes that audit is dead",
        "bank believes that shop is dead, but it is up",
        "audit restarts",
        "shop decides "tea" for slot 1",
        "bank leaves for good",
        "shop sends pay(1) to bank",
        "shop handles status()",
        "shop fails at status(): Error: closed",
        "ana's status() fails: Error: closed",
        "pay(1) from shop to bank is lost: receiver gone",
      ]
    `);
  });

  it("tells what happens to answers on their way", () => {
    const run = new TraceBuilder("a", "b", "@eve");
    const story: number[] = [];
    const ask = run.send("call", "a", "b", "ask");
    run.deliver(ask);
    const answer = run.reply(ask, 5);
    run.duplicate(answer);
    story.push(run.tap("eve", answer), run.tamper(answer, 6), run.tap("eve", answer), run.tamper(answer, 7));
    story.push(run.delay(answer, 10), run.deliver(answer));
    const trace = run.finish();
    const copy = trace.events.findIndex(({ kind }) => kind === "duplicate");
    expect([copy, ...story].map((index) => describeEvent(trace, index))).toEqual([
      "The network duplicates the answer 5 from b to a",
      "eve reads the answer 5 from b to a",
      "The answer 5 from b to a is changed to 6",
      "eve reads the answer 6 from b to a",
      "The answer 6 from b to a is changed to 7",
      "The answer 7 from b to a is held up for 10 ms",
      "a receives 7 from b, sent as 5",
    ]);
  });

  it("says of a belief what is true instead, where that is known", () => {
    const run = new TraceBuilder("a", "b", "c");
    run.start("c");
    const story: number[] = [];
    const believe = (...beliefs: string[]) =>
      story.push(...beliefs.map((belief) => run.belief("a", "b", belief)));
    believe("alive", "Dead", "slow");
    run.happens("pause", "b");
    believe("alive", "suspected");
    run.crash("b");
    run.happens("resume", "b");
    believe("alive", "dead");
    run.restart("b");
    believe("down");
    run.happens("leave", "b");
    believe("up", "gone");
    story.push(run.belief("a", "a", "up"));
    const trace = run.finish();
    expect(story.map((index) => describeEvent(trace, index).replace("a believes that ", ""))).toEqual([
      "b is alive",
      "b is Dead, but it is up",
      "b is slow",
      "b is alive",
      "b is suspected, but it only stands still",
      "b is alive, but it is down",
      "b is dead",
      "b is down, but it is up",
      "b is up, but it has left",
      "b is gone",
      "it is up",
    ]);
  });

  it("leaves out what a decision is for where there is but one thing to decide", () => {
    const run = new TraceBuilder("a");
    const slots = [{ $undefined: true }, null, "leader", 0, [1, 2]] as const;
    const story = slots.map((slot) => run.decide("a", slot, "a"));
    const trace = run.finish();
    expect(story.map((index) => describeEvent(trace, index))).toEqual([
      'a decides "a"',
      'a decides "a"',
      'a decides "a" for leader',
      'a decides "a" for slot 0',
      'a decides "a" for slot [1, 2]',
    ]);
  });

  it("says something about every event of any run, at no great length", () => {
    fc.assert(
      fc.property(fc.oneof(anyRun, anyTrouble), (trace) => {
        for (const { index } of trace.events) {
          const { length } = describeEvent(trace, index);
          expect(length).toBeGreaterThan(0);
          expect(length).toBeLessThan(400);
        }
      }),
    );
  });
});
