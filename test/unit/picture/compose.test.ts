import { describe, expect, test } from "vitest";
import { halfHeight, overlap } from "../../../src/exporters/picture/box.ts";
import { compose } from "../../../src/exporters/picture/compose.ts";
import type { Scene } from "../../../src/exporters/picture/scene.ts";
import { layoutOf } from "../../webview/support/layout.ts";
import {
  clocksTrace,
  longTrace,
  machinesTrace,
  shopTrace,
  troubleTrace,
  wireTrace,
} from "../../webview/support/traces.ts";

const whole = { top: 0, bottom: 2000, left: 0, right: 6000 };

function texts({ arrows, marks, callouts, ribbons, cuts, misbeliefs, rulers }: Scene) {
  return [
    ...rulers.flatMap(({ numbers, jumps, parts }) => [
      ...numbers,
      ...jumps.map(({ label }) => label),
      ...parts.map(({ label }) => label),
    ]),
    ...arrows.flatMap(({ label, reason, waitings }) => [label, reason, ...waitings]),
    ...marks.map(({ caption }) => caption),
    ...misbeliefs.map(({ label }) => label),
    ...ribbons.map(({ label }) => label),
    ...callouts,
    ...cuts.flatMap(({ pills }) => pills),
  ].filter((text) => text !== undefined);
}

describe("the shop", () => {
  const layout = layoutOf(shopTrace());
  const scene = compose(layout, whole);
  const { x } = layout.columns;

  test("puts each client beside the node it talks to", () => {
    const names = layout.columns.order.nodes.map((node) => layout.run.trace.nodes[node].name);
    expect(names).toEqual(["ana", "london", "new-york", "tokyo", "bo"]);
  });

  test("draws one fault line, between the two sides, from the cut to the heal", () => {
    expect(scene.cuts).toHaveLength(1);
    const [cut] = scene.cuts;
    expect(cut.lines).toHaveLength(1);
    expect(cut.lines[0].x).toBeGreaterThan(x[1]);
    expect(cut.lines[0].x).toBeLessThan(x[2]);
    expect(cut.pills.map(({ text }) => text)).toEqual(["partition", "healed"]);
    expect(cut.bottom - cut.top).toBeGreaterThan(400);
  });

  test("breaks messages off at the fault line, on the sender's side, and says why", () => {
    const lost = scene.arrows.filter(({ arrow }) => arrow.fate === "partition");
    expect(lost).toHaveLength(3);
    const [line] = scene.cuts[0].lines;
    for (const { arrow, tip, reason } of lost) {
      expect(Math.sign(tip.x - line.x)).toBe(Math.sign(x[arrow.send.node] - line.x));
      expect(reason?.text).toBe("partition");
    }
  });

  test("names the failed checks at their events", () => {
    expect(scene.callouts.map(({ text }) => text)).toEqual(["✗ sold at most once", "✗ buyers"]);
    expect(scene.callouts[0].anchor?.x).toBe(x[2]);
  });

  test("marks differing copies with field and value, equal values alike", () => {
    const last = scene.ribbons.filter(({ open }) => open);
    const group = new Map(last.map(({ ribbon }) => [ribbon.node, ribbon.group]));
    expect(group.size).toBe(3);
    expect(group.get(0)).toBe(group.get(1));
    expect(group.get(2)).not.toBe(group.get(0));
    expect(last.map(({ label }) => label?.text)).toContain('buyers ["bo"]');
  });
});

describe("labels", () => {
  test.each([
    ["shop", shopTrace()],
    ["trouble", troubleTrace()],
    ["wire", wireTrace()],
    ["machines", machinesTrace()],
    ["clocks", clocksTrace()],
    ["long", longTrace(300)],
  ])("never cover each other: %s", (_, trace) => {
    for (const [width, rulers] of [
      [560, false],
      [700, true],
      [1400, false],
    ] as const) {
      const placed = texts(compose(layoutOf(trace, width, { clocks: ["lamport"], rulers }), whole));
      expect(placed.length).toBeGreaterThan(3);
      for (const [index, one] of placed.entries()) {
        for (const other of placed.slice(index + 1)) {
          expect(
            overlap({ ...one, height: 12 }, { ...other, height: 12 }),
            `${one.text} / ${other.text}`,
          ).toBe(false);
        }
      }
    }
  });

  test("stay where they are when one scrolls on and back", () => {
    const layout = layoutOf(longTrace(3000));
    const before = texts(compose(layout, { ...whole, top: 512, bottom: 1536 }));
    compose(layout, { ...whole, top: 1024, bottom: 2048 });
    expect(texts(compose(layout, { ...whole, top: 512, bottom: 1536 }))).toEqual(before);
  });
});

describe("trouble", () => {
  const layout = layoutOf(troubleTrace());
  const scene = compose(layout, whole);

  test("says of each message that never arrives why", () => {
    const reasons = scene.arrows.flatMap(({ reason }) => reason?.text ?? []);
    expect(new Set(reasons)).toEqual(new Set(["lost", "partition", "receiver down", "still in flight"]));
  });

  test("breaks the lifeline from the crash to the restart", () => {
    const parts = scene.lifelines.filter(({ x }) => x === layout.columns.x[1]);
    expect(parts).toHaveLength(2);
    expect(parts[1].top).toBeGreaterThan(parts[0].bottom);
  });

  test("shows how long a caller waits, and that it still does", () => {
    const open = scene.waits.filter((wait) => wait.open);
    expect(open.map(({ x }) => x)).toEqual([layout.columns.x[4]]);
    expect(scene.waits.filter((wait) => !wait.open).length).toBe(3);
  });

  test("draws overlapping partitions apart and a one-way cut with its direction", () => {
    expect(scene.cuts.map(({ pills }) => pills[0].text)).toEqual(["partition", "⇠ one-way partition"]);
    const [two, one] = scene.cuts.map(({ lines }) => lines[0].x);
    expect(Math.abs(two - one)).toBeGreaterThan(10);
  });
});

test("only what is in view is composed, and messages that pass through it are", () => {
  const layout = layoutOf(longTrace(20_000));
  const middle = layout.timeline.height / 2;
  const view = { top: middle, bottom: middle + 1000, left: 0, right: 700 };
  const { arrows, marks } = compose(layout, view);
  expect(marks.length).toBeLessThan(250);
  expect(arrows.length).toBeGreaterThan(20);
  expect(arrows.length).toBeLessThan(300);
  expect(arrows.some(({ y1, y2 }) => y1 < view.top && y2 > view.top)).toBe(true);
});

/** Height of a line of text, where a text has no box of its own, in px. */
const LINE = 14;

test.each([480, 520, 560, 600, 640, 700, 900])("no text leaves a picture %d px wide", (width) => {
  for (const trace of [shopTrace(), troubleTrace(), wireTrace(), machinesTrace()]) {
    const layout = layoutOf(trace, width);
    // A pill stays on its line, even at the very top.
    for (const box of texts({ ...compose(layout, whole), cuts: [] })) {
      expect(box.y - halfHeight({ height: LINE, ...box })).toBeGreaterThan(0);
      expect(box.y + halfHeight({ height: LINE, ...box })).toBeLessThan(layout.timeline.height);
    }
  }
});
