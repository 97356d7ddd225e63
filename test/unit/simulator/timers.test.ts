import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Node, type TimerHandle } from "../../../src/dsl/index.ts";
import { eventsOf, recordWell } from "../dsl/runHere.ts";

class Alarm extends Node<Alarm> {
  rung: number[] = [];
  #handle: TimerHandle | undefined;

  ring(ms: number) {
    this.#handle = this.after(ms, () => void this.rung.push(this.now()));
  }

  ringEvery(ms: number, times: number) {
    this.#handle = this.every(ms, () => {
      this.rung.push(this.now());
      if (this.rung.length === times) this.stop();
    });
  }

  stop() {
    this.#handle?.cancel();
  }
}

describe("a node's timer", () => {
  it("fires when the node's own clock has counted its time, however that drifts meanwhile", () => {
    const drifts = fc.array(
      fc.record({ at: fc.integer({ min: 0, max: 300 }), ppm: fc.integer({ min: -800_000, max: 800_000 }) }),
      {
        maxLength: 6,
      },
    );
    return fc.assert(
      fc.asyncProperty(drifts, fc.integer({ min: 0, max: 300 }), async (drifts, ms) => {
        const { trace } = await recordWell(async (world) => {
          const node = world.node(Alarm, "a");
          const client = world.client("c");
          for (const { at, ppm } of drifts) world.at(at, () => void world.clock(node).drift(ppm));
          await world.sleep(50);
          await client.call(node, "ring", ms);
          await world.quiet();
        });
        const [set] = eventsOf(trace, "deliver");
        const [fired] = eventsOf(trace, "timer");
        // Each change of the rate may round once to the microsecond, slowed clocks stretch that up to fivefold.
        expect(Math.abs(fired.clocks.wall - set.clocks.wall - ms)).toBeLessThan(0.01);
      }),
    );
  });

  it("fires early on a fast clock, and late on a slow one", async () => {
    const { trace } = await recordWell(async (world) => {
      const [fast, slow] = world.nodes(Alarm, ["fast", "slow"]);
      const client = world.client("c");
      world.clock(fast).drift(250_000);
      world.clock(slow).drift(-500_000);
      await client.call(fast, "ring", 100);
      await client.call(slow, "ring", 100);
      await world.quiet();
    });
    expect(eventsOf(trace, "timer").map(({ node, time }) => [node, time])).toEqual([
      [0, 80],
      [1, 200],
    ]);
  });

  it("takes no notice of the clock being set", async () => {
    const { trace } = await recordWell(async (world) => {
      const node = world.node(Alarm, "a");
      await world.client("c").call(node, "ring", 100);
      await world.sleep(10);
      world.clock(node).offset(500);
      await world.quiet();
      expect(node.state.rung).toEqual([600]);
    });
    expect(eventsOf(trace, "timer")[0].time).toBe(100);
  });

  it("recurs until it is cancelled, also by itself", async () => {
    const { trace } = await recordWell(async (world) => {
      const node = world.node(Alarm, "a");
      await world.client("c").call(node, "ringEvery", 30, 3);
      await world.sleep(500);
    });
    expect(eventsOf(trace, "timer").map(({ time }) => time)).toEqual([30, 60, 90]);
  });

  it("does not fire once it is cancelled, or its node has crashed", async () => {
    const { trace } = await recordWell(async (world) => {
      const [cancelled, crashed] = world.nodes(Alarm, ["cancelled", "crashed"]);
      const client = world.client("c");
      await client.call(cancelled, "ring", 100);
      await client.call(crashed, "ring", 100);
      await client.call(cancelled, "stop");
      world.crash(crashed);
      world.restart(crashed);
      await world.sleep(300);
    });
    expect(eventsOf(trace, "timer")).toEqual([]);
  });

  it("is caused by the event that set it", async () => {
    const { trace } = await recordWell(async (world) => {
      await world.client("c").call(world.node(Alarm, "a"), "ring", 5);
      await world.quiet();
    });
    expect(eventsOf(trace, "timer")[0].cause).toBe(eventsOf(trace, "deliver")[0].index);
  });
});
