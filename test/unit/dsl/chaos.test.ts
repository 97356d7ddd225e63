import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Node, type ChaosBounds } from "../../../src/dsl/index.ts";
import type { TraceEvent } from "../../../src/trace/event.ts";
import { errorOf, eventsOf, recordWell } from "./runHere.ts";

class Peer extends Node<Peer> {
  override start() {
    this.every(20, () => this.broadcast("hello"));
  }

  hello() {}
}

const UNTIL = 1000;

async function suffer(seed: number, bounds: Partial<ChaosBounds>, core?: number) {
  const left: string[] = [];
  const { trace } = await recordWell(
    async (world) => {
      const nodes = world.nodes(Peer, ["a", "b", "c", "d", "e"]);
      await world.chaos({ until: UNTIL, every: 30, ...bounds, ...(core === undefined ? {} : { core }) });
      expect(world.time).toBe(UNTIL);
      const before = [
        world.link(nodes[0], nodes[1]).loss,
        world.link(nodes[0], nodes[1]).latency.quantile(0.5),
      ];
      expect(before).toEqual([0, 10]);
      left.push(...nodes.filter(({ up }) => !up).map(({ name }) => name));
      await world.sleep(100);
    },
    { seed },
  );
  return { trace, left };
}

const everything: Partial<ChaosBounds> = {
  partitions: true,
  crashes: 2,
  pauses: 1,
  clocks: 100,
  loss: 0.5,
  delay: 50,
};

/** The largest number of nodes that were in a state at a time. */
function most(events: readonly TraceEvent[], begin: string, ends: readonly string[]): number {
  const now = new Set<number>();
  let largest = 0;
  for (const event of events) {
    if (event.time >= UNTIL || event.node === undefined) continue;
    if (event.kind === begin) now.add(event.node);
    else if (ends.includes(event.kind)) now.delete(event.node);
    largest = Math.max(largest, now.size);
  }
  return largest;
}

describe("chaos", () => {
  it("stays within its bounds, and is over when it is over", () =>
    fc.assert(
      fc.asyncProperty(fc.nat(), async (seed) => {
        const { trace, left } = await suffer(seed, everything);
        expect(most(trace.events, "crash", ["restart"])).toBeLessThanOrEqual(2);
        expect(most(trace.events, "pause", ["resume", "crash"])).toBeLessThanOrEqual(1);
        expect(left).toEqual([]);
        const trouble = ["partition", "crash", "pause", "clock", "drop"];
        const after = trace.events.filter(({ time, kind }) => time > UNTIL + 60 && trouble.includes(kind));
        expect(after).toEqual([]);
      }),
      { numRuns: 60 },
    ));

  it("does each of the things it may, and nothing else", async () => {
    const kinds = new Set<string>();
    for (let seed = 0; seed < 20; seed++) {
      const { trace } = await suffer(seed, everything);
      for (const { kind } of trace.events) kinds.add(kind);
      const calm = await suffer(seed, { clocks: 50 });
      expect(
        calm.trace.events.some(({ kind }) => ["partition", "crash", "pause", "drop"].includes(kind)),
      ).toBe(false);
      for (const { offset } of eventsOf(calm.trace, "clock")) expect(Math.abs(offset)).toBeLessThan(50 * 40);
    }
    for (const kind of ["partition", "heal", "crash", "restart", "pause", "resume", "clock", "drop"])
      expect(kinds).toContain(kind);
  });

  it("heals a core, and lets the others stand still", async () => {
    for (let seed = 0; seed < 20; seed++) {
      const { trace, left } = await suffer(seed, { ...everything, crashes: 3 }, 3);
      const still = new Set<number>();
      for (const event of trace.events) {
        if (event.kind === "pause") still.add(event.node);
        if (event.kind === "resume" || event.kind === "crash") still.delete(event.node);
      }
      expect(left.length + still.size).toBe(2);
    }
  });

  it("leaves all other draws as they were", async () => {
    const run = async (chaos: boolean) => {
      const draws: number[] = [];
      await recordWell(async (world) => {
        world.nodes(Peer, ["a", "b", "c"]);
        if (chaos) void world.chaos({ until: 500, clocks: 10, delay: 5 });
        for (let i = 0; i < 20; i++) {
          await world.sleep(20);
          draws.push(world.random());
        }
      });
      return draws;
    };
    expect(await run(true)).toEqual(await run(false));
  });

  it("says what is wrong with its bounds", async () => {
    const mistake = (bounds: ChaosBounds & { core?: number }) =>
      errorOf(async (world) => {
        world.nodes(Peer, ["a", "b"]);
        await world.sleep(10);
        await world.chaos(bounds);
      });
    expect(await mistake({ until: 5, crashes: 1 })).toContain("lies in the past");
    expect(await mistake({ until: 50 })).toContain("names no trouble");
    expect(await mistake({ until: 50, loss: 2 })).toContain("share from 0");
    expect(await mistake({ until: 50, crashes: 0.5 })).toContain("number of nodes");
    expect(await mistake({ until: 50, crashes: 1, core: 3 })).toContain("up to 2");
  });
});
