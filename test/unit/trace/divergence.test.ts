import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { divergences } from "../../../src/trace/divergence.ts";
import type { CopyChange, Trace } from "../../../src/trace/trace.ts";
import { shopTrace, TraceBuilder } from "../traces.ts";

function compare(copies: readonly CopyChange[]): Trace {
  const run = new TraceBuilder("a", "b", "c");
  run.check({ name: "copies", kind: "agree", status: "passed", expected: false, message: "", copies });
  return run.finish();
}

describe("divergences", () => {
  it("finds who holds what, from the first difference on", () => {
    const { trace, events } = shopTrace();
    expect(divergences(trace)).toEqual([
      {
        check: 1,
        fromEvent: events.anaSold,
        changes: [
          {
            event: events.anaSold,
            groups: [
              { value: ["ana"], nodes: [1] },
              { value: [], nodes: [2, 3] },
            ],
          },
          {
            event: events.boSold,
            groups: [
              { value: ["ana"], nodes: [1] },
              { value: [], nodes: [2] },
              { value: ["bo"], nodes: [3] },
            ],
          },
          {
            event: events.newYorkSold,
            groups: [
              { value: ["ana"], nodes: [1, 2] },
              { value: ["bo"], nodes: [3] },
            ],
          },
        ],
      },
    ]);
  });

  it("takes the changes of one event as one moment", () => {
    const trace = compare([
      { event: 0, node: 0, value: 1 },
      { event: 0, node: 1, value: 1 },
      { event: 5, node: 0, value: 2 },
      { event: 5, node: 1, value: 2 },
    ]);
    expect(divergences(trace)).toEqual([]);
  });

  it("ends when the copies agree again, and when the one that differs goes down", () => {
    const trace = compare([
      { event: 0, node: 0, value: 1 },
      { event: 0, node: 1, value: 1 },
      { event: 2, node: 0, value: 2 },
      { event: 3, node: 1, value: 2 },
      { event: 6, node: 1, value: 3 },
      { event: 8, node: 1 },
    ]);
    expect(divergences(trace).map(({ fromEvent, toEvent }) => [fromEvent, toEvent])).toEqual([
      [2, 3],
      [6, 8],
    ]);
  });

  it("begins with the first event when the copies differ before it", () => {
    const trace = compare([
      { event: -1, node: 0, value: 1 },
      { event: -1, node: 1, value: 2 },
      { event: 0, node: 2, value: 2 },
    ]);
    expect(divergences(trace)).toMatchObject([
      { fromEvent: 0, changes: [{ event: 0, groups: [{}, { nodes: [1, 2] }] }] },
    ]);
  });

  it("compares by structure", () => {
    const trace = compare([
      { event: 0, node: 0, value: { a: 1, b: { $set: [1, 2] } } },
      { event: 0, node: 1, value: { b: { $set: [2, 1] }, a: 1 } },
      { event: 0, node: 2, value: { a: 1, b: { $set: [2, 1] } } },
    ]);
    expect(divergences(trace)).toEqual([]);
  });

  it("covers exactly the events after which two copies differ", () => {
    const change = fc.record({ wait: fc.nat(2), node: fc.nat(2), value: fc.option(fc.nat(2)) });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 60 }), (script) => {
        let event = 0;
        const copies = script.map(({ wait, node, value }): CopyChange => {
          event += wait;
          return value === null ? { event, node } : { event, node, value };
        });
        const found = divergences(compare(copies));
        for (let step = 0; step <= event + 1; step++) {
          const last = new Map(
            copies.filter((copy) => copy.event <= step).map((copy) => [copy.node, copy.value]),
          );
          const differ = new Set([...last.values()].filter((value) => value !== undefined)).size > 1;
          const covered = found.some(
            ({ fromEvent, toEvent = Infinity }) => fromEvent <= step && step < toEvent,
          );
          expect(covered).toBe(differ);
        }
      }),
    );
  });
});
