import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RunIndex } from "../../../src/exporters/picture/runIndex.ts";
import { Timeline, type TimeAxis } from "../../../src/exporters/picture/timeline.ts";
import { fittingZoom } from "../../../src/exporters/picture/zoom.ts";
import { TraceBuilder } from "../../webview/support/traceBuilder.ts";
import {
  longTrace,
  machinesTrace,
  shopTrace,
  troubleTrace,
  wireTrace,
} from "../../webview/support/traces.ts";

const GAP = 22;
const SCALE = { axis: "true", gap: GAP } as const;

function timelineOf(run: RunIndex, zoom: number, axis: TimeAxis = "true"): Timeline {
  return Timeline.of(run, { axis, zoom, gap: GAP });
}

/** A run, an axis, a zoom, and two events of the run in order. */
const parts = fc
  .tuple(
    fc.constantFrom(shopTrace, troubleTrace, () => longTrace(200)),
    fc.constantFrom<TimeAxis>("true", "compressed", "causal"),
    fc.constantFrom(0.05, 1, 20),
    fc.nat(),
    fc.nat(),
  )
  .map(([trace, axis, zoom, a, b]) => {
    const run = new RunIndex(trace());
    const ends = [a % (run.last + 1), b % (run.last + 1)].toSorted((one, other) => one - other);
    return { timeline: timelineOf(run, zoom, axis).from(120), run, from: ends[0], to: ends[1] };
  });

describe("a part of the run", () => {
  test("spans its events, wherever they stand", () => {
    fc.assert(
      fc.property(parts, ({ timeline, from, to }) => {
        const heights = Array.from({ length: to - from + 1 }, (_, place) => timeline.yOf(from + place));
        expect(timeline.spanOf({ from, to })).toEqual({
          top: Math.min(...heights),
          bottom: Math.max(...heights),
        });
      }),
    );
  });

  test("between two positions begins and ends with the outermost events that lie there", () => {
    fc.assert(
      fc.property(parts, fc.nat(40), ({ timeline, run, from, to }, more) => {
        const { top, bottom } = timeline.spanOf({ from, to });
        const [upper, lower] = [top + more, bottom - more / 2];
        const inside = [...run.trace.events.keys()].filter(
          (event) => timeline.yOf(event) >= upper && timeline.yOf(event) <= lower,
        );
        expect(timeline.partBetween(upper, lower)).toEqual(
          inside.length === 0 ? undefined : { from: inside[0], to: inside.at(-1) },
        );
      }),
    );
  });
});

describe("timeline", () => {
  test("runs to scale between events that leave room", () => {
    const timeline = timelineOf(new RunIndex(shopTrace()), 4);
    expect(timeline.yAt(57) - timeline.yAt(37)).toBeCloseTo(80);
    expect(timeline.yAt(200) - timeline.yAt(100)).toBeCloseTo(400);
  });

  test.each([0.01, 0.5, 3, 50])("keeps the events of a lifeline apart and in order at %d px/ms", (zoom) => {
    const run = new RunIndex(longTrace(2000));
    const timeline = timelineOf(run, zoom);
    const last = new Map<number, number>();
    for (const { index, node, kind } of run.trace.events) {
      if (node === undefined || kind === "start" || run.shares[index] >= 0) continue;
      expect(timeline.yOf(index)).toBeGreaterThanOrEqual((last.get(node) ?? 0) + GAP - 1e-6);
      last.set(node, timeline.yOf(index));
    }
  });

  test("never draws a cause below its effect", () => {
    for (const trace of [shopTrace(), troubleTrace(), wireTrace(), machinesTrace(), longTrace(500)]) {
      const timeline = timelineOf(new RunIndex(trace), 0.3);
      for (const { index, cause, kind } of trace.events) {
        if (cause !== undefined && kind !== "end")
          expect(timeline.yOf(index)).toBeGreaterThanOrEqual(timeline.yOf(cause));
      }
    }
  });

  test("draws a message without latency level, and its answer on the next row", () => {
    const run = new RunIndex(shopTrace());
    const timeline = timelineOf(run, 2);
    const of = (kind: string) => run.trace.events.find((event) => event.kind === kind)!.index;
    expect(timeline.yOf(of("deliver"))).toBe(timeline.yOf(of("invoke")));
    expect(timeline.yOf(of("reply"))).toBe(timeline.yOf(of("invoke")) + GAP);
    expect(timeline.yOf(of("ok"))).toBe(timeline.yOf(of("reply")));
  });

  test("finds times by position as it finds positions by time", () => {
    const timeline = timelineOf(new RunIndex(troubleTrace()), 1.7);
    for (const time of [0, 3, 12, 61.5, 100, 149, 199, 230]) {
      expect(timeline.timeAt(timeline.yAt(time))).toBeCloseTo(time);
    }
  });

  test("finds exactly the events between two positions", () => {
    const run = new RunIndex(longTrace(3000));
    const timeline = timelineOf(run, 1);
    const [top, bottom] = [4000, 4700];
    const { first, last } = timeline.eventsBetween(top, bottom);
    for (const { index } of run.trace.events) {
      const inside = timeline.yOf(index) >= top && timeline.yOf(index) <= bottom;
      if (inside) expect(index >= first && index <= last).toBe(true);
    }
    expect(last - first).toBeLessThan(200);
  });

  test("fits a short run into the window and keeps a long one readable", () => {
    const short = new RunIndex(shopTrace());
    expect(timelineOf(short, fittingZoom(short, 600, SCALE)).height).toBeLessThanOrEqual(600);
    const long = new RunIndex(longTrace(5000));
    expect(fittingZoom(long, 600, SCALE)).toBeGreaterThan(0.5);
  });

  test("fits a run of two events with centuries in between into the window", () => {
    const trace = new TraceBuilder(["a"].map((name) => ({ name, kind: "node", type: "Peer" })));
    trace.start(0);
    trace.at(9e12).timer(0, "tick");
    const run = new RunIndex(trace.build("Far"));
    expect(timelineOf(run, fittingZoom(run, 600, SCALE)).height).toBeLessThanOrEqual(600);
  });

  test("a run without any events or time has a place, too", () => {
    const empty = { ...shopTrace(), events: [] };
    const timeline = timelineOf(new RunIndex(empty), 1);
    expect(timeline.height).toBeGreaterThan(0);
    expect(timeline.eventsBetween(0, 100)).toEqual({ first: 0, last: -1 });
  });
});
