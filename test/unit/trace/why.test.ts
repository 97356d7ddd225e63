import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tellRoot, whyChain } from "../../../src/trace/why.ts";
import { recordWell } from "../dsl/runHere.ts";
import { perform, plans } from "../simulator/randomScenario.ts";
import { TraceBuilder } from "../traces.ts";

describe("why an event happened", () => {
  it("goes back message by message to the client's operation", () => {
    const run = new TraceBuilder("@ana", "london", "tokyo");
    const buy = run.send("invoke", "ana", "london", "buy");
    run.deliver(buy);
    const sold = run.send("send", "london", "tokyo", "sold");
    run.delay(sold, 10);
    run.tap("ana", sold);
    run.tamper(sold, "bo");
    const handled = run.deliver(sold);
    const trace = run.finish();
    const causes = new Map([
      [1, 0],
      [2, 1],
    ]);
    const events = trace.events.map((event) => ({
      ...event,
      ...(causes.has(event.index) && { cause: causes.get(event.index)! }),
    }));
    expect(whyChain({ ...trace, events }, handled)).toEqual([6, 5, 3, 2, 1, 0]);
    expect(tellRoot(trace, 0)).toBe("It began here: the scenario lets ana do this");
  });

  it("leads a reader of a message only to what was changed before", () => {
    const run = new TraceBuilder("@ana", "london", "tokyo");
    const sold = run.send("send", "london", "tokyo", "sold");
    run.delay(sold, 10);
    const read = run.tap("ana", sold);
    run.tamper(sold, "bo");
    expect(whyChain(run.finish(), read)).toEqual([read, 1, 0]);
  });

  it("ends on a trace whose causes run in a circle", () => {
    const run = new TraceBuilder("london");
    run.timer("london", "a");
    run.timer("london", "b");
    const trace = run.finish();
    const events = trace.events.map((event) => ({ ...event, cause: 1 - event.index }));
    expect(whyChain({ ...trace, events }, 1)).toEqual([1, 0]);
  });

  it("follows causes, down to what nothing led to, in any run", { timeout: 60_000 }, () =>
    fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        const { trace } = await recordWell(perform(plan), plan);
        for (const { index } of trace.events) {
          const chain = whyChain(trace, index).map((event) => trace.events[event]);
          const causes = chain.filter(({ kind }, at) => at === 0 || (kind !== "delay" && kind !== "tamper"));
          for (const [at, { cause }] of causes.entries()) expect(cause).toBe(causes[at + 1]?.index);
        }
      }),
      { numRuns: 60 },
    ),
  );
});
