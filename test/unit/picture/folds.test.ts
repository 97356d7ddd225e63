import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AS_IT_IS } from "../../../src/exporters/picture/columnOrder.ts";
import { compose } from "../../../src/exporters/picture/compose.ts";
import type { Folds } from "../../../src/exporters/picture/folds.ts";
import { playHeadY } from "../../../src/exporters/picture/playHead.ts";
import type { RunIndex } from "../../../src/exporters/picture/runIndex.ts";
import type { Layout } from "../../../src/exporters/picture/scene.ts";
import { Timeline, type TimeAxis } from "../../../src/exporters/picture/timeline.ts";
import type { Trace } from "../../../src/trace/trace.ts";
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
const COLLAPSED = { ...AS_IT_IS, groups: [{ name: "pair", members: ["a", "b"], collapsed: true }] };

function folded(
  trace: Trace,
  options: Parameters<typeof layoutOf>[2] = {},
): Layout & { run: { folds: Folds } } {
  const layout = layoutOf(trace, 640, { ...options, shown: { ...options.shown, folded: true } });
  return layout as Layout & { run: { folds: Folds } };
}

function foldsIn({ run: { folds, last } }: { run: { folds: Folds; last: number } }): number[][] {
  return folds.meeting(0, last).map((fold) => [...folds.events(fold)]);
}

const anyShown = fc.constantFrom({}, { arrangement: COLLAPSED });

/** Whether a message stays on a lifeline that several nodes share. */
function isInner({ trace, order }: RunIndex, message: number): boolean {
  const send = trace.events.find((event) => "to" in event && event.message === message);
  if (send === undefined || !("to" in send)) return false;
  return order.line[send.node] === order.line[send.to] && order.columns[order.rank[send.node]].length > 1;
}

describe("runs of local events", () => {
  test("lie on one lifeline with nothing in between, and nothing hangs on what is in them", () => {
    fc.assert(
      fc.property(anyTrace, anyShown, (trace, shown) => {
        const { run } = folded(trace, { shown });
        const lineOf = (event: number) => (run.nodes[event] < 0 ? -1 : run.order.line[run.nodes[event]]);
        for (const events of foldsIn({ run })) {
          expect(events.length).toBeGreaterThan(1);
          const [first] = events;
          // What shares the point of another event is where that one is, whenever it was told.
          const last = events.findLast((event) => run.shares[event] < 0)!;
          for (let event = first; event <= last; event++) {
            if (events.includes(event)) expect(lineOf(event)).toBe(lineOf(first));
            else if (run.shares[event] < 0) expect(lineOf(event)).not.toBe(lineOf(first));
            expect(run.across[event]).toBe(0);
          }
        }
        for (const { index, cause, ...event } of trace.events) {
          if (run.folds.of[index] < 0) {
            if (run.folds.drawnWith(index) >= 0) continue;
            // What a timer set off, or a message that stays on the lifeline brought, is as local as its cause.
            const isLocal =
              event.kind === "timer" || (event.kind === "deliver" && isInner(run, event.message));
            if (cause !== undefined && event.kind !== "end" && !isLocal) expect(run.folds.of[cause]).toBe(-1);
            continue;
          }
          expect(isOneOf(event.kind, ["crash", "violation", "partition", "drop"])).toBe(false);
          if ("message" in event && typeof event.message === "number")
            expect(isInner(run, event.message)).toBe(true);
        }
      }),
    );
  });

  test("are as long as they can be", () => {
    fc.assert(
      fc.property(anyTrace, (trace) => {
        const { run } = folded(trace);
        const local = ["timer", "note", "flush", "decide"];
        const hangs = (event: number) =>
          trace.events.some(
            ({ index, kind, cause }) =>
              (cause === event || run.shares[index] === event) && !isOneOf(kind, local),
          );
        for (const node of PEERS.keys()) {
          const own = trace.events.filter((event) => event.node === node);
          for (const [place, { index, kind }] of own.entries()) {
            const next = own.at(place + 1);
            if (next === undefined) continue;
            const free = [{ index, kind }, next].every(
              (event) => isOneOf(event.kind, local) && !hangs(event.index),
            );
            const broken = run.across.subarray(index, next.index).includes(1);
            if (!free || broken) continue;
            expect(run.folds.of[index]).toBeGreaterThanOrEqual(0);
            expect(run.folds.of[next.index]).toBe(run.folds.of[index]);
          }
        }
      }),
    );
  });

  test("are all that the picture leaves out, and no message from or to elsewhere", () => {
    fc.assert(
      fc.property(anyTrace, anyShown, (trace, shown) => {
        const layout = folded(trace, { shown });
        const { run } = layout;
        const apart = compose(layoutOf(trace, 640, { shown }), WHOLE);
        const scene = compose(layout, WHOLE);
        expect(scene.folds.map(({ fold }) => fold)).toEqual(run.folds.meeting(0, run.last));
        const seen = ({ marks }: typeof scene) => marks.map(({ event }) => event.index);
        const together = [...seen(scene), ...foldsIn({ run }).flat()];
        expect(seen(apart).filter((event) => !together.includes(event))).toEqual([]);
        const outside = ({ arrows }: typeof scene) =>
          arrows
            .filter(({ arrow }) => !isInner(run, arrow.message) || arrow.fate !== "arrived")
            .map(({ arrow }) => arrow.message);
        expect(outside(scene)).toEqual(outside(apart));
      }),
    );
  });

  test("of a run that has none change nothing", () => {
    for (const trace of [shopTrace(), wireTrace()]) {
      const plain = compose(layoutOf(trace), WHOLE);
      expect(JSON.stringify(compose(folded(trace), WHOLE))).toBe(JSON.stringify(plain));
    }
  });

  test("end at whatever is wrong, and at copies and beliefs that begin to differ", () => {
    for (const trace of [shopTrace(), troubleTrace(), machinesTrace(), wireTrace()]) {
      const { run } = folded(trace);
      const alone = [
        ...run.ribbons.all,
        ...run.misbeliefs.all,
        ...run.conditions.all,
        ...run.downs.all,
      ].flatMap(({ from, to }) => [from, to]);
      for (const event of [...alone, ...run.violations.keys()]) expect(run.folds.of[event]).toBe(-1);
    }
  });
});

test("events at which copies come to differ are not local", () => {
  const run = new TraceBuilder(PEERS);
  for (const node of [0, 1]) run.start(node, { value: 0 });
  const ticks = [10, 20, 30, 40].map((time) => run.at(time).timer(0, "tick"));
  const copies = [
    { event: -1, node: 0, value: 0 },
    { event: -1, node: 1, value: 0 },
    { event: ticks[2], node: 0, value: 1 },
  ];
  run.checks.push({ name: "value", kind: "agree", status: "passed", expected: false, message: "", copies });
  expect(foldsIn(folded(run.build("Differ")))).toEqual([ticks.slice(0, 2)]);
});

function isOneOf(kind: string, kinds: readonly string[]): boolean {
  return kinds.includes(kind);
}

describe("the places of what is drawn as one", () => {
  const anyLayout = fc.record({
    trace: anyTrace,
    shown: anyShown,
    axis: fc.constantFrom<TimeAxis>("true", "compressed", "causal"),
    zoom: fc.double({ min: 0.01, max: 50, noNaN: true }),
  });

  test("keep clear of all else on the lifeline, in order, and effects are below their causes", () => {
    fc.assert(
      fc.property(anyLayout, ({ trace, shown, axis, zoom }) => {
        const { run } = folded(trace, { shown });
        const timeline = Timeline.of(run, { axis, zoom, gap: GAP });
        const last = new Map<number, { y: number; fold: number }>();
        for (const { index, node, cause, kind } of trace.events) {
          const y = timeline.yOf(index);
          if (cause !== undefined && kind !== "end") expect(y).toBeGreaterThanOrEqual(timeline.yOf(cause));
          if (node === undefined || kind === "start" || run.shares[index] >= 0) continue;
          const line = run.order.line[node];
          const fold = run.folds.of[index];
          const before = last.get(line) ?? { y: -Infinity, fold: -1 };
          const least = fold >= 0 && fold === before.fold ? before.y : before.y + GAP;
          expect(y).toBeGreaterThanOrEqual(least - 1e-6);
          last.set(line, { y, fold });
        }
      }),
    );
  });

  test("are one row in causal order, and the rows of all others follow one another as before", () => {
    fc.assert(
      fc.property(anyTrace, anyShown, (trace, shown) => {
        const { run } = folded(trace, { shown });
        const timeline = Timeline.of(run, { axis: "causal", zoom: 1, gap: GAP });
        for (const events of foldsIn({ run }))
          expect(new Set(events.map((event) => timeline.yOf(event))).size).toBe(1);
        const own = trace.events.filter(
          ({ index, kind }) => kind !== "start" && run.folds.drawnWith(index) < 0,
        );
        const rows = own.map(({ index }) => timeline.yOf(index));
        for (const [place, y] of rows.entries()) if (place > 0) expect(y - rows[place - 1]).toBeCloseTo(GAP);
      }),
    );
  });

  test("leave what has happened above the play head, and the rest below", () => {
    fc.assert(
      fc.property(anyTrace, anyShown, fc.nat(), (trace, shown, at) => {
        const { run } = folded(trace, { shown });
        const timeline = Timeline.of(run, { axis: "causal", zoom: 1, gap: GAP });
        const step = at % trace.events.length;
        const head = playHeadY(run, timeline, step);
        for (const { index, kind } of trace.events) {
          if (kind === "start" || run.folds.drawnWith(index) >= 0) continue;
          if (index <= step) expect(timeline.yOf(index)).toBeLessThanOrEqual(head);
          else if (trace.events[step].kind !== "start") expect(timeline.yOf(index)).toBeGreaterThan(head);
        }
      }),
    );
  });

  test("are the place of a part of the run that begins or ends within", () => {
    fc.assert(
      fc.property(anyLayout, fc.nat(), fc.nat(), ({ trace, shown, axis, zoom }, one, other) => {
        const { timeline } = folded(trace, { shown, axis, zoom });
        const [from, to] = [one % trace.events.length, other % trace.events.length].sort((a, b) => a - b);
        const { top, bottom } = timeline.spanOf({ from, to });
        const ends = [timeline.yOf(from), timeline.yOf(to)];
        for (const y of ends) expect(y >= top && y <= bottom).toBe(true);
      }),
    );
  });

  test("are found by what is in view, whatever part of it that is", () => {
    fc.assert(
      fc.property(anyLayout, fc.nat(1000), ({ trace, shown, axis, zoom }, share) => {
        const layout = folded(trace, { shown, axis, zoom });
        const { timeline, run } = layout;
        const top = (timeline.height * share) / 1000;
        const view = { ...WHOLE, top, bottom: top + 200 };
        const { marks, folds } = compose(layout, view);
        const drawn = new Set(folds.map(({ fold }) => fold));
        for (const [fold, events] of foldsIn(layout).entries()) {
          const ys = events.map((event) => timeline.yOf(event));
          if (Math.max(...ys) >= top && Math.min(...ys) <= view.bottom) expect(drawn).toContain(fold);
        }
        const seen = new Set(marks.map(({ event }) => event.index));
        for (const { event } of compose(layout, WHOLE).marks) {
          const y = timeline.yOf(event.index);
          if (y >= top && y <= view.bottom) expect(seen).toContain(event.index);
        }
        expect(run.folds.aloneBetween(0, run.last).length + foldsIn(layout).flat().length).toBe(run.last + 1);
      }),
    );
  });

  test("take as long as it lasts on the axes of time, without room for each event", () => {
    const run = new TraceBuilder(PEERS);
    for (let time = 10; time <= 110; time++) run.at(time).timer(0, "tick");
    run.at(200);
    const trace = run.build("Ticks");
    const layout = folded(trace);
    const [{ from, last, rungs }] = compose(layout, WHOLE).folds;
    expect(layout.timeline.yOf(last) - layout.timeline.yOf(from)).toBeCloseTo(200);
    expect(rungs).toHaveLength(51);
    const apart = layoutOf(trace).timeline;
    expect(apart.yOf(last) - apart.yOf(from)).toBeCloseTo(100 * GAP);
    const causal = compose(folded(trace, { axis: "causal" }), WHOLE).folds;
    expect(causal.map((fold) => fold.rungs.length)).toEqual([3]);
    expect(causal[0].bottom - causal[0].top).toBeLessThan(GAP);
  });
});

test("events of one moment that are drawn as one are in one place", () => {
  const run = new TraceBuilder(PEERS);
  for (let count = 0; count < 5; count++) run.at(10).timer(0, "tick");
  run.timer(1, "tock");
  run.at(50);
  const { timeline } = folded(run.build("At once"));
  const { folds, marks } = compose(folded(run.build("At once")), WHOLE);
  expect(timeline.yOf(folds[0].from)).toBe(timeline.yOf(folds[0].last));
  expect(marks.map(({ y }) => y)).toEqual([timeline.yOf(folds[0].from)]);
});

describe("what is drawn as one", () => {
  test("says how many there are, of what, and whose where the lifeline doesn't", () => {
    const texts = (arrangement = AS_IT_IS) => {
      const run = new TraceBuilder(PEERS);
      run.timer(0, "tick");
      run.at(10).timer(0, "tick");
      run.at(20).timer(1, "");
      run.at(30).timer(1, "");
      run.at(40).happen("flush", 2);
      run.at(50).note("!", 2);
      run.at(54).happen("pause", 3);
      run.at(56).happen("resume", 3);
      run.at(60).believe(3, 0, "alive");
      run.at(70).believe(3, 0, "alive");
      return compose(folded(run.build("Texts"), { shown: { arrangement } }), WHOLE).folds.map(
        ({ text, label }) => [text, label?.text],
      );
    };
    const own = ["2 × tick", "2 timers", "2 events", "2 beliefs"];
    expect(texts()).toEqual(own.map((text) => [text, text]));
    const [pair, ...others] = texts(COLLAPSED);
    expect(pair[0]).toBe("4 events");
    expect(others).toHaveLength(2);
    const rest = { ...AS_IT_IS, groups: [{ name: "rest", members: ["c", "d"], collapsed: true }] };
    expect(texts(rest).map(([text]) => text)).toEqual([
      "2 × tick",
      "2 timers",
      "c: 2 events",
      "d: 2 beliefs",
    ]);
  });

  test("includes what is said among nodes that share a lifeline", () => {
    const trace = longTrace(2000);
    const groups = [{ name: "Peer", collapsed: true }];
    const { arrows, folds, marks } = compose(
      folded(trace, { shown: { arrangement: { ...AS_IT_IS, groups } } }),
      { ...WHOLE, bottom: 1e7 },
    );
    expect(folds.length).toBeLessThan(5);
    expect(arrows.every(({ arrow }) => arrow.fate === "in flight")).toBe(true);
    expect(marks.length).toBeLessThan(20);
  });

  test("leaves out where such messages are sent from, too", () => {
    const run = new TraceBuilder([...PEERS, { name: "ana", kind: "client", type: "" }]);
    const asked = run.deliver(run.send("invoke", 4, 0, "ask", [], 0));
    const told = [1, 2, 3].map((to) => run.send("send", 0, to, "tell", [], 10, asked));
    for (const sent of told) run.at(10).deliver(sent);
    run.at(20);
    const groups = [{ name: "Peer", collapsed: true }];
    const shown = { arrangement: { ...AS_IT_IS, groups } };
    for (const axis of ["true", "causal"] as const) {
      const { marks, folds, arrows } = compose(folded(run.build("Told"), { axis, shown }), WHOLE);
      expect(marks.map(({ event }) => event.kind)).toEqual(["invoke", "deliver"]);
      expect(folds.map(({ text }) => text)).toEqual(["3 events"]);
      expect(arrows).toHaveLength(1);
    }
  });
});
