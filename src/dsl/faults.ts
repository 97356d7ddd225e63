import { ChoicePoint } from "../simulator/choices.ts";
import { intakeOf } from "../simulator/intake.ts";
import type { Link } from "../simulator/link.ts";
import type { Machine } from "../simulator/machine.ts";
import type { Hold, Partition } from "../simulator/network.ts";
import type { Simulator } from "../simulator/simulator.ts";
import type { NewEvent } from "../trace/recorder.ts";
import { ScenarioError } from "./errors.ts";

/** A cut of the network. */
export interface Cut {
  /** Ends this cut and leaves others as they are. */
  heal(): void;
}

/** A standstill on some links. */
export interface Standstill {
  /** Ends this standstill and leaves others as they are. */
  release(): void;
}

/** Which links a partition cuts between its groups. */
export type PartitionShape = "all" | "one way" | "ring";

type Groups = readonly (readonly Machine[])[];

/** Does what goes wrong, leaves it in the trace, and knows since when nothing has been wrong. */
export class Faults {
  #calmSince = 0;
  /** What is wrong with machines now: down, paused or slow, by what is wrong. */
  readonly #ailing = new Map<"down" | "paused" | "slow", Set<Machine>>([
    ["down", new Set()],
    ["paused", new Set()],
    ["slow", new Set()],
  ]);
  readonly #halves = new ChoicePoint("halves", "network");

  constructor(readonly simulator: Simulator) {}

  /** Since when no link is cut or held and no node down, paused or slow, in ms; `undefined` while one is. */
  get calmSince(): number | undefined {
    const { partitions, holds } = this.simulator.network;
    const calm =
      partitions.size === 0 && holds.size === 0 && [...this.#ailing.values()].every((set) => set.size === 0);
    return calm ? this.#calmSince : undefined;
  }

  /** Cuts the links between the groups: all of them, those from the first to the others, or those of no neighbours. */
  partition(groups: Groups, shape: PartitionShape): Cut {
    const { simulator } = this;
    requireGroups("partition", groups);
    const partition = simulator.network.cut(this.#linksBetween(groups, shape));
    this.#record({
      kind: "partition",
      cut: partition.id,
      groups: indices(groups),
      ...(shape === "one way" ? { oneWay: true } : {}),
      ...(shape === "ring" ? { ring: true } : {}),
    });
    return { heal: () => this.#heal(partition) };
  }

  /** Two halves of these machines, as chance has it; of an odd number the first half is the smaller one. */
  halves(machines: readonly Machine[]): Groups {
    if (machines.length < 2)
      throw new ScenarioError("partitionHalves needs two nodes or more to cut between");
    const { choices } = this.simulator;
    const drawn = machines.map((machine) => ({ machine, draw: choices.draw(this.#halves) }));
    const order = drawn.sort((a, b) => a.draw - b.draw).map(({ machine }) => machine);
    const half = order.length >> 1;
    return [order.slice(0, half), order.slice(half)];
  }

  /** Ends all partitions. */
  healAll(): void {
    const { partitions } = this.simulator.network;
    if (partitions.size === 0) this.#remark("there is no partition to heal");
    for (const partition of [...partitions]) this.#heal(partition);
  }

  /** Makes everything between the groups stand still. */
  hold(groups: Groups): Standstill {
    requireGroups("hold", groups);
    const hold = this.simulator.network.hold(this.#linksBetween(groups, "all"));
    this.#record({ kind: "hold", hold: hold.id, groups: indices(groups) });
    return { release: () => this.#release(hold) };
  }

  /** Ends all standstills. */
  releaseAll(): void {
    const { holds } = this.simulator.network;
    if (holds.size === 0) this.#remark("nothing is held that could be released");
    for (const hold of [...holds]) this.#release(hold);
  }

  /** Takes a node down; one that is down already stays so. */
  crash(machine: Machine, amnesia: boolean): void {
    requirePresent(machine, "crash");
    if (!machine.up) {
      this.#remark(`${machine.name} is down already`);
      return;
    }
    for (const ailing of this.#ailing.values()) ailing.delete(machine);
    this.#ailing.get("down")!.add(machine);
    this.simulator.lifecycle.crash(machine, amnesia, this.simulator.lines.running());
  }

  /** Brings a node up; one that runs already runs on. */
  restart(machine: Machine): void {
    requirePresent(machine, "restart");
    if (machine.up) {
      this.#remark(`${machine.name} runs already`);
      return;
    }
    this.#recover("down", machine);
    this.simulator.lifecycle.restart(machine, this.simulator.lines.running());
  }

  /** Takes a node away for good. */
  leave(machine: Machine): void {
    requirePresent(machine, "leave");
    for (const kind of this.#ailing.keys()) this.#recover(kind, machine);
    this.simulator.lifecycle.leave(machine, this.simulator.lines.running());
  }

  /** Makes a node stand still; one that stands still already, or is down, stays so. */
  pause(machine: Machine): void {
    requirePresent(machine, "pause");
    const intake = intakeOf(this.simulator, machine);
    if (!machine.up || intake.paused) {
      this.#remark(`${machine.name} ${machine.up ? "stands still already" : "is down"}`);
      return;
    }
    this.#ailing.get("paused")!.add(machine);
    intake.pause();
    this.#recordOn(machine, { kind: "pause" });
  }

  /** Makes a node go on. */
  resume(machine: Machine): void {
    requirePresent(machine, "resume");
    const { intake } = machine;
    if (intake?.paused !== true) {
      this.#remark(`${machine.name} ${machine.up ? "doesn't stand still" : "is down"}`);
      return;
    }
    this.#recover("paused", machine);
    this.#recordOn(machine, { kind: "resume" });
    intake.resume();
  }

  /** Makes a node take so much longer for everything; as fast as ever with 0. */
  slow(machine: Machine, ms: number): void {
    requirePresent(machine, "slow");
    const intake = intakeOf(this.simulator, machine);
    if (!machine.up || intake.slowness === ms) {
      this.#remark(
        `${machine.name} ${machine.up ? `is ${ms === 0 ? "not slow" : "that slow already"}` : "is down"}`,
      );
      return;
    }
    if (ms > 0) this.#ailing.get("slow")!.add(machine);
    else this.#recover("slow", machine);
    intake.slowness = ms;
    this.#recordOn(machine, { kind: "slow", by: ms });
  }

  #heal(partition: Partition): void {
    if (!this.simulator.network.heal(partition)) {
      this.#remark("this partition has healed already");
      return;
    }
    this.#calmSince = this.simulator.now;
    this.#record({ kind: "heal", cut: partition.id });
  }

  #release(hold: Hold): void {
    if (!this.simulator.network.release(hold)) {
      this.#remark("this was released already");
      return;
    }
    this.#calmSince = this.simulator.now;
    this.#record({ kind: "release", hold: hold.id });
  }

  #recover(from: "down" | "paused" | "slow", machine: Machine): void {
    if (this.#ailing.get(from)!.delete(machine)) this.#calmSince = this.simulator.now;
  }

  #linksBetween(groups: Groups, shape: PartitionShape): Link[] {
    const links: Link[] = [];
    for (const [i, group] of groups.entries()) {
      for (const [j, other] of groups.entries()) {
        if (i === j || (shape === "one way" && i !== 0)) continue;
        if (shape === "ring" && areNeighbours(i, j, groups.length)) continue;
        for (const from of group) for (const to of other) links.push(this.simulator.network.link(from, to));
      }
    }
    return links;
  }

  #record(what: OfWorld): void {
    const { simulator } = this;
    simulator.record(() => ({ ...what, time: simulator.now, at: simulator.lines.running() }) as NewEvent);
  }

  #recordOn(machine: Machine, what: OfMachine): void {
    const { simulator } = this;
    const clocks = machine.tick(simulator.now);
    const at = simulator.lines.running();
    simulator.record(() => ({ ...what, time: simulator.now, node: machine.index, at, clocks }));
  }

  #remark(text: string): void {
    this.#record({ kind: "note", text });
  }
}

type OfWorld = Pick<NewEvent, "kind"> & Readonly<Record<string, unknown>>;

type OfMachine =
  { readonly kind: "pause" } | { readonly kind: "resume" } | { readonly kind: "slow"; readonly by: number };

function indices(groups: Groups): number[][] {
  return groups.map((group) => group.map(({ index }) => index));
}

/** Whether two places of a ring lie side by side. */
function areNeighbours(a: number, b: number, length: number): boolean {
  const distance = Math.abs(a - b);
  return distance === 1 || distance === length - 1;
}

function requirePresent(machine: Machine, verb: string): void {
  if (!machine.gone) return;
  throw new ScenarioError(`${machine.name} has left for good, so that world.${verb} makes no sense any more`);
}

function requireGroups(verb: "partition" | "hold", groups: Groups): void {
  if (groups.length < 2) {
    throw new ScenarioError(
      verb === "partition"
        ? "a partition needs two groups or more; to cut one node off from all others use isolate"
        : "a hold needs two groups or more: nothing moves between them",
    );
  }
  const seen = new Set<Machine>();
  for (const group of groups) {
    if (group.length === 0)
      throw new ScenarioError(`a group of the ${verb} is empty; name at least one node in each`);
    for (const machine of group) {
      if (seen.has(machine)) {
        throw new ScenarioError(
          `${machine.name} stands in two groups of the ${verb}; it can be on one side only`,
        );
      }
      seen.add(machine);
    }
  }
}
