import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Node, type NodeHandle, type World } from "../../../src/dsl/index.ts";
import { nodeWorkers } from "../../../src/runner/nodeWorkers.ts";
import { Runner } from "../../../src/runner/runner.ts";
import { explainClock } from "../../../src/trace/clockOrigin.ts";
import type { ClockName, TraceEvent } from "../../../src/trace/event.ts";
import { isCopy, previousOn, type ProcessEvent } from "../../../src/trace/lifelines.ts";
import type { Trace } from "../../../src/trace/trace.ts";
import { galleryFiles, galleryText } from "../../gallery/files.ts";
import { eventsOf, recordWell } from "../dsl/runHere.ts";
import { bundle, type Bundles } from "../runner/bundles.ts";
import { perform, plans } from "../simulator/randomScenario.ts";

const CLOCKS: readonly ClockName[] = ["wall", "lamport", "vector", "hybrid"];

class Shop extends Node<Shop> {
  sold() {
    this.note("sold");
  }

  tell(other: string) {
    this.send(
      this.peers.find(({ name }) => name === other)!,
      "sold",
    );
  }
}

describe("how a clock's value came about", () => {
  it("is told with the numbers and what they are", async () => {
    const { trace } = await recordWell(async (world) => {
      const [london] = world.nodes(Shop, ["london", "tokyo"]);
      world.network.latency = 30;
      world.clock(london).offset(20);
      await world.client("ana").call(london, "tell", "tokyo");
      await world.quiet();
    });
    const [first, received] = [eventsOf(trace, "start")[1], eventsOf(trace, "deliver")[1]];
    const noted = eventsOf(trace, "note")[0];
    expect(trace.nodes[received.node].name).toBe("tokyo");
    const told = (event: TraceEvent) =>
      (["wall", "lamport", "vector", "hybrid"] as const).map((clock) =>
        explainClock(trace, event.index, clock),
      );
    expect(told(first)).toEqual([
      "true time",
      "0 + 1 = 1: nothing here before",
      "own entry 0 + 1 = 1, nothing here before",
      "max(0, 0) = 0, counter 0 + 1 = 1: nothing here before; the wall clock is not ahead, so the counter goes on",
    ]);
    expect(told(received)).toEqual([
      "true time",
      "max(1, 4) + 1 = 5: 1 here before, 4 in the message from london",
      "own entry 1 + 1 = 2; from london's message: london 0 → 4, ana 0 → 1",
      "max(0, 20, 30) = 30, counter 0: 0+1 here before, 20+3 in the message from london; " +
        "the wall clock is ahead, so the counter starts anew",
    ]);
    expect(told(noted).slice(1)).toEqual([
      "5 + 1 = 6: 5 here before",
      "own entry 2 + 1 = 3, the others as before",
      "max(30, 30) = 30, counter 0 + 1 = 1: 30+0 here before; the wall clock is not ahead, so the counter goes on",
    ]);
  });

  it.each<[what: string, script: (world: World, shop: NodeHandle<Shop>) => void, told: string]>([
    [
      "set",
      (world, shop) => world.clock(shop).offset(-30),
      "100 − 30 = 70: true time 100 ms, 30 ms behind since it was set at 40 ms",
    ],
    [
      "moved",
      (world, shop) => world.clock(shop).jump(30),
      "100 + 30 = 130: true time 100 ms, 30 ms ahead since it jumped at 40 ms",
    ],
    [
      "running too fast",
      (world, shop) => world.clock(shop).offset(10).drift(100_000),
      "100 + 16 = 116: true time 100 ms, 16 ms ahead; 6 ms gained since 40 ms, as it runs 100000 ppm too fast",
    ],
    [
      "frozen",
      (world, shop) => world.clock(shop).freeze(),
      "100 − 60 = 40: true time 100 ms, 60 ms behind; it has stood still since 40 ms",
    ],
    [
      "set while it stands still",
      (world, shop) => world.clock(shop).freeze().offset(5),
      "100 − 55 = 45: true time 100 ms, 55 ms behind; it stands still",
    ],
    [
      "stopped for a while",
      (world, shop) => {
        world.clock(shop).freeze();
        world.at(60, () => world.clock(shop).thaw());
      },
      "100 − 20 = 80: true time 100 ms, 20 ms behind, as it stood still until 60 ms",
    ],
  ])("of a wall clock that was %s, says so", async (_, change, told) => {
    const { trace } = await recordWell(async (world) => {
      const shop = world.node(Shop, "london");
      world.at(40, () => change(world, shop));
      await world.sleep(100);
      await world.client("ana").call(shop, "sold");
    });
    expect(explainClock(trace, eventsOf(trace, "note")[0].index, "wall")).toBe(told);
  });

  it("of a copy is the original's", async () => {
    const { trace } = await recordWell(async (world) => {
      const [london] = world.nodes(Shop, ["london", "tokyo"]);
      world.network.duplicate = 1;
      await world.sleep(12);
      await world.client("ana").call(london, "tell", "tokyo");
      await world.quiet();
    });
    const [copy] = eventsOf(trace, "duplicate");
    expect(explainClock(trace, copy.index, "lamport")).toBe(
      "as in the message of 12 ms that this is a copy of: its sender's clocks don't count copies",
    );
  });

  it("is none for an event of the world", async () => {
    const { trace } = await recordWell((world) => world.sleep(1));
    expect(explainClock(trace, trace.events.length - 1, "wall")).toBeUndefined();
  });

  it("comes out as the clock shows, in any run", { timeout: 60_000 }, () =>
    fc.assert(
      fc.asyncProperty(plans, async (plan) => checkAll((await recordWell(perform(plan), plan)).trace)),
      { numRuns: 200 },
    ),
  );
});

describe("in the gallery", () => {
  let bundles: Bundles;
  let runner: Runner;

  beforeAll(async () => {
    bundles = await bundle("worker.cjs", "compiler.cjs");
    runner = new Runner({
      workers: nodeWorkers(bundles.folder),
      readSource: (name) => galleryText(name.slice(1)),
      limits: { time: 60_000 },
    });
  }, 60_000);

  afterAll(async () => {
    runner.dispose();
    await bundles.remove();
  });

  it("every value comes out as the clock shows", { timeout: 120_000 }, async () => {
    for (const file of await galleryFiles()) {
      const { runs } = await runner.run({ file: `/${file}`, seed: 1, record: true });
      expect(runs.length).toBeGreaterThan(1);
      for (const { trace } of runs) checkAll(trace!);
    }
  });
});

function checkAll(trace: Trace): void {
  for (const event of trace.events) {
    if (event.node === undefined || isCopy(event)) continue;
    for (const clock of CLOCKS) {
      const told: string = explainClock(trace, event.index, clock)!;
      if (!CHECKS[clock](told, event, trace)) expect.fail(`${told}, but ${JSON.stringify(event)}`);
    }
  }
}

/** Whether the sum comes to what it says, and that is what the clock shows. */
const CHECKS: Readonly<Record<ClockName, (told: string, event: ProcessEvent, trace: Trace) => boolean>> = {
  wall: (told, { clocks, time }) => {
    if (told === "true time") return clocks.wall === time;
    const [, truth, sign, off, shown] = /^([\d.]+) ([+−]) ([\d.]+) = (-?[\d.]+): /.exec(told)!;
    const sum = Number(truth) + Number(off) * (sign === "+" ? 1 : -1);
    return Number(truth) === time && close(sum, Number(shown)) && Number(shown) === clocks.wall;
  },
  lamport: (told, { clocks }) => {
    const [, sources, single, shown] = /^(?:max\((.*?)\)|(\d+)) \+ 1 = (\d+): /.exec(told)! as Groups;
    return largest(sources ?? single!) + 1 === Number(shown) && Number(shown) === clocks.lamport;
  },
  vector: (told, { clocks, node, index }, trace) => {
    const before = previousOn(trace, node, index)?.clocks.vector ?? [];
    const [, mine, own] = /^own entry (\d+) \+ 1 = (\d+)/.exec(told)!.map(Number);
    if (own !== clocks.vector[node] || mine + 1 !== own) return false;
    const changes = trace.nodes.flatMap(({ name }, other) => {
      const [from, to] = [before[other] ?? 0, clocks.vector[other] ?? 0];
      return other !== node && from !== to ? [`${name} ${from} → ${to}`] : [];
    });
    const list = /: ([^:]*?)(?: and (\d+) more)?$/.exec(told);
    const listed = list === null || list[1] === "nothing new" ? [] : list[1].split(", ");
    return (
      listed.length + Number(list?.[2] ?? 0) === changes.length &&
      listed.every((change) => changes.includes(change))
    );
  },
  hybrid: (told, { clocks }) => {
    const sum = /^max\((.*?)\) = (-?[\d.]+), counter (?:(?:max\((.*?)\)|(\d+)) \+ 1 = )?(\d+): /.exec(told)!;
    const [, physicals, physical, counters, counter, shown] = sum as Groups;
    const most = largest(counters ?? counter ?? "-1");
    return (
      largest(physicals!) === Number(physical) &&
      most + 1 === Number(shown) &&
      Number(physical) === clocks.hybrid[0] &&
      Number(shown) === clocks.hybrid[1]
    );
  },
};

/** What a regular expression's groups have found. */
type Groups = readonly (string | undefined)[];

function largest(list: string): number {
  return Math.max(...list.split(", ").map(Number));
}

function close(a: number, b: number): boolean {
  return Math.abs(a - b) < 1e-6;
}
