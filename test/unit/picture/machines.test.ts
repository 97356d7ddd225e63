import { describe, expect, test } from "vitest";
import { captionOf } from "../../../src/exporters/picture/captions.ts";
import { compose } from "../../../src/exporters/picture/compose.ts";
import { RunIndex } from "../../../src/exporters/picture/runIndex.ts";
import { statusOf } from "../../../webview/model/status.ts";
import { layoutOf } from "../../webview/support/layout.ts";
import { machinesTrace, wireTrace } from "../../webview/support/traces.ts";

const layout = layoutOf(machinesTrace(), 640, { zoom: 3 });
const { run, timeline } = layout;
const { events } = run.trace;
const scene = compose(layout, { top: 0, bottom: 3000, left: 0, right: 6000 });
const [london, paris, tokyo] = [0, 1, 2];

const stretches = (kind: string) => scene.conditions.filter(({ condition }) => condition.kind === kind);

describe("a lifeline", () => {
  test("shows how long its node stands still", () => {
    const [first, last] = stretches("paused");
    expect(first).toMatchObject({ x: layout.columns.x[tokyo], top: timeline.yAt(10), open: false });
    expect(first.bottom).toBe(timeline.yAt(96));
    expect(last).toMatchObject({ x: layout.columns.x[paris], open: true });
  });

  test("shows how long its node is slow: until it is as fast as ever, or crashes", () => {
    expect(stretches("slow").map(({ condition }) => [condition.by, events[condition.to].kind])).toEqual([
      [20, "crash"],
      [35, "slow"],
    ]);
  });

  test("shows how long its node works", () => {
    const [work] = stretches("working");
    expect([work.top, work.bottom]).toEqual([timeline.yAt(6), timeline.yAt(46)]);
  });

  test("ends where its node leaves", () => {
    const left = events.find(({ kind }) => kind === "leave")!;
    const parts = scene.lifelines.filter(({ x }) => x === layout.columns.x[london]);
    expect(parts.map(({ bottom }) => bottom)).toEqual([timeline.yOf(left.index)]);
  });
});

test("a stretch shows how long a node is wrong about another one, with the truth", () => {
  expect(scene.misbeliefs.map(({ label, open }) => [label?.text, open])).toEqual([
    ["tokyo is alive", false],
    ["tokyo is down", false],
    ["tokyo is alive", true],
  ]);
  const crash = events.find(({ kind }) => kind === "crash")!;
  expect(scene.misbeliefs[1].top).toBe(timeline.yOf(crash.index));
  expect(scene.misbeliefs.every(({ x }) => x < layout.columns.x[paris])).toBe(true);
});

test("captions say what symbols don't", () => {
  const captions = events.flatMap((event) => captionOf(run.trace, event) ?? []);
  expect(captions).toEqual([
    "works 40 ms",
    "pause",
    "believes tokyo dead",
    "resume",
    "tick, 30 ms late",
    "flush",
    "believes tokyo alive",
    "slow +20 ms",
    'decides "x" for 1',
    "crash, disk lost",
    "believes tokyo dead",
    "clock stands still",
    "restart",
    "slow +35 ms",
    "clock goes on, -18 ms",
    "clock jumps to +30 ms",
    "full speed",
    "clock synced, +2 ms",
    "leaves",
    "pause",
  ]);
});

describe("the status of a node", () => {
  const at = (time: number) => events.findLastIndex((event) => event.time <= time);

  test.each([
    [tokyo, 5, undefined],
    [tokyo, 50, "‖ paused"],
    [tokyo, 100, undefined],
    [tokyo, 140, "slow +20 ms"],
    [tokyo, 200, "✕ down"],
    [tokyo, 212, undefined],
    [london, 270, "has left"],
    [paris, 290, "‖ paused"],
  ])("of node %i after %i ms is %s", (node, time, text) => {
    expect(statusOf(run, node, at(time))?.text).toBe(text);
  });

  test("is down, not gone, between the crash of a node and its leaving", () => {
    const wire = new RunIndex(wireTrace());
    expect(statusOf(wire, 1, wire.last)?.kind).toBe("down");
    expect(statusOf(wire, 2, wire.last)?.kind).toBe("left");
  });
});
