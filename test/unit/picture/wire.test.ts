import { describe, expect, test } from "vitest";
import { compose } from "../../../src/exporters/picture/compose.ts";
import { flights } from "../../../src/trace/flights.ts";
import type { ArrowView } from "../../../src/exporters/picture/scene.ts";
import { layoutOf } from "../../webview/support/layout.ts";
import { TraceBuilder } from "../../webview/support/traceBuilder.ts";
import { wireTrace } from "../../webview/support/traces.ts";

const whole = { top: 0, bottom: 3000, left: 0, right: 6000 };
const layout = layoutOf(wireTrace(), 900, { zoom: 3 });
const { run, timeline } = layout;
const lifeline = (name: string) => layout.columns.x[run.trace.nodes.findIndex((node) => node.name === name)];
const { arrows, cuts, marks } = compose(layout, whole);

/** The arrow with this label. */
function arrow(label: string): ArrowView {
  const found = arrows.find((view) => view.label?.text === label);
  if (!found) throw new Error(`No arrow says ${label}`);
  return found;
}

describe("a message that queues", () => {
  test("stands beside its sender until it leaves, and slants from there", () => {
    const { queue, x1, y1 } = arrow("pay(2)");
    expect(queue?.top).toBe(timeline.yAt(4));
    expect(queue?.bottom).toBe(timeline.yAt(20));
    expect(y1).toBe(timeline.yAt(20));
    expect(x1).toBe(queue?.x);
  });

  test("stands farther out the sooner its turn comes, so that its way is free", () => {
    const [first, second, third] = [1, 2, 3].map((bill) => arrow(`pay(${bill})`).queue!.x);
    expect(first).toBeLessThan(second);
    expect(second).toBeLessThan(third);
    expect(third).toBeLessThan(lifeline("shop"));
  });

  test("never leaves when the queue is full", () => {
    const full = arrows.find(({ arrow: { fate } }) => fate === "queue full")!;
    expect(full.reason?.text).toBe("pay(4): queue full");
    expect(Math.abs(full.tip.x - lifeline("shop"))).toBeLessThan(30);
    expect(full.queue).toBeUndefined();
  });
});

test("a message that waits for its receiver arrives at one time and is handled at another", () => {
  const { inbox, x2, y2, tip } = arrow("pay(3)");
  expect(inbox).toMatchObject({ top: timeline.yAt(44), bottom: tip.y, lifeline: lifeline("bank") });
  expect(Math.abs(y2 - timeline.yAt(44))).toBeLessThan(2);
  expect(tip.y).toBe(timeline.yAt(60));
  expect(x2).toBeGreaterThan(lifeline("bank"));
  const alone = arrow("pay(1)");
  expect(alone.inbox).toBeUndefined();
});

test("a tampered message says both what it was and what it is, and looks changed from there on", () => {
  const { label, points, changedFrom, changedPath, signs } = arrow("pay(10) ⇒ pay(1000)");
  expect(label).toBeDefined();
  expect(points[changedFrom!]).toMatchObject({ x: signs[0].x, y: signs[0].y });
  expect(changedPath).toBeDefined();
  expect(signs[0].y).toBeCloseTo(timeline.yAt(105), 0);
});

test("a sign is beside the lifeline of a node that has no part in it", () => {
  const [sign] = arrow('ship("book") ⇒ ship("piano")').signs;
  expect(Math.abs(sign.x - lifeline("shop"))).toBeGreaterThan(20);
});

test("a tap leads from where the message is to whoever reads it", () => {
  const { signs, taps } = arrow("pin(4711)");
  expect(signs.map(({ event }) => event.kind)).toEqual(["tap"]);
  expect(taps).toHaveLength(1);
  expect(marks.find(({ event }) => event.kind === "tap")?.caption?.text).toBe("reads pin(4711)");
});

test("a forged message says whose it claims to be, a second try and a copy that they are", () => {
  expect(arrow("as bank: refund(500)").arrow.send.kind).toBe("forge");
  expect(arrow('again: log("in", 7)').arrow.send.kind).toBe("retransmit");
  expect(arrow("copy: check(1)").arrow.send.kind).toBe("duplicate");
});

describe("a message that stands still on its way", () => {
  test("slants, goes straight down for as long, and slants on: held up by a rule", () => {
    const { points, waitings } = arrow("pack()");
    expect(points).toHaveLength(4);
    const [, stop, go] = points;
    expect(stop.x).toBe(go.x);
    expect(stop.y).toBe(timeline.yAt(176));
    expect(go.y).toBe(timeline.yAt(206));
    expect(waitings.map(({ text }) => text)).toEqual(["held up 30 ms"]);
  });

  test("on a link that is held: where it is when the hold begins, just before the line", () => {
    const hold = cuts.find(({ kind }) => kind === "hold")!;
    const { points, tip } = arrow("move(1)");
    expect(points.map(({ y }) => Math.round(y))).toEqual([
      Math.round(points[0].y),
      Math.round(hold.top),
      Math.round(hold.bottom),
      Math.round(points[3].y),
    ]);
    expect(points[1].x).toBeLessThan(hold.lines[0].x);
    expect(points[1].x).toBeGreaterThan(lifeline("shop"));
    expect(tip.y).toBe(timeline.yAt(296));
  });

  test("beside its sender when it is sent on a link that is held", () => {
    const [one, other] = [arrow("move(2)"), arrow("move(3)")];
    expect(one.points[1].y).toBeCloseTo(one.points[0].y, 0);
    expect(one.points[1].x).toBeGreaterThan(other.points[1].x);
    expect(other.points[1].x).toBeGreaterThan(lifeline("shop"));
  });

  test("stays where it is when the run ends before the release", () => {
    const builder = new TraceBuilder(["a", "b"].map((name) => ({ name, kind: "node", type: "" })));
    builder.at(0).send("send", 0, 1, "move", [], 40);
    builder.at(10).hold(1, [[0], [1]]);
    builder.at(100);
    const scene = compose(layoutOf(builder.build("Held")), whole);
    const [{ points, reason }] = scene.arrows;
    expect(reason?.text).toBe("still in flight");
    expect(points.at(-1)!.x).toBe(points.at(-2)!.x);
    expect(scene.cuts[0].pills.map(({ text }) => text)).toEqual(["‖ held"]);
  });
});

test.each([0.2, 1, 8])("no message ever flies back in time, at %d px/ms", (zoom) => {
  const scene = compose(layoutOf(wireTrace(), 640, { zoom }), { ...whole, bottom: 10_000 });
  expect(scene.arrows.length).toBe(flights(run.trace).length);
  for (const { points, inbox, queue } of scene.arrows) {
    const heights = [queue?.top, ...points.map(({ y }) => y), inbox?.bottom].filter((y) => y !== undefined);
    // An arrow's head ends a little before its point.
    for (const [index, y] of heights.entries()) expect(y).toBeGreaterThan((heights[index - 1] ?? 0) - 7);
  }
});

test("every way not to arrive has its words", () => {
  const reasons = arrows.flatMap(({ reason }) => reason?.text ?? []);
  expect(reasons).toEqual([
    "pay(4): queue full",
    "lost",
    "intercepted: fraud",
    "rejected",
    expect.stringMatching(/connection reset$/),
    "receiver gone",
  ]);
});

test("pills that would lie on one another stand side by side", () => {
  const builder = new TraceBuilder(["a", "b"].map((name) => ({ name, kind: "node", type: "" })));
  builder.at(0).partition(1, [[0], [1]]);
  builder.at(40).heal(1);
  builder.at(44).hold(2, [[0], [1]]);
  builder.at(90);
  const scene = compose(layoutOf(builder.build("Close")), whole);
  const [, healed, held] = scene.cuts.flatMap(({ pills }) => pills);
  expect(Math.abs(held.y - healed.y)).toBeLessThan(20);
  expect(Math.abs(held.x - healed.x)).toBeGreaterThan((held.width + healed.width) / 2);
});

test("a message that has reached a machine that stands still waits there at the end", () => {
  const builder = new TraceBuilder(["a", "b"].map((name) => ({ name, kind: "node", type: "" })));
  builder.at(0).happen("pause", 1);
  builder.at(10).send("send", 0, 1, "ping", [], 20);
  builder.at(80);
  const waiting = layoutOf(builder.build("Paused"));
  const [view] = compose(waiting, whole).arrows;
  expect(view.reason?.text).toBe("still waiting");
  expect(view.inbox?.top).toBe(waiting.timeline.yAt(30));
  expect(view.inbox?.bottom).toBe(waiting.timeline.yAt(80));
});

test("a ring partition has a band and a pill that says so, but no line", () => {
  const ring = cuts.find(({ kind }) => kind === "partition")!;
  expect(ring.lines).toEqual([]);
  expect(ring.pills.map(({ text }) => text)).toEqual(["ring partition", "healed"]);
  expect(ring.title).toContain("bank – shop – depot – audit");
});
