import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isArrival, isSend } from "../../../src/trace/event.ts";
import { tracedLines } from "../../../src/trace/lines/tracedLines.ts";
import { standing } from "../../../src/trace/standing.ts";
import { underWay } from "../../../src/trace/underWay.ts";
import { everyKindTrace } from "../everyKind.ts";
import { TraceBuilder } from "../traces.ts";
import { anyRun } from "./runs.ts";

describe("what is under way", () => {
  it("has been sent and has not arrived", () => {
    fc.assert(
      fc.property(anyRun, fc.nat(), (trace, pick) => {
        const step = pick % trace.events.length;
        const past = trace.events.slice(0, step + 1);
        const arrived = new Set(past.filter(isArrival).map(({ message }) => message));
        const sent = past.filter(isSend).map(({ message }) => message);
        expect(underWay(trace, step).map(({ flight }) => flight.message)).toEqual(
          sent.filter((message) => !arrived.has(message)),
        );
      }),
    );
  });

  it("waits at its receiver from when it has reached it", () => {
    const run = new TraceBuilder("@ana", "shop");
    run.start("shop");
    const message = run.send("invoke", "ana", "shop", "buy", [], 10);
    run.time = 9;
    const before = run.note("before");
    run.time = 10;
    const after = run.note("after");
    run.time = 30;
    const taken = run.deliver(message, {}, 20);
    const trace = run.finish();
    expect([before, after, taken].map((step) => underWay(trace, step).map(({ waiting }) => waiting))).toEqual(
      [[false], [true], []],
    );
  });
});

describe("what lasts", () => {
  it("lasts from what begins it to what ends it", () => {
    const trace = everyKindTrace();
    for (const { index } of trace.events) {
      const { separations, slow, working } = standing(trace, index);
      const past = trace.events.slice(0, index + 1);
      const open = past.filter(
        (event) =>
          (event.kind === "partition" && !past.some((end) => end.kind === "heal" && end.cut === event.cut)) ||
          (event.kind === "hold" && !past.some((end) => end.kind === "release" && end.hold === event.hold)),
      );
      expect(separations).toEqual(open);
      for (const node of trace.nodes.keys()) {
        const own = past.filter((event) => event.node === node);
        const since = own.findLastIndex(({ kind }) => kind === "crash" || kind === "leave");
        const alive = own.slice(since + 1);
        const slowed = alive.findLast((event) => event.kind === "slow");
        expect(slow.get(node)).toBe(slowed?.kind === "slow" && slowed.by > 0 ? slowed.by : undefined);
        const work = alive.findLastIndex(({ kind }) => kind === "work");
        const done = alive.findLastIndex((event) => event.kind === "timer" && event.name === "work");
        expect(working.has(node)).toBe(work > done);
      }
    }
  });
});

describe("the events of a line", () => {
  it("are those that happened there, wherever on it", () => {
    const run = new TraceBuilder("shop");
    run.start("shop");
    const [a, b, c] = [
      run.location("shop.scenario.ts", 4, 1),
      run.location("shop.scenario.ts", 4, 9),
      run.location("lib.ts", 4),
    ];
    for (let i = 0; i < 4; i++) run.note("here", "shop");
    const trace = run.finish();
    const events = trace.events.map((event, index) => ({ ...event, at: [a, b, c, a, undefined, b][index] }));
    const lines = tracedLines({ ...trace, events });
    expect(lines.map(({ file, line, columns, events }) => [file, line, columns, [...events]])).toEqual([
      ["lib.ts", 4, [1], [2]],
      ["shop.scenario.ts", 4, [1, 9], [0, 1, 3, 5]],
    ]);
  });
});
