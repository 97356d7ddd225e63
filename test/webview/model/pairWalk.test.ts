import { describe, expect, test } from "vitest";
import type { Trace } from "../../../src/trace/trace.ts";
import { contradictions } from "../../../src/trace/inversion.ts";
import { countOrderedByLamport, OrderedByLamport } from "../../../src/trace/orderedByLamport.ts";
import { walk, type Pair, type PairKind } from "../../../webview/model/pairWalk.ts";
import { longTrace, shopTrace } from "../support/traces.ts";

/** The same run by wall clocks that run backwards every now and then. */
function skewed(trace: Trace): Trace {
  const events = trace.events.map((event) =>
    event.node === undefined
      ? event
      : {
          ...event,
          clocks: { ...event.clocks, wall: event.time + ((event.node * 37) % 50) - (event.index % 7) },
        },
  );
  return { ...trace, events };
}

/** All pairs, by going on and on from a place until the first comes round again; each leads back to the one before. */
function walkAll(trace: Trace, kind: PairKind, from: number): { pairs: Pair[]; summaries: string[] } {
  const pairs: Pair[] = [];
  const summaries: string[] = [];
  let pair = walk(trace, kind, kind === "event" ? from : undefined, from).next!;
  do {
    pairs.push(pair);
    const here = walk(trace, kind, pair.pinned, pair.selected);
    summaries.push(here.summary);
    expect(here.remark).toBeDefined();
    expect(walk(trace, kind, here.next!.pinned, here.next!.selected).previous).toEqual(pair);
    pair = here.next!;
  } while (pair.pinned !== pairs[0].pinned || pair.selected !== pairs[0].selected);
  return { pairs, summaries };
}

describe("the walk over contradictions of wall clocks", () => {
  const trace = skewed(longTrace(120));
  const all = contradictions(trace);

  test("meets each of them once, with its number", () => {
    const { pairs, summaries } = walkAll(trace, "wall", 0);
    expect(all.length).toBeGreaterThan(20);
    expect(pairs).toEqual(all.map(({ earlier, later }) => ({ pinned: earlier, selected: later })));
    expect(summaries[2]).toBe(`Wall clocks contradict cause and effect: 3 of ${all.length}`);
  });

  test("goes on from the selected event, whatever is pinned", () => {
    const middle = all[all.length >> 1].later;
    const { summary, remark, previous, next } = walk(trace, "wall", undefined, middle);
    expect(summary).toBe(`Wall clocks contradict cause and effect ${all.length} times`);
    expect(remark).toBeUndefined();
    expect(next?.selected).toBe(middle);
    expect(previous!.selected).toBeLessThan(middle);
  });

  test("has nowhere to go where clocks are right", () => {
    expect(walk(shopTrace(), "wall", undefined, 5)).toEqual({
      summary: "Wall clocks contradict cause and effect nowhere",
      previous: undefined,
      next: undefined,
    });
  });
});

describe("the walk over neighbours in Lamport's order", () => {
  test("says how many pairs there are in all, and how the one stands", () => {
    const trace = longTrace(120);
    const { pairs, summaries } = walkAll(trace, "lamport", trace.events.length - 1);
    expect(pairs.length).toBeGreaterThan(20);
    const count = countOrderedByLamport(trace).toLocaleString("en");
    expect(new Set(summaries)).toEqual(
      new Set([`Lamport's clock orders ${count} pairs of concurrent events`]),
    );
    const { pinned, selected } = pairs[0];
    expect(walk(trace, "lamport", pinned, selected).remark).toMatch(
      / has 1 and .* has 2, yet neither can know/,
    );
    // The pair is the same, whichever of the two is pinned.
    expect(walk(trace, "lamport", selected, pinned).next).toEqual(pairs[1]);
  });
});

describe("the walk over what is concurrent with one event", () => {
  test("meets each such event once, with its number", () => {
    const trace = longTrace(120);
    const { pairs, summaries } = walkAll(trace, "event", 60);
    expect(new Set(pairs.map(({ selected }) => selected)).size).toBe(pairs.length);
    const { count } = new OrderedByLamport(trace, 60);
    expect(pairs).toHaveLength(count);
    expect(pairs.every(({ pinned }) => pinned === 60)).toBe(true);
    expect(summaries).toContain(
      `Events that Lamport's clock orders with #61, though concurrent: 2 of ${count}`,
    );
  });
});
