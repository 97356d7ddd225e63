import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSend, type TraceEvent } from "../../../../src/trace/event.ts";
import { flights } from "../../../../src/trace/flights.ts";
import { original } from "../../../../src/trace/messages.ts";
import { lineTallies, type Deed, type LineTally } from "../../../../src/trace/lines/tally.ts";
import { tellTally } from "../../../../src/trace/lines/tellTally.ts";
import type { Trace } from "../../../../src/trace/trace.ts";
import { recordWell } from "../../dsl/runHere.ts";
import { perform, plans } from "../../simulator/randomScenario.ts";
import { shopTrace, TraceBuilder } from "../../traces.ts";
import { placed } from "./placed.ts";

/** Any run, with its events on a few lines as chance has it. */
async function anyPlacedRun(plan: Parameters<typeof perform>[0], lines: number): Promise<Trace> {
  const { trace } = await recordWell(perform(plan), plan);
  return placed(trace, ({ index, kind }) => (kind === "reply" ? undefined : 1 + ((index * 7) % lines)));
}

function sum(deed: Deed): number {
  let total = 0;
  for (const [outcome, count] of deed.outcomes) if (outcome !== "repeated") total += count;
  return total;
}

/** What is said of a run whose events all stand on one line. */
function told(run: TraceBuilder, lineOf: (event: TraceEvent) => number | undefined = () => 1): string[] {
  const trace = placed(run.finish(), (event) => (event.kind === "end" ? undefined : lineOf(event)));
  return lineTallies(trace).map((tally) => tellTally(trace, tally).text);
}

const onlyOf =
  (...kinds: readonly TraceEvent["kind"][]) =>
  ({ kind }: TraceEvent) =>
    kinds.includes(kind) ? 1 : undefined;

describe("the tallies of any run", { timeout: 120_000 }, () => {
  const lines = fc.integer({ min: 1, max: 9 });
  const deedsOf = (tallies: readonly LineTally[], ...doings: readonly Deed["doing"][]) =>
    tallies.flatMap(({ deeds }) => deeds.filter(({ doing }) => doings.includes(doing)));

  it("add up to its messages: each is counted once, with one thing that became of it", () =>
    fc.assert(
      fc.asyncProperty(plans, lines, async (plan, count) => {
        const trace = await anyPlacedRun(plan, count);
        const deeds = deedsOf(lineTallies(trace), "sent", "called");
        const messages = trace.events.filter(
          (event) => isSend(event) && !["reply", "duplicate", "retransmit"].includes(event.kind),
        );
        const counted = deeds.flatMap(({ events }) => events);
        expect(counted.sort((a, b) => a - b)).toEqual(messages.map(({ index }) => index));
        for (const deed of deeds) expect(sum(deed)).toBe(deed.events.length);
      }),
      { numRuns: 60 },
    ));

  it("say of each one-way message what its arrivals and losses say", () =>
    fc.assert(
      fc.asyncProperty(plans, lines, async (plan, count) => {
        const trace = await anyPlacedRun(plan, count);
        const arrived = new Set<number>();
        const lost = new Set<number>();
        const ways = flights(trace).filter(({ send }) => {
          const { kind } = original(trace, send);
          return kind === "send" || kind === "forge";
        });
        for (const { send, end } of ways) {
          const { message } = original(trace, send);
          if (end !== undefined) (end.kind === "drop" ? lost : arrived).add(message);
        }
        const deeds = deedsOf(lineTallies(trace), "sent");
        const outcome = (wanted: RegExp) =>
          deeds
            .flatMap(({ outcomes }) => [...outcomes])
            .reduce((total, [name, times]) => total + (wanted.test(name) ? times : 0), 0);
        expect(outcome(/^delivered/)).toBe(arrived.size);
        expect(outcome(/^lost/)).toBeLessThanOrEqual([...lost].filter((id) => !arrived.has(id)).length);
        const total = new Set(ways.map(({ send }) => original(trace, send).message)).size;
        expect(outcome(/^(delivered|lost|under way)/)).toBe(total);
      }),
      { numRuns: 60 },
    ));

  it("count every event that stands on a line at most once", () =>
    fc.assert(
      fc.asyncProperty(plans, lines, async (plan, count) => {
        const trace = await anyPlacedRun(plan, count);
        const counted = lineTallies(trace).flatMap(({ deeds }) => deeds.flatMap(({ events }) => events));
        expect(new Set(counted).size).toBe(counted.length);
      }),
      { numRuns: 30 },
    ));
});

describe("what is said at the end of a line", () => {
  it("is told for each line of the example", () => {
    const { trace } = shopTrace();
    const lineOf: Partial<Record<TraceEvent["kind"], number>> = {
      start: 11,
      deliver: 16,
      send: 19,
      partition: 43,
      invoke: 44,
      ok: 44,
      heal: 46,
    };
    const run = placed(trace, ({ kind }) => lineOf[kind]);
    const said = lineTallies(run).map((tally) => `${tally.line} ${tellTally(run, tally).text}`);
    expect(said).toEqual([
      "11 3 nodes",
      "16 called 3×",
      "19 4 sent: 1 delivered, 3 lost to the partition",
      "34 ✗ it was false at 0 ms, as expected",
      "35 ✗ the copies differ at the end, as expected",
      "43 cut 3 messages",
      "44 2 answered",
      "46 at 200 ms",
    ]);
  });

  it("names each way in which messages end", () => {
    const run = new TraceBuilder("london", "tokyo");
    const send = () => run.send("send", "london", "tokyo", "sold");
    const twice = send();
    run.deliver(run.duplicate(twice));
    run.deliver(twice);
    run.drop(send(), "loss");
    run.drop(send(), "receiver down");
    send();
    expect(told(run, onlyOf("send"))).toEqual([
      "4 sent: 1 delivered, 1 more than once, 1 still under way, 1 lost to chance, 1 lost to a crash",
    ]);
  });

  it("counts a message that got lost and was sent again as delivered", () => {
    const run = new TraceBuilder("london", "tokyo");
    const sold = run.send("send", "london", "tokyo", "sold");
    run.drop(sold, "loss");
    run.deliver(run.retransmit(sold));
    expect(told(run, onlyOf("send"))).toEqual(["1 delivered"]);
  });

  it("tells how calls end", () => {
    const run = new TraceBuilder("@ana", "london", "tokyo");
    const call = () => run.send("call", "london", "tokyo", "vote");
    run.deliver(run.reply(call(), "yes"));
    run.deliver(run.reply(call(), "no", { failed: true }));
    const late = call();
    run.timeout(late);
    run.deliver(run.reply(late, "yes"));
    call();
    run.crash("london");
    call();
    expect(told(run, onlyOf("call"))).toEqual([
      "5 calls: 1 answered, 1 refused, 1 timed out, 1 forgotten in a crash, 1 without an answer",
    ]);
  });

  it("gives the answer where there is one, cut short, and none where nothing is returned", () => {
    const run = new TraceBuilder("@ana", "london");
    const buy = run.send("invoke", "ana", "london", "buy");
    run.ok(run.reply(buy, "all of the tea in the whole of China"), buy);
    expect(told(run, onlyOf("invoke"))).toEqual(['answered "all of the tea in the …']);
    const silent = new TraceBuilder("@ana", "london");
    const note = silent.send("invoke", "ana", "london", "note");
    silent.ok(silent.reply(note, { $undefined: true }), note);
    expect(told(silent, onlyOf("invoke"))).toEqual(["answered"]);
  });

  it("says of a handler how often it failed", () => {
    const run = new TraceBuilder("@ana", "london");
    for (const failed of [false, true, true]) {
      const buy = run.send("invoke", "ana", "london", "buy");
      run.deliver(buy);
      run.reply(buy, "no", { failed });
    }
    expect(told(run, onlyOf("deliver", "reply"))).toEqual(["called 3×, failed 2×"]);
  });

  it("says what faults did, or when they came", () => {
    const run = new TraceBuilder("london", "tokyo", "rome");
    run.time = 10;
    run.partition(0, [["london"], ["rome"]]);
    expect(told(run)).toEqual(["cut nothing"]);
    const crash = new TraceBuilder("london", "tokyo");
    crash.time = 1200;
    crash.crash("tokyo");
    expect(told(crash)).toEqual(["at 1.2 s"]);
    crash.drop(crash.send("send", "london", "tokyo", "sold"), "receiver down");
    expect(told(crash, onlyOf("crash"))).toEqual(["1 message lost"]);
  });

  it("says what a rule did to messages", () => {
    const run = new TraceBuilder("@eve", "london", "tokyo");
    const send = () => run.send("send", "london", "tokyo", "sold");
    run.tamper(send(), 1);
    run.tamper(send(), 1);
    run.tap("eve", send());
    run.drop(send(), "intercepted");
    run.duplicate(send());
    expect(told(run, onlyOf("tamper", "tap", "drop", "duplicate"))).toEqual([
      "dropped 1 message, changed 2 messages, read 1 message, doubled 1 message",
    ]);
  });

  it("counts what only needs counting", () => {
    const run = new TraceBuilder("london", "tokyo");
    for (const name of ["tick", "tick", "sleep", "work"]) run.timer("london", name);
    expect(told(run)).toEqual(["fired 2× · at 0 ms"]);
    const beliefs = new TraceBuilder("london", "tokyo");
    beliefs.belief("london", "tokyo", "dead");
    beliefs.belief("london", "tokyo", "alive");
    expect(told(beliefs)).toEqual(["ran 2×, 1 of them wrong"]);
  });

  it("doesn't run on and on", () => {
    const run = new TraceBuilder("london");
    run.check({
      name: "x",
      kind: "always",
      status: "violated",
      expected: false,
      message: "y".repeat(500),
      location: { file: "shop.scenario.ts", line: 1, column: 1 },
    });
    const [text] = told(run, () => undefined);
    expect(text.length).toBeLessThanOrEqual(120);
    expect(text).toMatch(/^✗ y+…$/);
  });
});
