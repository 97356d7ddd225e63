import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { overlap } from "../../../src/exporters/picture/box.ts";
import { arrange, AS_IT_IS, sameLine } from "../../../src/exporters/picture/columnOrder.ts";
import { compose } from "../../../src/exporters/picture/compose.ts";
import { nextStanding, type Group } from "../../../src/exporters/picture/groups.ts";
import { RunIndex } from "../../../src/exporters/picture/runIndex.ts";
import type { Layout, PlacedText, Scene } from "../../../src/exporters/picture/scene.ts";
import { allDown } from "../../../src/exporters/picture/spells.ts";
import { Timeline, type TimeAxis } from "../../../src/exporters/picture/timeline.ts";
import type { Trace, TraceNode } from "../../../src/trace/trace.ts";
import { layoutOf } from "../../webview/support/layout.ts";
import { TraceBuilder } from "../../webview/support/traceBuilder.ts";
import {
  longTrace,
  machinesTrace,
  shopTrace,
  troubleTrace,
  wireTrace,
} from "../../webview/support/traces.ts";
import { anyTrace, PEERS } from "./anyTrace.ts";

const GAP = 22;
const WHOLE = { top: 0, bottom: 10_000, left: 0, right: 2_000 };

const ofClass = (name: string, collapsed = true): Group => ({ name, collapsed });
const chosen = (name: string, members: string[], collapsed = true): Group => ({ name, members, collapsed });

function grouped(trace: Trace, ...groups: Group[]): Layout {
  return layoutOf(trace, 640, { shown: { arrangement: { ...AS_IT_IS, groups } } });
}

function sceneOf(trace: Trace, ...groups: Group[]): Scene {
  return compose(grouped(trace, ...groups), WHOLE);
}

/** Whether all that is drawn has a place. */
function allFinite(scene: Scene): boolean {
  const bad: unknown[] = [];
  const text = JSON.stringify(scene, (_, value: unknown) => {
    if (typeof value === "number" && !Number.isFinite(value)) bad.push(value);
    return value;
  });
  return bad.length === 0 && !text.includes("NaN");
}

function expectApart(marks: Scene["marks"]): void {
  const lowest = new Map<number, number>();
  for (const { x, y } of marks.toSorted((a, b) => a.y - b.y)) {
    expect(y).toBeGreaterThanOrEqual((lowest.get(x) ?? 0) + GAP - 1e-6);
    lowest.set(x, y);
  }
}

/** Pairs of texts of which one covers the other. */
function overlaps({ arrows, marks, callouts, ribbons, cuts, misbeliefs }: Scene): string[] {
  const texts = [
    ...arrows.flatMap(({ label, reason, waitings }) => [label, reason, ...waitings]),
    ...marks.map(({ caption }) => caption),
    ...misbeliefs.map(({ label }) => label),
    ...ribbons.map(({ label }) => label),
    ...callouts,
    ...cuts.flatMap(({ pills }) => pills),
  ].filter((text) => text !== undefined);
  const box = (text: PlacedText) => ({ ...text, height: 12 });
  return texts.flatMap((one, place) =>
    texts
      .slice(place + 1)
      .filter((other) => overlap(box(one), box(other)))
      .map((other) => `${one.text} / ${other.text}`),
  );
}

/** Every way to put some of the nodes together. */
function anyGroups(trace: Trace): fc.Arbitrary<readonly Group[]> {
  const members = fc.subarray(trace.nodes.map(({ name }) => name));
  const group = fc
    .record({ name: fc.constantFrom("x", "y", "z"), members, collapsed: fc.boolean() })
    .map((one): Group => one);
  const classes = fc
    .record({ name: fc.constantFrom(...trace.nodes.map(({ type }) => type)), collapsed: fc.boolean() })
    .map((one): Group => one);
  return fc.uniqueArray(fc.oneof(group, classes), { maxLength: 4, selector: ({ name }) => name });
}

const traces = [shopTrace(), troubleTrace(), machinesTrace(), wireTrace(), longTrace(400)];
const anyRun = fc.nat(traces.length - 1).chain((which) => {
  const trace = traces[which];
  return fc.record({
    which: fc.constant(which),
    groups: anyGroups(trace),
    order: fc.shuffledSubarray(trace.nodes.map(({ name }) => name)),
    hidden: fc.subarray(
      trace.nodes.map(({ name }) => name),
      { maxLength: 2 },
    ),
  });
});

describe("nodes that stand together", () => {
  test("have one lifeline or neighbouring ones, where the first of them stood; nobody is lost", () => {
    fc.assert(
      fc.property(anyRun, ({ which, groups, order, hidden }) => {
        const trace = traces[which];
        const natural = new RunIndex(trace).order;
        const alone = arrange(trace, natural, { order, hidden, groups: [] });
        const columns = arrange(trace, natural, { order, hidden, groups });
        expect(columns.columns.flat()).toEqual(columns.nodes);
        expect(columns.nodes.toSorted()).toEqual(alone.nodes.toSorted());
        for (const [column, nodes] of columns.columns.entries())
          for (const node of nodes) {
            expect(columns.rank[node]).toBe(column);
            expect(sameLine(columns, node, nodes[0])).toBe(true);
          }
        for (const { group, nodes, first, last } of columns.groups) {
          expect(columns.columns.slice(first, last + 1).flat()).toEqual(nodes);
          expect(group.collapsed ? last === first : last - first === nodes.length - 1).toBe(true);
        }
      }),
    );
  });

  test("are those of a class, whatever becomes of the scenario, or those that were chosen, which come first", () => {
    const names = (...groups: Group[]) => {
      const trace = shopTrace();
      const { columns } = arrange(trace, new RunIndex(trace).order, { ...AS_IT_IS, groups });
      return columns.map((nodes) => nodes.map((node) => trace.nodes[node].name).join("+"));
    };
    expect(names(ofClass("Shop"))).toEqual(["ana", "london+new-york+tokyo", "bo"]);
    expect(names(ofClass("", false))).toEqual(["ana", "bo", "london", "new-york", "tokyo"]);
    const far = chosen("far", ["tokyo", "bo"]);
    expect(names(far, ofClass("Shop"))).toEqual(["ana", "london+new-york", "tokyo+bo"]);
    expect(names(chosen("one", ["tokyo", "nobody"]))).toHaveLength(5);
  });

  test("change by one key from apart to one lifeline, side by side, and back", () => {
    const trace = shopTrace();
    const collapsed = nextStanding(trace, []);
    expect(collapsed).toEqual([ofClass("Shop"), ofClass("")]);
    const together = nextStanding(trace, collapsed);
    expect(together).toEqual([ofClass("Shop", false), ofClass("", false)]);
    expect(nextStanding(trace, together)).toEqual([]);
    const far = chosen("far", ["tokyo", "bo"]);
    expect(nextStanding(trace, [far])).toEqual([far, ...collapsed]);
    expect(nextStanding(trace, [far, ...collapsed])).toEqual([{ ...far, collapsed: false }, ...together]);
    expect(nextStanding(trace, [far, ...together])).toEqual([far]);
    const nobody = { nodes: trace.nodes.map((node) => ({ ...node, type: node.name })) };
    expect(nextStanding(nobody, [far])).toEqual([{ ...far, collapsed: false }]);
    expect(nextStanding(nobody, [{ ...far, collapsed: false }])).toEqual([far]);
  });
});

describe("a lifeline that several nodes share", () => {
  test("has all that is on theirs, and no text covers another", () => {
    fc.assert(
      fc.property(anyRun, ({ which, groups, order, hidden }) => {
        const trace = traces[which];
        const shown = { arrangement: { order, hidden, groups } };
        const layout = layoutOf(trace, 640, { shown });
        const scene = compose(layout, WHOLE);
        expect(allFinite(scene)).toBe(true);
        expect(overlaps(scene)).toEqual([]);
        const apart = compose(
          layoutOf(trace, 640, { shown: { arrangement: { ...AS_IT_IS, hidden } } }),
          WHOLE,
        );
        const messages = ({ arrows }: Scene) => arrows.map(({ arrow }) => arrow.message);
        expect(messages(scene)).toEqual(messages(apart));
        for (const { arrow, pull } of scene.arrows) {
          const same = sameLine(layout.run.order, arrow.send.node, arrow.send.to);
          expect(pull !== undefined).toBe(same);
        }
        for (const { event, x } of scene.marks) expect(x).toBe(layout.columns.x[event.node!]);
        expectApart(scene.marks);
      }),
      { numRuns: 25 },
    );
  });

  test("has no mark on another one, whatever happens at once", () => {
    const pairs = fc.subarray(PEERS.map(({ name }) => name));
    fc.assert(
      fc.property(anyTrace, pairs, fc.constantFrom<TimeAxis>("true", "causal"), (trace, members, axis) => {
        const arrangement = { ...AS_IT_IS, groups: [chosen("some", members)] };
        const { marks } = compose(layoutOf(trace, 640, { axis, shown: { arrangement } }), WHOLE);
        expectApart(marks);
      }),
    );
  });

  test("has what a handler sends at its point, though other nodes do something meanwhile", () => {
    const run = new TraceBuilder(PEERS);
    const first = run.at(10).timer(0, "tick");
    run.timer(1, "tock");
    const sent = run.send("send", 0, 2, "m", [], 5, first);
    run.send("send", 0, 2, "level", [], 0, first);
    const beside = run.send("send", 0, 3, "level", [], 0, first);
    run.timer(1, "tock");
    run.at(20);
    const { marks } = compose(grouped(run.build("At once"), chosen("pair", ["a", "b"])), WHOLE);
    expectApart(marks);
    // Two messages that would lie on one another leave one below the other, and so one of them elsewhere.
    expect(marks.map(({ event }) => event.index)).toEqual([first, first + 1, beside, beside + 1]);
    expect(marks.map(({ event }) => event.index)).not.toContain(sent);
  });

  test("keeps its events apart and in order, and effects below their causes, on every axis", () => {
    const axes = fc.constantFrom<TimeAxis>("true", "compressed", "causal");
    const zooms = fc.double({ min: 0.01, max: 50, noNaN: true });
    fc.assert(
      fc.property(anyRun, axes, zooms, ({ which, groups, order, hidden }, axis, zoom) => {
        const trace = traces[which];
        const { run } = layoutOf(trace, 640, { shown: { arrangement: { order, hidden, groups } } });
        const timeline = Timeline.of(run, { axis, zoom, gap: GAP });
        const last = new Map<number, number>();
        for (const { index, node, cause, kind } of trace.events) {
          const y = timeline.yOf(index);
          if (cause !== undefined && kind !== "end") expect(y).toBeGreaterThanOrEqual(timeline.yOf(cause));
          if (node === undefined || kind === "start" || run.shares[index] >= 0) continue;
          const line = run.order.line[node];
          expect(y).toBeGreaterThanOrEqual((last.get(line) ?? 0) + GAP - 1e-6);
          last.set(line, y);
        }
      }),
    );
  });

  test("says whose each event is where there is room", () => {
    const trace = longTrace(60);
    const { marks } = sceneOf(trace, ofClass("Peer"));
    const owners = marks.filter(({ caption }) => caption?.owner);
    expect(owners.length).toBeGreaterThan(20);
    for (const { event, caption } of owners) expect(caption?.text).toBe(trace.nodes[event.node!].name);
    const { marks: troubles } = sceneOf(troubleTrace(), ofClass("Replica"));
    const text = (kind: string) => troubles.find(({ event }) => event.kind === kind)?.caption?.text;
    expect([text("crash"), text("restart")]).toEqual(["n2: crash", "n2: restart"]);
  });

  test("goes on when one of its nodes crashes, with that beside it, and ends when all are down", () => {
    const peers = ["a", "b"].map((name): TraceNode => ({ name, kind: "node", type: "Peer" }));
    const run = new TraceBuilder(peers);
    for (const node of [0, 1]) run.start(node);
    const first = run.at(20).happen("crash", 0);
    const second = run.at(60).happen("crash", 1);
    const back = run.at(100).happen("restart", 0, {});
    run.at(140);
    const trace = run.build("Down");
    const layout = grouped(trace, ofClass("Peer"));
    const { lifelines, absences } = compose(layout, WHOLE);
    expect(lifelines.map(({ top, bottom }) => [top, Math.min(bottom, layout.timeline.height)])).toEqual([
      [0, layout.timeline.yOf(second)],
      [layout.timeline.yOf(back), layout.timeline.height],
    ]);
    expect(absences.map(({ crash }) => crash)).toEqual([first, second]);
    expect(new Set(absences.map(({ x }) => x)).size).toBe(2);
    for (const { x } of absences) expect(x).toBeLessThan(layout.columns.x[0]);
  });

  test("has no node up exactly when each of them is down", () => {
    const spells = fc.array(
      fc.record({ node: fc.nat(2), from: fc.nat(30), length: fc.nat(10) }).map(({ node, from, length }) => ({
        node,
        from,
        to: from + length,
        ended: true,
      })),
    );
    fc.assert(
      fc.property(spells, (downs) => {
        // No node goes down while it is.
        const apart = downs.filter(
          ({ node, from, to }, place) =>
            !downs
              .slice(0, place)
              .some((other) => other.node === node && other.from <= to && other.to >= from),
        );
        const together = allDown(apart, [0, 1, 2]);
        for (let at = 0.5; at < 42; at++) {
          const inside = (spell: { from: number; to: number }) => spell.from < at && at < spell.to;
          const all = [0, 1, 2].every((node) => apart.some((down) => down.node === node && inside(down)));
          expect(together.some(inside)).toBe(all);
        }
      }),
    );
  });

  test("has beside it what lasts with one of its nodes, each in a lane of its own", () => {
    const layout = grouped(machinesTrace(), ofClass("Replica"));
    const { conditions, misbeliefs, absences } = compose(layout, WHOLE);
    const beside = [...conditions, ...misbeliefs, ...absences];
    expect(conditions.length).toBeGreaterThan(3);
    for (const [place, one] of beside.entries()) {
      expect(one.x).toBeLessThan(layout.columns.x[0]);
      for (const other of beside.slice(place + 1)) {
        const meet = one.top < other.bottom && other.top < one.bottom;
        if (meet) expect(one.x).not.toBe(other.x);
      }
    }
  });

  test("tells which copies differ: one ribbon for each value, with those who have it", () => {
    const { ribbons } = sceneOf(shopTrace(), ofClass("Shop"));
    const last = ribbons.filter(({ open }) => open);
    expect(last.map(({ ribbon }) => ribbon.holders?.length).toSorted()).toEqual([1, 2]);
    expect(new Set(last.map(({ x }) => x)).size).toBe(2);
    expect(last.map(({ label }) => label?.text)).toContain('buyers ["bo"] (tokyo)');
  });
});

describe("a partition", () => {
  test("runs along a lifeline whose nodes it separates, and messages break off within", () => {
    const layout = grouped(shopTrace(), ofClass("Shop"));
    const { cuts, arrows } = compose(layout, WHOLE);
    const x = layout.columns.x[0];
    expect(cuts.map(({ lines }) => lines.map((line) => line.x))).toEqual([[x]]);
    expect(cuts[0].pills.map(({ text }) => text)).toEqual(["partition within", "healed"]);
    expect(cuts[0].title).toBe("Partition: london, new-york | tokyo");
    const lost = arrows.filter(({ arrow }) => arrow.fate === "partition");
    expect(lost.map(({ reason }) => reason?.text)).toContain("partition");
    for (const { tip } of lost) expect(tip.x).toBeGreaterThan(x);
  });

  test("runs beside one whose nodes are all on the same side", () => {
    const layout = grouped(shopTrace(), chosen("west", ["london", "new-york"]));
    const { cuts, arrows } = compose(layout, WHOLE);
    const [line] = cuts[0].lines;
    expect(cuts[0].lines).toHaveLength(1);
    expect(line.x).toBeGreaterThan(layout.columns.x[0]);
    expect(line.x).toBeLessThan(layout.columns.x[2]);
    const lost = arrows.filter(({ arrow }) => arrow.fate === "partition" && arrow.send.node === 0);
    for (const { tip } of lost) expect(tip.x).toBeLessThan(line.x);
  });

  test("between nodes says nothing of clients that share a lifeline", () => {
    const { cuts } = sceneOf(shopTrace(), ofClass(""));
    expect(cuts[0].lines).toHaveLength(1);
    expect(cuts[0].pills[0].text).toBe("partition");
  });
});
