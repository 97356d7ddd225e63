import { ChoicePoint } from "../simulator/choices.ts";
import { intakeOf } from "../simulator/intake.ts";
import type { Machine } from "../simulator/machine.ts";
import type { Hold, Partition } from "../simulator/network.ts";
import type { Simulator } from "../simulator/simulator.ts";
import type { NewEvent } from "../trace/recorder.ts";
import { ScenarioError } from "./errors.ts";
import {
  indicesOf,
  linksBetween,
  requireGroups,
  tellGroups,
  type Groups,
  type PartitionShape,
} from "./groups.ts";

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

/** What can be wrong with a machine. */
type Ailment = "down" | "paused" | "slow";

/** Ends a fault. */
type End = () => void;

/**
 * Does what goes wrong, leaves it in the trace, and knows since when nothing has been wrong. A fault that the run
 * leaves out is remembered until it would have ended, so that what ends it has nothing to do and nothing to say.
 */
export class Faults {
  #calmSince = 0;
  /** What is wrong with machines now, by what is wrong; and what would be. */
  readonly #ailing = noAilments();
  readonly #spared = noAilments();
  /** Partitions and holds that would stand now. */
  readonly #absentCuts = new Set<End>();
  readonly #absentHolds = new Set<End>();
  readonly #halves = new ChoicePoint("halves", "network");

  constructor(readonly simulator: Simulator) {}

  /** Since when no link is cut or held and no node down, paused or slow, in ms; `undefined` while one is. */
  get calmSince(): number | undefined {
    const { partitions, holds } = this.simulator.network;
    const calm =
      partitions.size === 0 && holds.size === 0 && Object.values(this.#ailing).every((set) => set.size === 0);
    return calm ? this.#calmSince : undefined;
  }

  /** Cuts the links between the groups. */
  partition(groups: Groups, shape: PartitionShape): Cut {
    const { network, omission } = this.simulator;
    requireGroups("partition", groups);
    if (omission.leavesOut("partition", tellGroups(groups, shape)))
      return { heal: this.#absent(this.#absentCuts, HEALED) };
    const partition = network.cut(linksBetween(network, groups, shape));
    this.#record({
      kind: "partition",
      cut: partition.id,
      groups: indicesOf(groups),
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
    if (partitions.size + this.#absentCuts.size === 0) this.#remark("there is no partition to heal");
    this.#absentCuts.clear();
    for (const partition of [...partitions]) this.#heal(partition);
  }

  /** Makes everything between the groups stand still. */
  hold(groups: Groups): Standstill {
    const { network, omission } = this.simulator;
    requireGroups("hold", groups);
    if (omission.leavesOut("hold", tellGroups(groups, "all")))
      return { release: this.#absent(this.#absentHolds, RELEASED) };
    const hold = network.hold(linksBetween(network, groups, "all"));
    this.#record({ kind: "hold", hold: hold.id, groups: indicesOf(groups) });
    return { release: () => this.#release(hold) };
  }

  /** Ends all standstills. */
  releaseAll(): void {
    const { holds } = this.simulator.network;
    if (holds.size + this.#absentHolds.size === 0) this.#remark("nothing is held that could be released");
    this.#absentHolds.clear();
    for (const hold of [...holds]) this.#release(hold);
  }

  /** Whether a node is down, or would be. */
  isDown(machine: Machine): boolean {
    return !machine.up || this.#spared.down.has(machine);
  }

  /** Takes a node down; one that is down already stays so. */
  crash(machine: Machine, amnesia: boolean): void {
    requirePresent(machine, "crash");
    if (!machine.up) {
      this.#remark(`${machine.name} is down already`);
      return;
    }
    if (this.#leavesOut("crash", "down", machine)) return;
    for (const ailing of [...Object.values(this.#ailing), ...Object.values(this.#spared)])
      ailing.delete(machine);
    this.#ailing.down.add(machine);
    this.simulator.lifecycle.crash(machine, amnesia, this.simulator.lines.running());
  }

  /** Brings a node up; one that runs already runs on. */
  restart(machine: Machine): void {
    requirePresent(machine, "restart");
    const wasSpared = this.#spared.down.delete(machine);
    if (machine.up) {
      if (!wasSpared) this.#remark(`${machine.name} runs already`);
      return;
    }
    this.#recover("down", machine);
    this.simulator.lifecycle.restart(machine, this.simulator.lines.running());
  }

  /** Takes a node away for good. */
  leave(machine: Machine): void {
    requirePresent(machine, "leave");
    for (const ailment of AILMENTS) this.#recover(ailment, machine);
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
    if (this.#leavesOut("pause", "paused", machine)) return;
    this.#ailing.paused.add(machine);
    intake.pause();
    this.#recordOn(machine, { kind: "pause" });
  }

  /** Makes a node go on. */
  resume(machine: Machine): void {
    requirePresent(machine, "resume");
    const { intake } = machine;
    const wasSpared = this.#spared.paused.delete(machine);
    if (intake?.paused !== true) {
      if (!wasSpared) this.#remark(`${machine.name} ${machine.up ? "doesn't stand still" : "is down"}`);
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
    const wasSpared = ms === 0 && this.#spared.slow.delete(machine);
    if (!machine.up || intake.slowness === ms) {
      if (wasSpared) return;
      this.#remark(
        `${machine.name} ${machine.up ? `is ${ms === 0 ? "not slow" : "that slow already"}` : "is down"}`,
      );
      return;
    }
    if (ms > 0 && this.#leavesOut("slow", "slow", machine)) return;
    if (ms > 0) this.#ailing.slow.add(machine);
    else this.#recover("slow", machine);
    intake.slowness = ms;
    this.#recordOn(machine, { kind: "slow", by: ms });
  }

  #heal(partition: Partition): void {
    if (!this.simulator.network.heal(partition)) {
      this.#remark(HEALED);
      return;
    }
    this.#calmSince = this.simulator.now;
    this.#record({ kind: "heal", cut: partition.id });
  }

  #release(hold: Hold): void {
    if (!this.simulator.network.release(hold)) {
      this.#remark(RELEASED);
      return;
    }
    this.#calmSince = this.simulator.now;
    this.#record({ kind: "release", hold: hold.id });
  }

  #recover(from: Ailment, machine: Machine): void {
    this.#spared[from].delete(machine);
    if (this.#ailing[from].delete(machine)) this.#calmSince = this.simulator.now;
  }

  #leavesOut(kind: "crash" | "pause" | "slow", ailment: Ailment, machine: Machine): boolean {
    const leaves = this.simulator.omission.leavesOut(kind, machine.name);
    if (leaves) this.#spared[ailment].add(machine);
    return leaves;
  }

  /** Stands for a partition or a hold that is left out. @returns Ends it; `remark` says that it has ended before. */
  #absent(among: Set<End>, remark: string): End {
    const end = () => {
      if (!among.delete(end)) this.#remark(remark);
    };
    among.add(end);
    return end;
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

const HEALED = "this partition has healed already";
const RELEASED = "this was released already";

const AILMENTS = ["down", "paused", "slow"] as const satisfies Ailment[];

function noAilments(): Readonly<Record<Ailment, Set<Machine>>> {
  return { down: new Set(), paused: new Set(), slow: new Set() };
}

type OfWorld = Pick<NewEvent, "kind"> & Readonly<Record<string, unknown>>;

type OfMachine =
  { readonly kind: "pause" } | { readonly kind: "resume" } | { readonly kind: "slow"; readonly by: number };

function requirePresent(machine: Machine, verb: string): void {
  if (!machine.gone) return;
  throw new ScenarioError(`${machine.name} has left for good, so that world.${verb} makes no sense any more`);
}
