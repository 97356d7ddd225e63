import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { States } from "../../../src/trace/states.ts";
import type { NodeState } from "../../../src/trace/states.ts";
import type { Trace } from "../../../src/trace/trace.ts";
import { shopTrace, TraceBuilder } from "../traces.ts";
import { anyRun } from "./runs.ts";

/** The same by reading the whole run up to the step. */
function replay(trace: Trace, step: number): (NodeState | undefined)[] {
  const states = trace.nodes.map((): NodeState | undefined => undefined);
  for (const event of trace.events.slice(0, step + 1)) {
    if (event.node === undefined || !event.state) continue;
    states[event.node] = { ...states[event.node], ...event.state };
  }
  return states;
}

describe("States", () => {
  it("knows every node's fields at every step", () => {
    const { trace, events } = shopTrace();
    const states = new States(trace);
    expect(states.at(0)).toEqual([undefined, { stock: 1, buyers: [] }, undefined, undefined, undefined]);
    expect(states.at(events.newYorkSold)[2]).toEqual({ stock: 0, buyers: ["ana"] });
    expect(states.at(events.newYorkSold - 1)[2]).toEqual({ stock: 1, buyers: [] });
  });

  it("agrees with a replay, in whatever order the steps are asked for", () => {
    fc.assert(
      fc.property(anyRun, fc.array(fc.nat()), (trace, picks) => {
        const states = new States(trace);
        for (const pick of picks) {
          const step = pick % trace.events.length;
          expect(states.at(step)).toEqual(replay(trace, step));
        }
      }),
    );
  });

  it("reaches beyond the first checkpoints, forwards and backwards", () => {
    const run = new TraceBuilder("a");
    run.start("a", { count: 0, name: "a" });
    for (let count = 1; count <= 300; count++) run.timer("a", "tick", { count });
    const states = new States(run.finish());
    for (const step of [299, 300, 1, 64, 65, 63, 128, 0, 200]) {
      expect(states.at(step)).toEqual([{ count: step, name: "a" }]);
    }
  });

  it("returns the same object while a node does not change", () => {
    const { trace, events } = shopTrace();
    const states = new States(trace);
    const before = states.at(events.boSold);
    const after = states.at(events.newYorkSold);
    expect(after[1]).toBe(before[1]);
    expect(after[2]).not.toBe(before[2]);
  });
});
