import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Node, uniform, type NodeHandle, type World } from "../../../../src/dsl/index.ts";
import { compare } from "../../../../src/trace/comparison/compare.ts";
import { isArrival } from "../../../../src/trace/event.ts";
import { flights } from "../../../../src/trace/flights.ts";
import type { Trace } from "../../../../src/trace/trace.ts";
import { recordWell } from "../../dsl/runHere.ts";
import { listOf } from "./mirror.ts";

class Peer extends Node<Peer> {
  heard = 0;
  unanswered = 0;
  async tell(to: number, hops: number): Promise<void> {
    this.heard++;
    if (hops === 0) return;
    try {
      await this.call(this.peers[to], "tell", (to + hops) % this.peers.length, hops - 1, { timeout: 90 });
    } catch {
      this.unanswered++;
      this.send(this.peers[to], "ping");
    }
  }
  ping() {
    this.heard++;
  }
}

const NAMES = ["a", "b", "c", "d", "e", "f"];
const START = 60;

type Fault = (world: World, nodes: readonly NodeHandle<Peer>[]) => void;

/** Faults that begin with the nodes `a` and `b`. */
const faults: Readonly<Record<string, Fault>> = {
  "a partition": (world, [a, b]) => void world.partition([a], [b]),
  "a crash": (world, [a]) => world.crash(a),
  "a crash and a restart": (world, [a]) => {
    world.crash(a);
    world.at(START + 40, () => world.restart(a));
  },
  "a pause": (world, [a]) => {
    world.pause(a);
    world.at(START + 70, () => world.resume(a));
  },
  "loss on one link": (world, [a, b]) => (world.link(a, b).loss = 1),
  "a slow node": (world, [a]) => world.slow(a, 25),
};

const traffic = fc.array(
  fc.record({ from: fc.nat({ max: 5 }), to: fc.nat({ max: 4 }), hops: fc.nat({ max: 2 }) }),
  {
    minLength: 10,
    maxLength: 25,
  },
);

async function run(
  seed: number,
  calls: typeof traffic extends fc.Arbitrary<infer T> ? T : never,
  fault?: Fault,
): Promise<Trace> {
  const { trace } = await recordWell(
    async (world) => {
      const nodes = world.nodes(Peer, NAMES);
      world.network.latency = uniform(5, 40);
      world.network.loss = 0.1;
      for (const [i, { from, to, hops }] of calls.entries()) {
        const client = world.client(`client ${i}`);
        world.at(
          i * 9,
          () => void client.call(nodes[from], "tell", to, hops, { timeout: 1 }).catch(() => undefined),
        );
      }
      if (fault) world.at(START, () => fault(world, nodes));
      await world.quiet();
    },
    { seed },
  );
  return trace;
}

/**
 * For each node the virtual time from which it may have noticed the fault in either run: something reached it that
 * had noticed before, or would have reached it without the fault.
 */
function noticed(runs: readonly Trace[]): Float64Array {
  const since = new Float64Array(runs[1].nodes.length).fill(Infinity);
  since[0] = since[1] = START;
  for (let changed = true; changed;) {
    changed = false;
    for (const trace of runs) {
      for (const { send, end } of flights(trace)) {
        if (!end || end.kind === "drop" || since[send.node] > send.time || since[end.node] <= end.time)
          continue;
        since[end.node] = end.time;
        changed = true;
      }
    }
  }
  return since;
}

describe("adding a fault", { timeout: 120_000 }, () => {
  it.each(Object.entries(faults))(
    "%s: all that can't have noticed it is paired and equal",
    async (_, fault) => {
      let unnoticed = 0;
      let different = 0;
      await fc.assert(
        fc.asyncProperty(fc.nat(), traffic, async (seed, calls) => {
          const [without, withFault] = [await run(seed, calls), await run(seed, calls, fault)];
          const since = noticed([without, withFault]);
          const comparison = compare(without, withFault, { clocks: ["lamport", "vector", "hybrid", "wall"] });
          const rows = listOf(comparison);
          const told = [new Set(rows.map(({ a }) => a)), new Set(rows.map(({ b }) => b))];
          different += rows.length;
          for (const [side, trace] of [without, withFault].entries()) {
            for (const event of trace.events) {
              const ends = isArrival(event) ? flights(trace)[event.message].send : undefined;
              const concerned = ends ? [ends.node, ends.to] : event.node === undefined ? [] : [event.node];
              if (concerned.length === 0 || concerned.some((node) => since[node] <= event.time)) continue;
              if (event.time > START) unnoticed++;
              expect((side === 0 ? comparison.toB : comparison.toA)[event.index]).toBeGreaterThanOrEqual(0);
              expect(told[side].has(event.index)).toBe(false);
            }
          }
        }),
        { numRuns: 25 },
      );
      expect(unnoticed).toBeGreaterThan(100);
      expect(different).toBeGreaterThan(100);
    },
  );
});
