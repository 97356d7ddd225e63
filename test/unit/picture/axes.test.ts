import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compose } from "../../../src/exporters/picture/compose.ts";
import { RunIndex } from "../../../src/exporters/picture/runIndex.ts";
import { Timeline, type TimeAxis } from "../../../src/exporters/picture/timeline.ts";
import { layoutOf } from "../../webview/support/layout.ts";
import { TraceBuilder } from "../../webview/support/traceBuilder.ts";
import { longTrace, machinesTrace, shopTrace, troubleTrace } from "../../webview/support/traces.ts";

const GAP = 22;
const AXES: readonly TimeAxis[] = ["true", "compressed", "causal"];
const runs = [shopTrace(), troubleTrace(), machinesTrace(), longTrace(400)].map(
  (trace) => new RunIndex(trace),
);
const anyTimeline = fc
  .record({
    run: fc.constantFrom(...runs),
    axis: fc.constantFrom(...AXES),
    zoom: fc.double({ min: 0.01, max: 50, noNaN: true }),
  })
  .map(({ run, axis, zoom }) => ({ run, timeline: Timeline.of(run, { axis, zoom, gap: GAP }) }));

/** A message that takes 10 ms, and another one a second later. */
function quietTrace() {
  const run = new TraceBuilder(["a", "b"].map((name) => ({ name, kind: "node", type: "Peer" })));
  run.start(0);
  run.start(1);
  const first = run.send("send", 0, 1, "ping", [], 10);
  run.at(10).deliver(first);
  run.at(1010);
  const second = run.send("send", 0, 1, "ping", [], 10);
  run.at(1020).deliver(second);
  return run.build("Quiet");
}

describe("every axis", () => {
  test("keeps the order of the events of a lifeline, and effects below their causes", () => {
    fc.assert(
      fc.property(anyTimeline, ({ run, timeline }) => {
        const last = new Map<number, number>();
        for (const { index, node, cause, kind } of run.trace.events) {
          const y = timeline.yOf(index);
          if (cause !== undefined && kind !== "end") expect(y).toBeGreaterThanOrEqual(timeline.yOf(cause));
          if (node === undefined || kind === "start") continue;
          expect(y).toBeGreaterThanOrEqual(last.get(node) ?? 0);
          last.set(node, y);
        }
      }),
    );
  });

  test("finds the events between two positions", () => {
    fc.assert(
      fc.property(anyTimeline, fc.nat(1000), ({ run, timeline }, share) => {
        const top = (timeline.height * share) / 1000;
        const bottom = top + 300;
        const { first, last } = timeline.eventsBetween(top, bottom);
        for (const { index } of run.trace.events) {
          const inside = timeline.yOf(index) >= top && timeline.yOf(index) <= bottom;
          if (inside) expect(index >= first && index <= last).toBe(true);
        }
      }),
    );
  });

  test("counts positions from wherever the sheet begins", () => {
    fc.assert(
      fc.property(anyTimeline, fc.integer({ min: 0, max: 5000 }), ({ run, timeline }, origin) => {
        const shifted = timeline.from(origin);
        const event = run.last >> 1;
        const time = run.times[event] + 0.25;
        expect(shifted.yOf(event)).toBeCloseTo(timeline.yOf(event) - origin);
        expect(shifted.yAt(time)).toBeCloseTo(timeline.yAt(time) - origin);
        expect(shifted.timeAt(shifted.yAt(time))).toBeCloseTo(timeline.timeAt(timeline.yAt(time)));
        expect(shifted.height).toBeCloseTo(timeline.height - origin);
        expect(shifted.eventsBetween(-origin, 400 - origin)).toEqual(timeline.eventsBetween(0, 400));
      }),
    );
  });
});

describe("the compressed axis", () => {
  test("cuts short where nothing happens, and says how long that was", () => {
    const at = (axis: TimeAxis) => Timeline.of(new RunIndex(quietTrace()), { axis, zoom: 2, gap: GAP });
    const scale = at("true");
    const cut = at("compressed");
    expect(scale.yAt(1010) - scale.yAt(10)).toBeCloseTo(2000);
    expect(cut.yAt(1010) - cut.yAt(10)).toBeCloseTo(40);
    expect(cut.yAt(1020) - cut.yAt(1010)).toBeCloseTo(scale.yAt(1020) - scale.yAt(1010));
    const { breaks } = compose(layoutOf(quietTrace(), 640, { axis: "compressed" }), {
      top: 0,
      bottom: 600,
      left: 0,
      right: 640,
    });
    expect(breaks.map(({ text }) => text)).toEqual(["1 s"]);
    expect(breaks[0].y).toBeCloseTo((cut.yAt(10) + cut.yAt(1010)) / 2);
  });

  test("leaves a run without lulls as it is", () => {
    const run = new RunIndex(longTrace(400));
    const at = (axis: TimeAxis) => Timeline.of(run, { axis, zoom: 2, gap: GAP });
    expect(at("compressed").height).toBe(at("true").height);
    expect(at("compressed").breaksBetween(0, 1e6)).toEqual([]);
  });
});

test("of centuries only what is in view is named", () => {
  const run = new TraceBuilder(["a"].map((name) => ({ name, kind: "node", type: "Peer" })));
  run.start(0);
  run.at(9e12).timer(0, "tick");
  const layout = layoutOf(run.build("Far"), 640, { zoom: 1 });
  const top = layout.timeline.yAt(4e12);
  const { ticks } = compose(layout, { top, bottom: top + 800, left: 0, right: 640 });
  expect(ticks.length).toBeGreaterThan(5);
  expect(ticks.length).toBeLessThan(40);
});

describe("the causal axis", () => {
  test("gives every event a row of its own, whatever the zoom; nodes start together", () => {
    const run = new RunIndex(troubleTrace());
    const rows = run.trace.events.filter(({ kind }) => kind !== "start").map(({ index }) => index);
    const at = (zoom: number) => {
      const timeline = Timeline.of(run, { axis: "causal", zoom, gap: GAP });
      return rows.map((event) => timeline.yOf(event));
    };
    expect(at(50)).toEqual(at(0.1));
    const distances = at(1).map((y, row, all) => (row === 0 ? GAP : y - all[row - 1]));
    expect(new Set(distances)).toEqual(new Set([GAP]));
  });
});
