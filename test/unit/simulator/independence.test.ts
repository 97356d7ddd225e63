import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drop, logNormal, Node, type NodeHandle, type World } from "../../../src/dsl/index.ts";
import { isSend, type ArrivalEvent } from "../../../src/trace/event.ts";
import type { Without } from "../../../src/trace/fault.ts";
import { faultEvents, faultOf } from "../../../src/trace/faults.ts";
import type { Trace } from "../../../src/trace/trace.ts";
import { recordWell } from "../dsl/runHere.ts";
import { flown } from "./naiveOrder.ts";

class Peer extends Node<Peer> {
  heard = 0;
  hear() {
    this.heard++;
  }
  tell(to: number) {
    this.send(this.peers[to], "hear");
  }
}

type Traffic = readonly { readonly from: number; readonly to: number }[];
type Fault = (world: World, nodes: readonly NodeHandle<Peer>[]) => void;

/** Who talks to whom, every 7 ms; nobody answers, so that no fault changes who sends what. */
const traffic: fc.Arbitrary<Traffic> = fc.array(
  fc.record({ from: fc.nat({ max: 2 }), to: fc.nat({ max: 1 }) }),
  {
    minLength: 20,
    maxLength: 40,
  },
);

async function run(seed: number, traffic: Traffic, fault: Fault, without?: Without): Promise<Trace> {
  const { trace } = await recordWell(
    async (world) => {
      const nodes = world.nodes(Peer, ["a", "b", "c"]);
      const client = world.client("user");
      world.network.latency = logNormal(20);
      world.network.loss = 0.2;
      world.network.duplicate = 0.2;
      traffic.forEach(({ from, to }, i) => {
        world.at(
          i * 7,
          () => void client.call(nodes[from], "tell", to, { timeout: 1 }).catch(() => undefined),
        );
      });
      fault(world, nodes);
      await world.quiet();
    },
    { seed, without },
  );
  return trace;
}

interface Fate {
  readonly link: string;
  readonly at: number;
  readonly flight: number;
  readonly fate: string | undefined;
}

/** What chance decided for each message between nodes: its time of flight, its loss, its second copy. */
function fates(trace: Trace): readonly Fate[] {
  return flown(trace)
    .filter(({ send }) => send.name === "hear")
    .map(({ send, ends }) => ({
      link: `${trace.nodes[send.node].name}→${trace.nodes[send.to].name}`,
      at: send.time,
      flight: send.arrival - send.time,
      fate: send.kind === "duplicate" ? "copy" : endOf(ends.at(0)),
    }));
}

function endOf(end: ArrivalEvent | undefined): string | undefined {
  return end?.kind === "drop" ? end.reason : end?.kind;
}

/** Runs the same traffic with and without a fault. */
function compare(fault: Fault, check: (without: readonly Fate[], withFault: readonly Fate[]) => void) {
  return fc.assert(
    fc.asyncProperty(fc.nat(), traffic, async (seed, traffic) => {
      const [without, withFault] = [
        await run(seed, traffic, () => undefined),
        await run(seed, traffic, fault),
      ];
      expect(without.events.some(isSend)).toBe(true);
      check(fates(without), fates(withFault));
    }),
    { numRuns: 25 },
  );
}

const flights = (fates: readonly Fate[]) => fates.map(({ link, at, flight }) => ({ link, at, flight }));

describe("adding a fault leaves unrelated draws as they were", { timeout: 60_000 }, () => {
  it("a partition changes no flight at all, and loses only what crosses it", () =>
    compare(
      (world, [a, b]) => world.at(30, () => void world.partition(a, b)),
      (without, withFault) => {
        expect(flights(withFault)).toEqual(flights(without));
        withFault.forEach(({ link, fate }, i) => {
          if (fate === "partition") expect(["a→b", "b→a"]).toContain(link);
          else expect(fate).toBe(without[i].fate);
        });
      },
    ));

  it("loss on one link loses messages there, and changes nothing elsewhere", () =>
    compare(
      (world, [a, b]) => (world.link(a, b).loss = 0.7),
      (without, withFault) => {
        expect(flights(withFault)).toEqual(flights(without));
        const elsewhere = (fates: readonly Fate[]) => fates.filter(({ link }) => link !== "a→b");
        expect(elsewhere(withFault)).toEqual(elsewhere(without));
        // More loss loses what less loss had lost, and more.
        withFault.forEach(({ fate }, i) => {
          if (without[i].fate === "loss") expect(fate).toBe("loss");
        });
      },
    ));

  it("another latency on one link leaves the flights on all others", () =>
    compare(
      (world, [a, b]) => (world.link(a, b).latency = 3),
      (without, withFault) => {
        const elsewhere = (fates: readonly Fate[]) => fates.filter(({ link }) => link !== "a→b");
        expect(elsewhere(withFault)).toEqual(elsewhere(without));
      },
    ));

  it("a pause changes no flight of what others send, and loses nothing", () =>
    compare(
      (world, [, , c]) => {
        world.at(30, () => world.pause(c));
        world.at(90, () => world.resume(c));
      },
      (without, withFault) => {
        const elsewhere = (fates: readonly Fate[]) => fates.filter(({ link }) => !link.startsWith("c"));
        expect(elsewhere(withFault)).toEqual(elsewhere(without));
        expect(withFault).toHaveLength(without.length);
      },
    ));

  it("a rule on one link changes nothing on all others", () =>
    compare(
      (world, [a, b]) =>
        void world.intercept(({ from, to }) => (from === a && to === b ? drop("ruled out") : undefined)),
      (without, withFault) => {
        expect(flights(withFault.filter(({ fate }) => fate !== "copy"))).toEqual(
          flights(without.filter(({ fate }) => fate !== "copy")),
        );
        const elsewhere = (fates: readonly Fate[]) => fates.filter(({ link }) => link !== "a→b");
        expect(elsewhere(withFault)).toEqual(elsewhere(without));
      },
    ));

  it("a transport that keeps order lengthens flights on its link, and changes nothing else", () =>
    compare(
      (world, [a, b]) => (world.link(a, b).transport = "ordered"),
      (without, withFault) => {
        const elsewhere = (fates: readonly Fate[]) => fates.filter(({ link }) => link !== "a→b");
        expect(elsewhere(withFault)).toEqual(elsewhere(without));
        withFault.forEach(({ flight, fate }, i) => {
          if (fate !== "copy") expect(flight).toBeGreaterThanOrEqual(without[i].flight - 1e-9);
        });
      },
    ));

  it("a crash takes away what the node would have sent and received, and changes no other message", () =>
    compare(
      (world, [, , c]) => world.at(40, () => world.crash(c)),
      (without, withFault) => {
        const elsewhere = (fates: readonly Fate[]) => fates.filter(({ link }) => !link.includes("c"));
        expect(elsewhere(withFault)).toEqual(elsewhere(without));
      },
    ));
});

it("leaving faults out leaves every flight as it was", { timeout: 60_000 }, () =>
  fc.assert(
    fc.asyncProperty(fc.nat(), traffic, fc.nat(), async (seed, traffic, which) => {
      const fault: Fault = (world, [a, b]) => {
        world.at(30, () => void world.partition(a, b));
        world.at(70, () => void world.partitionHalves());
      };
      const trace = await run(seed, traffic, fault);
      const faults = faultEvents(trace);
      const one = faultOf(trace, faults[which % faults.length])!;
      const sent = (trace: Trace) => flights(fates(trace).filter(({ fate }) => fate !== "copy"));
      for (const without of ["faults", one] as const)
        expect(sent(await run(seed, traffic, fault, without))).toEqual(sent(trace));
    }),
    { numRuns: 25 },
  ),
);

it("each link has draws of its own, in each direction", async () => {
  const links = [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
    [2, 0],
    [2, 1],
  ] as const;
  const traffic = links.map(([from, to]) => ({ from, to }));
  const first = fates(await run(1, traffic, () => undefined)).map(({ flight }) => flight);
  expect(new Set(first).size).toBe(first.length);
});
