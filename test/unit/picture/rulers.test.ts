import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rulerParts, type RulerPoint } from "../../../src/exporters/picture/rulers.ts";
import { RunIndex } from "../../../src/exporters/picture/runIndex.ts";
import { Timeline } from "../../../src/exporters/picture/timeline.ts";
import { WallClock } from "../../../src/simulator/clocks.ts";
import { compose } from "../../../src/exporters/picture/compose.ts";
import { layoutOf } from "../../webview/support/layout.ts";
import { TraceBuilder } from "../../webview/support/traceBuilder.ts";
import { clocksTrace, longTrace } from "../../webview/support/traces.ts";

const GAP = 22;
const EVERYWHERE = [-Infinity, Infinity] as const;

/** What is done to the clock of node 0 after some time, while node 1 goes on with its work. */
const setting = fc.record({
  after: fc.oneof(
    fc.constant(0),
    fc.integer({ min: 1, max: 400_000 }).map((time) => time / 1000),
  ),
  verb: fc.constantFrom(
    "offset" as const,
    "jump" as const,
    "drift" as const,
    "freeze" as const,
    "thaw" as const,
  ),
  by: fc.integer({ min: -300, max: 300 }),
  work: fc.nat(4),
});

/** A run, and the clock of node 0 by the simulator's own reckoning: what it shows at a time, as set before event `index`. */
const clockRun = fc.array(setting, { maxLength: 8 }).map((settings) => {
  const builder = new TraceBuilder(["a", "b"].map((name) => ({ name, kind: "node", type: "Shop" })));
  builder.start(0);
  builder.start(1);
  const clock = new WallClock();
  for (const { after, verb, by, work } of settings) {
    for (let i = 0; i < work; i++) builder.at(builder.time + after / (work + 1)).timer(1, "tick");
    builder.at(Math.round((builder.time + after / (work + 1)) * 1000) / 1000);
    const { time } = builder;
    if (verb === "offset") clock.setOffset(time, by);
    if (verb === "jump") clock.setOffset(time, clock.offsetAt(time) + by);
    if (verb === "drift") clock.setDrift(time, by * 3000);
    if (verb === "freeze") clock.setFrozen(time, true);
    if (verb === "thaw") clock.setFrozen(time, false);
    builder.clock(0, verb, clock.offsetAt(time), clock.drift, clock.frozen);
  }
  builder.at(builder.time + 50);
  return { run: new RunIndex(builder.build("Clocks")), settings };
});

/** The same clock again, up to and with the event. */
function clockAfter(run: RunIndex, index: number): WallClock {
  const clock = new WallClock();
  for (const event of run.trace.events.slice(0, index + 1)) {
    if (event.kind !== "clock") continue;
    clock.setFrozen(event.time, event.frozen === true);
    clock.setDrift(event.time, event.drift);
    clock.setOffset(event.time, event.offset);
  }
  return clock;
}

const anyRuler = fc
  .record({
    made: clockRun,
    axis: fc.constantFrom("true" as const, "compressed" as const),
    zoom: fc.double({ min: 0.05, max: 20, noNaN: true }),
  })
  .map(({ made: { run }, axis, zoom }) => {
    const timeline = Timeline.of(run, { axis, zoom, gap: GAP });
    return { run, timeline, parts: rulerParts(run, timeline, 0, ...EVERYWHERE) };
  });

const ticksOf = (points: readonly RulerPoint[]) => points.filter(({ tick }) => tick !== undefined);

describe("a ruler", () => {
  test("has each tick where the clock shows its value", () => {
    let ticks = 0;
    fc.assert(
      fc.property(anyRuler, ({ run, timeline, parts }) => {
        for (const { piece, until, points } of parts) {
          const clock = clockAfter(run, piece.event ?? -1);
          for (const { y, shown, ahead } of ticksOf(points)) {
            ticks++;
            const time = shown - ahead;
            if (Math.abs(clock.read(time) - shown) > 0.005) expect.fail(`${clock.read(time)}, not ${shown}`);
            if (time < piece.from - 1e-6 || time > until + 1e-6) expect.fail(`at ${time}`);
            // What is done to the clock at an instant has a row of its own below the first one.
            const begins = piece.event !== undefined && time < piece.from + 1e-6;
            const there = begins ? timeline.yOf(piece.event) : timeline.yAt(time);
            if (Math.abs(y - there) > 1e-3) expect.fail(`at ${y}, not at ${there}`);
          }
        }
      }),
      { numRuns: 300 },
    );
    expect(ticks).toBeGreaterThan(1000);
  });

  test("runs down with what the clock shows, in ticks one below the other", () => {
    fc.assert(
      fc.property(anyRuler, ({ parts }) => {
        for (const { piece, points } of parts) {
          const ticks = ticksOf(points);
          expect(
            points.every(({ y, shown }, index) => {
              const before = points[Math.max(0, index - 1)];
              return y >= before.y && shown >= before.shown - 1e-6;
            }),
          ).toBe(true);
          expect(ticks.every(({ y }, index) => index === 0 || y > ticks[index - 1].y)).toBe(true);
          expect(ticks.length <= 1 || piece.rate > 0).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("goes on from part to part without a gap, and jumps by what it says", () => {
    fc.assert(
      fc.property(anyRuler, ({ run, timeline, parts }) => {
        expect(parts[0].points[0].y).toBeCloseTo(timeline.yAt(0), -2);
        expect(parts.at(-1)!.points.at(-1)!.y).toBe(timeline.yOf(run.last));
        for (const [index, part] of parts.entries()) {
          if (index === 0) continue;
          const before = parts[index - 1].points.at(-1)!;
          const [begin] = part.points;
          expect(begin.y).toBe(before.y);
          expect(begin.shown - before.shown).toBeCloseTo(part.jump, 6);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("is in a part of the picture what it is in the whole", () => {
    fc.assert(
      fc.property(anyRuler, fc.nat(1000), fc.integer({ min: 1, max: 900 }), (ruler, share, height) => {
        const { run, timeline, parts } = ruler;
        const top = (timeline.height * share) / 1000;
        const bottom = top + height;
        const seen = rulerParts(run, timeline, 0, top, bottom);
        const places = (ruled: typeof parts) =>
          ruled
            .flatMap(({ points }) => ticksOf(points))
            .filter(({ y }) => y >= top && y <= bottom)
            .map(({ y, shown }) => `${shown} at ${y.toFixed(3)}`);
        expect(places(seen)).toEqual(places(parts));
      }),
      { numRuns: 300 },
    );
  });
});

const whole = { top: 0, bottom: 2000, left: 0, right: 6000 };

describe("the picture", () => {
  const [london, tokyo, paris] = [0, 1, 2];
  const rulersOf = (options: Parameters<typeof layoutOf>[2]) => {
    const layout = layoutOf(clocksTrace(), 700, { rulers: true, ...options });
    const scene = compose(layout, whole);
    const of = (node: number) => scene.rulers.find(({ key }) => key.startsWith(`${node}-`))!;
    return { layout, scene, of };
  };

  test("has no rulers unless they are wanted", () => {
    expect(rulersOf({ rulers: false }).scene.rulers).toEqual([]);
  });

  test("numbers what each clock shows at its height, and tells the right ones from the wrong", () => {
    const { layout, scene, of } = rulersOf({});
    const { timeline } = layout;
    const numbers = (node: number) => of(node).numbers.map(({ text, y }) => [text, y] as const);
    expect(numbers(london).length).toBeGreaterThan(4);
    for (const [text, y] of numbers(london)) expect(timeline.timeAt(y)).toBeCloseTo(Number(text) - 150);
    for (const [text, y] of numbers(paris)) expect(timeline.timeAt(y)).toBeCloseTo(Number(text));
    // Where a clock is right its ticks stand level with those of the time axis.
    const axis = scene.ticks.filter(({ round }) => round).map(({ y }) => y);
    for (const [, y] of numbers(paris)) expect(axis).toContain(y);
    expect(of(london).numbers.every(({ wrong }) => wrong)).toBe(true);
    expect(of(paris).numbers.some(({ wrong }) => wrong)).toBe(false);
    expect(of(paris).parts.map(({ kind, title }) => [kind, title])).toEqual([
      ["right", "paris's clock is right"],
    ]);
    expect(of(paris).jumps).toEqual([]);
  });

  test("marks a jump with its amount, and a freeze with how long it lasts", () => {
    const { layout, of } = rulersOf({});
    const jumps = (node: number) => of(node).jumps.map(({ event, y, label }) => [event, y, label?.text]);
    const at = (event: number) => layout.timeline.yOf(event);
    expect(jumps(london)).toEqual([[3, at(3), "+150 ms"]]);
    const jump = layout.run.trace.events.findIndex((event) => event.kind === "clock" && event.by === "jump");
    expect(jumps(tokyo)).toEqual([[jump, at(jump), "+60 ms"]]);
    expect(of(tokyo).parts.map(({ kind, label }) => [kind, label?.text])).toEqual([
      ["right", undefined],
      ["still", "still for 60 ms"],
      ["wrong", undefined],
      ["right", undefined],
    ]);
    expect(of(tokyo).parts[2].title).toBe("tokyo's clock goes on and now is 60 ms behind");
  });

  test("leans to the right where a clock is ahead, to the left where it is behind, by one measure", () => {
    const { layout, of } = rulersOf({});
    const edge = (node: number, part: number) =>
      of(node)
        .parts[part].edge.slice(1)
        .split("L")
        .map((point) => Number(point.split(" ")[0]) - layout.columns.x[node]);
    const neutral = edge(paris, 0)[0];
    expect(new Set(edge(paris, 0))).toEqual(new Set([neutral]));
    const ahead = edge(london, 0).map((x) => x - neutral);
    const behind = edge(tokyo, 2).map((x) => x - neutral);
    expect(Math.min(...ahead)).toBeGreaterThan(3);
    expect(Math.max(...behind)).toBeLessThan(-1);
    expect(behind[0] / ahead[0]).toBeCloseTo(-60 / 150, 1);
    // While it stands still it falls back more and more.
    const still = edge(tokyo, 1);
    expect(still[0]).toBeCloseTo(neutral, 1);
    expect(still.at(-1)).toBeCloseTo(neutral + behind[0], 1);
  });

  test("tells on the causal axis what the clocks show at their events, unless that stands there already", () => {
    const { layout, of } = rulersOf({ axis: "causal" });
    const { events } = layout.run.trace;
    const own = events.filter(({ node, kind }) => node === tokyo && kind !== "start");
    expect(of(tokyo).parts.flatMap(({ ticks }) => ticks.map(({ y }) => y))).toEqual(
      own.map(({ index }) => layout.timeline.yOf(index)),
    );
    expect(of(paris).numbers.map(({ text }) => text)).toEqual(["40", "130"]);
    expect(rulersOf({ axis: "causal", clocks: ["wall"] }).of(paris).numbers).toEqual([]);
  });

  test("has no ruler where a node is not there", () => {
    const builder = new TraceBuilder([{ name: "a", kind: "node", type: "Shop" }]);
    builder.start(0);
    const crash = builder.at(100).happen("crash", 0);
    const restart = builder.at(200).happen("restart", 0);
    builder.at(300);
    const layout = layoutOf(builder.build("Down"), 700, { rulers: true });
    const { rulers } = compose(layout, whole);
    const ys = rulers.flatMap(({ parts }) => parts.flatMap(({ ticks }) => ticks.map(({ y }) => y)));
    const [down, up] = [layout.timeline.yOf(crash), layout.timeline.yOf(restart)];
    expect(rulers).toHaveLength(2);
    expect(ys.length).toBeGreaterThan(10);
    expect(ys.filter((y) => y > down && y < up)).toEqual([]);
  });
});

test("round times keep apart where the rest of the run takes so much more room", () => {
  const crowded = longTrace(4000);
  const end = { ...crowded.events.at(-1)!, time: crowded.events.at(-1)!.time + 100_000 };
  const layout = layoutOf({ ...crowded, events: [...crowded.events.slice(0, -1), end] }, 700, {
    zoom: 0.02,
    rulers: true,
  });
  const { height } = layout.timeline;
  const { ticks, rulers } = compose(layout, { ...whole, top: height - 1500, bottom: height });
  const round = ticks.filter((tick) => tick.round).map(({ y }) => y);
  expect(round.length).toBeGreaterThan(10);
  for (const [index, y] of round.entries()) if (index > 0) expect(y - round[index - 1]).toBeGreaterThan(25);
  expect(rulers[0].parts[0].ticks.length).toBeLessThan(300);
});
