import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { effects, isJudged } from "../../../../src/trace/lines/effects.ts";
import { idleFaults } from "../../../../src/trace/lines/idleFaults.ts";
import type { Trace } from "../../../../src/trace/trace.ts";
import { recordWell } from "../../dsl/runHere.ts";
import { perform, plans } from "../../simulator/randomScenario.ts";
import { TraceBuilder } from "../../traces.ts";
import { placed } from "./placed.ts";

/** Every event on the line of its index, counted from 1. */
const eachOnItsLine = (trace: Trace) => placed(trace, ({ index }) => index + 1);

const idleLines = (run: TraceBuilder) =>
  idleFaults(eachOnItsLine(run.finish())).map(({ location }) => location.line - 1);

describe("what faults do", { timeout: 120_000 }, () => {
  it("is what was lost to them, in any run: no loss without a fault that did it, and no other effect", () =>
    fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        const { trace } = await recordWell(perform(plan), plan);
        const hit = new Map<string, Set<number>>();
        for (const [fault, events] of effects(trace)) {
          const { kind } = trace.events[fault];
          const all = hit.get(kind) ?? new Set();
          hit.set(kind, all);
          for (const event of events) {
            expect(event).toBeGreaterThan(
              kind === "hold" || kind === "pause" || kind === "slow" ? -1 : fault,
            );
            all.add(event);
          }
        }
        const lost = (...reasons: readonly string[]) =>
          trace.events.flatMap((event) =>
            event.kind === "drop" && reasons.includes(event.reason) ? [event.index] : [],
          );
        expect([...(hit.get("partition") ?? [])].sort((a, b) => a - b)).toEqual(lost("partition"));
        const missed = new Set([...(hit.get("crash") ?? []), ...(hit.get("leave") ?? [])]);
        for (const event of lost("receiver down", "receiver gone")) expect(missed).toContain(event);
        for (const event of trace.events) {
          const late = event.kind === "timer" && event.name !== "work" && event.due !== undefined;
          if (!late) continue;
          // Only a node that stands still, is slow or works keeps its timers waiting.
          const works = trace.events.some(({ kind, node }) => kind === "work" && node === event.node);
          const stalled = [...(hit.get("pause") ?? []), ...(hit.get("slow") ?? [])].includes(event.index);
          expect(stalled || works).toBe(true);
        }
      }),
      { numRuns: 60 },
    ));

  it("is told for each fault that can be judged", () =>
    fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        const { trace } = await recordWell(perform(plan), plan);
        expect([...effects(trace).keys()]).toEqual(trace.events.filter(isJudged).map(({ index }) => index));
      }),
      { numRuns: 20 },
    ));

  it("counts what stood still on a held link, and what had stood there before", () => {
    const run = new TraceBuilder("london", "tokyo", "rome");
    const send = (from: string, to: string) => run.send("send", from, to, "sold", [], 10);
    const before = send("london", "tokyo");
    const elsewhere = send("london", "rome");
    const hold = run.hold(0, [["london"], ["tokyo"]]);
    const during = send("tokyo", "london");
    run.deliver(elsewhere);
    run.time = 100;
    run.release(0);
    const first = run.deliver(before);
    const second = run.deliver(during);
    run.deliver(send("london", "tokyo"));
    expect(effects(run.finish()).get(hold)).toEqual([first, second]);
  });

  it("counts one cut to each partition that made it, with its direction", () => {
    const run = new TraceBuilder("london", "tokyo", "rome");
    const both = run.partition(0, [["london"], ["tokyo", "rome"]]);
    const away = run.partition(1, [["london"], ["tokyo"]], true);
    const back = run.partition(2, [["tokyo"], ["london"]], true);
    const lost = run.drop(run.send("send", "london", "tokyo", "sold"), "partition");
    const told = effects(run.finish());
    expect([both, away, back].map((fault) => told.get(fault))).toEqual([[lost], [lost], []]);
  });

  it("knows the neighbours that a ring leaves", () => {
    const run = new TraceBuilder("a", "b", "c", "d");
    const ring = run.partition(0, [["a"], ["b"], ["c"], ["d"]], false, true);
    const other = run.partition(1, [["a"], ["b"]]);
    const lost = run.drop(run.send("send", "a", "b", "sold"), "partition");
    const across = run.drop(run.send("send", "a", "c", "sold"), "partition");
    const told = effects(run.finish());
    expect([ring, other].map((fault) => told.get(fault))).toEqual([[across], [lost]]);
  });

  it("counts a connection that broke to the crash that broke it", () => {
    const run = new TraceBuilder("london", "tokyo");
    const earlier = run.crash("tokyo");
    run.restart("tokyo");
    const sold = run.send("send", "london", "tokyo", "sold");
    const crash = run.crash("london");
    const lost = run.drop(sold, "connection reset");
    const told = effects(run.finish());
    expect([earlier, crash].map((fault) => told.get(fault))).toEqual([[], [lost]]);
  });

  it("doesn't count what a node that goes on again is too busy for", () => {
    const run = new TraceBuilder("london", "tokyo");
    const pause = run.happens("pause", "tokyo");
    run.time = 20;
    run.happens("resume", "tokyo");
    run.time = 50;
    run.deliver(run.send("send", "london", "tokyo", "sold"), {}, 10);
    expect(effects(run.finish()).get(pause)).toEqual([]);
  });

  it("counts messages and timers that waited for a node that stands still", () => {
    const run = new TraceBuilder("london", "tokyo");
    const sold = run.send("send", "london", "tokyo", "sold", [], 10);
    const pause = run.happens("pause", "tokyo");
    run.time = 50;
    run.happens("resume", "tokyo");
    const late = run.deliver(sold, {}, 40);
    const tick = run.timer("tokyo", "tick", {}, 20);
    run.timer("tokyo", "tick");
    expect(effects(run.finish()).get(pause)).toEqual([late, tick]);
  });
});

describe("a fault that did nothing", () => {
  it("is found, and one that did something isn't", () => {
    const run = new TraceBuilder("london", "tokyo", "rome");
    const biting = run.partition(0, [["london"], ["tokyo"]]);
    run.drop(run.send("send", "london", "tokyo", "sold"), "partition");
    const idle = run.partition(1, [["london"], ["rome"]]);
    const hold = run.hold(0, [["london"], ["rome"]]);
    const pause = run.happens("pause", "rome");
    run.happens("resume", "rome");
    const slow = run.slow("rome", 20);
    run.slow("rome", 0);
    run.crash("rome");
    expect(idleLines(run)).toEqual([idle, hold, pause, slow]);
    expect(idleLines(run)).not.toContain(biting);
  });

  it("isn't found where a later round of the same line did something, nor in a run that broke off", () => {
    const run = new TraceBuilder("london", "tokyo");
    run.partition(0, [["london"], ["tokyo"]]);
    run.heal(0);
    run.partition(1, [["london"], ["tokyo"]]);
    run.drop(run.send("send", "london", "tokyo", "sold"), "partition");
    const trace = placed(run.finish(), ({ kind }) => (kind === "partition" ? 5 : undefined));
    expect(idleFaults(trace)).toEqual([]);
    const broken = new TraceBuilder("london", "tokyo");
    broken.partition(0, [["london"], ["tokyo"]]);
    expect(idleFaults(eachOnItsLine(broken.finish({ status: "stopped" })))).toEqual([]);
  });

  it("isn't a pause that never ends, since nobody knows which timers it keeps", () => {
    const run = new TraceBuilder("london");
    run.happens("pause", "london");
    expect(idleLines(run)).toEqual([]);
  });
});
