import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { flights } from "../../../src/trace/flights.ts";
import { causalFuture, causalPast, concurrent, happensBefore } from "../../../src/trace/happensBefore.ts";
import type { Trace } from "../../../src/trace/trace.ts";
import { shopTrace } from "../traces.ts";
import { anyRunWithoutDuplicates } from "./runs.ts";

/** The definition: the transitive closure of "next on the same lifeline" and "sent, then received". */
function closure(trace: Trace): Set<number>[] {
  const pasts: Set<number>[] = [];
  const latest = new Map<number, number>();
  for (const event of trace.events) {
    const past = new Set<number>();
    pasts.push(past);
    if (event.node === undefined) continue;
    const before: (number | undefined)[] = [latest.get(event.node)];
    if (event.kind === "deliver") before.push(flights(trace)[event.message].send.index);
    for (const parent of before) {
      if (parent === undefined) continue;
      past.add(parent);
      for (const ancestor of pasts[parent]) past.add(ancestor);
    }
    latest.set(event.node, event.index);
  }
  return pasts;
}

describe("happensBefore", () => {
  it("follows messages and lifelines", () => {
    const { trace, events } = shopTrace();
    expect(happensBefore(trace, events.anaSold, events.newYorkSold)).toBe(true);
    expect(happensBefore(trace, events.newYorkSold, events.anaSold)).toBe(false);
    expect(concurrent(trace, events.boSold, events.newYorkSold)).toBe(true);
    expect(concurrent(trace, events.anaSold, events.anaSold)).toBe(false);
  });

  it("orders events of the world with nothing", () => {
    const { trace, events } = shopTrace();
    expect(happensBefore(trace, 0, events.lost)).toBe(false);
    expect(concurrent(trace, 0, events.lost)).toBe(false);
    expect(causalPast(trace, events.lost)).toEqual([]);
  });

  it("agrees with the definition", () => {
    fc.assert(
      fc.property(anyRunWithoutDuplicates, (trace) => {
        const pasts = closure(trace);
        for (const { index } of trace.events) {
          expect(causalPast(trace, index)).toEqual([...pasts[index]].sort((a, b) => a - b));
          const future = pasts.flatMap((past, other) => (past.has(index) ? [other] : []));
          expect(causalFuture(trace, index)).toEqual(future);
        }
      }),
    );
  });
});
