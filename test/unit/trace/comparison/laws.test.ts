import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compare } from "../../../../src/trace/comparison/compare.ts";
import type { Trace } from "../../../../src/trace/trace.ts";
import { record } from "../../dsl/runHere.ts";
import { perform, plans, type Plan } from "../../simulator/randomScenario.ts";
import { anyTrouble } from "../troubles.ts";
import { expectMirrored } from "./mirror.ts";
import { TraceBuilder } from "../../../webview/support/traceBuilder.ts";

async function run(plan: Plan): Promise<Trace> {
  return (await record(perform(plan), { seed: plan.seed, budget: 3000 })).trace;
}

/** Two runs that have much or little in common: another seed, or one action more. */
const pairs = fc
  .record({ plan: plans, seed: fc.nat(), skipped: fc.nat(), sameSeed: fc.boolean() })
  .map(({ plan, seed, skipped, sameSeed }): readonly [Plan, Plan] => {
    const { actions } = plan;
    if (!sameSeed) return [plan, { ...plan, seed }];
    return [plan, { ...plan, actions: actions.toSpliced(skipped % actions.length, 1) }];
  });

/** Runs of the simulator, and runs that no simulator would leave. */
async function forPairs(check: (a: Trace, b: Trace) => void): Promise<void> {
  await fc.assert(
    fc.asyncProperty(pairs, async ([a, b]) => check(await run(a), await run(b))),
    { numRuns: 60 },
  );
  fc.assert(fc.property(anyTrouble, anyTrouble, check), { numRuns: 60 });
}

describe("a comparison", { timeout: 120_000 }, () => {
  it("finds no difference between a run and itself", () => {
    fc.assert(
      fc.property(anyTrouble, (trace) => {
        const comparison = compare(trace, structuredClone(trace), {
          clocks: ["wall", "lamport", "vector", "hybrid"],
        });
        expect([...comparison.toB]).toEqual(trace.events.map(({ index }) => index));
        expect(comparison.differences.length).toBe(0);
        expect(comparison.first).toBe(-1);
        expect(comparison.checks).toEqual([]);
        expect(comparison.bill).toEqual({ messages: 0, lost: 0, operations: [], decisions: [] });
      }),
    );
  });

  it("holds several ends of one operation against one another in their order", () => {
    const run = new TraceBuilder([
      { name: "shop", kind: "node", type: "Shop" },
      { name: "ana", kind: "client", type: "" },
    ]);
    const asked = run.send("invoke", 1, 0, "buy", [], 0);
    const handled = run.deliver(asked);
    for (const answer of ["yours", "yours again"]) {
      run.ok(run.reply(0, 1, asked, answer, 0, handled), answer);
    }
    const trace = run.build("Answered twice");
    expect(trace.bill.operations).toHaveLength(2);
    expect(compare(trace, structuredClone(trace)).bill.operations).toEqual([]);
  });

  it("doesn't prefer either run", () => forPairs((a, b) => expectMirrored(compare(a, b), compare(b, a))));

  it("pairs one with one, of the same kind and on the same node", () =>
    forPairs((a, b) => {
      const { toA, toB, nodes } = compare(a, b);
      for (const [inA, inB] of toB.entries()) {
        if (inB < 0) continue;
        expect(toA[inB]).toBe(inA);
        expect(b.events[inB].kind).toBe(a.events[inA].kind);
        const { node } = a.events[inA];
        expect(b.events[inB].node).toBe(node === undefined ? undefined : nodes.toB[node]);
      }
      expect(toA.filter((inA) => inA >= 0).length).toBe(toB.filter((inB) => inB >= 0).length);
    }));

  it("tells of each event that has no counterpart, once, and of the others only as pairs", () =>
    forPairs((a, b) => {
      const { differences, toA, toB, counts } = compare(a, b);
      const told = { a: new Set<number>(), b: new Set<number>() };
      let before = -Infinity;
      for (let position = 0; position < differences.length; position++) {
        const { kind, a: inA, b: inB } = differences.at(position);
        const paired = kind === "differs" || kind === "time";
        for (const [side, event] of [["a", inA] as const, ["b", inB] as const]) {
          if (event < 0) continue;
          expect(told[side].has(event)).toBe(false);
          told[side].add(event);
        }
        if (inA >= 0) expect(toB[inA]).toBe(paired ? inB : -1);
        if (inB >= 0) expect(toA[inB]).toBe(paired ? inA : -1);
        const time = Math.min(a.events[inA]?.time ?? Infinity, b.events[inB]?.time ?? Infinity);
        expect(time).toBeGreaterThanOrEqual(before);
        before = time;
      }
      for (const [inA, inB] of toB.entries()) if (inB < 0) expect(told.a.has(inA)).toBe(true);
      for (const [inB, inA] of toA.entries()) if (inA < 0) expect(told.b.has(inB)).toBe(true);
      expect(counts.only + counts.instead + counts.differs + counts.time).toBe(differences.length);
    }));

  it("leads from later moments to later ones, from end to end, either way", () =>
    forPairs((a, b) => {
      const at = compare(a, b).synchronisation;
      const swapped = compare(b, a).synchronisation;
      const [endA, endB] = [a.events.at(-1)!, b.events.at(-1)!];
      expect(at.timeInB(endA.time)).toBe(endB.time);
      expect(at.eventInB(endA.index)).toBe(endB.index);
      let [time, event] = [0, 0];
      for (const { index, time: moment } of a.events) {
        expect(at.timeInB(moment)).toBeGreaterThanOrEqual(time);
        expect(at.eventInB(index)).toBeGreaterThanOrEqual(event);
        [time, event] = [at.timeInB(moment), at.eventInB(index)];
        expect(event).toBeLessThanOrEqual(endB.index);
        expect([swapped.timeInA(moment), swapped.eventInA(index)]).toEqual([time, event]);
      }
    }));
});
