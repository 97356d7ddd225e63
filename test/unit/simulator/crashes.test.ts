import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { States } from "../../../src/trace/states.ts";
import type { Trace } from "../../../src/trace/trace.ts";
import { recordWell } from "../dsl/runHere.ts";
import { Peer, perform, plans } from "./randomScenario.ts";

/** What a new {@link Peer} begins with, before its `start()`. */
const asNew = { kept: 0, journal: [], log: [], forgotten: 0, answers: [] };

function inAnyRun(check: (trace: Trace, states: States) => void) {
  return fc.assert(
    fc.asyncProperty(plans, async (plan) => {
      const { trace } = await recordWell(perform(plan), plan);
      check(trace, new States(trace));
    }),
    { numRuns: 300 },
  );
}

describe("in any run", { timeout: 60_000 }, () => {
  it("durable fields survive a crash, buffered ones as they were flushed, and all others are as new", () =>
    inAnyRun((trace, states) => {
      for (const event of trace.events) {
        if (event.kind !== "crash") continue;
        const { kept, log } = states.at(event.index - 1)[event.node] ?? asNew;
        const journal = flushed(trace, states, event.node, event.index);
        const survives = event.amnesia ? {} : { kept, log, journal };
        expect(states.at(event.index)[event.node]).toEqual({ ...asNew, ...survives });
      }
    }));

  it("start() runs after each restart, on the fields that the crash left", () =>
    inAnyRun((trace, states) => {
      for (const event of trace.events) {
        if (event.kind !== "restart") continue;
        const before = states.at(event.index - 1)[event.node];
        expect(states.at(event.index)[event.node]).toEqual({ ...before, forgotten: 100 });
      }
    }));

  it("the state of a node changes by its own events only", () =>
    inAnyRun((trace) => {
      for (const event of trace.events) {
        if (!("state" in event)) continue;
        expect(trace.nodes[event.node].kind).toBe("node");
        expect(["start", "deliver", "timer", "timeout", "crash", "restart", "flush"]).toContain(event.kind);
      }
    }));
});

/** The journal as it was when the node last wrote it to disk before an event, on the disk that it has now. */
function flushed(trace: Trace, states: States, node: number, before: number): unknown {
  for (let index = before - 1; index >= 0; index--) {
    const event = trace.events[index];
    if (event.node !== node) continue;
    if (event.kind === "crash") return states.at(index)[node]!["journal"];
    // A handler's changes stand at the event that began it, and the flush comes before its later ones.
    if (event.kind === "flush") return event.state?.["journal"] ?? states.at(index)[node]!["journal"];
  }
  return [];
}

it("a message that arrives at the moment of a restart finds the node started or down, and nothing between", async () => {
  const { trace } = await recordWell(async (world) => {
    const [a, b] = world.nodes(Peer, ["a", "b"]);
    const client = world.client("c");
    world.at(5, () => world.crash(b));
    world.at(10, () => world.restart(b));
    await client.call(a, "tell", { do: "send", to: 0, hops: 0 });
    await world.quiet();
  });
  const onB = trace.events.filter((event) => event.node === 1).map(({ kind }) => kind);
  expect(onB).toEqual(["start", "crash", "restart"]);
  expect(trace.events.find((event) => event.kind === "drop")).toMatchObject({
    time: 10,
    reason: "receiver down",
  });
});
