import type { Machine } from "../simulator/machine.ts";
import type { Link, Partition } from "../simulator/network.ts";
import type { Simulator } from "../simulator/simulator.ts";
import { ScenarioError } from "./errors.ts";

/** A cut of the network. */
export interface Cut {
  /** Ends this cut and leaves others as they are. */
  heal(): void;
}

/** Does what goes wrong, leaves it in the trace, and knows since when nothing has been wrong. */
export class Faults {
  #calmSince = 0;
  #down = 0;

  constructor(readonly simulator: Simulator) {}

  /** Since when no link is cut and no node down, in ms of virtual time; `undefined` while one is. */
  get calmSince(): number | undefined {
    return this.#down === 0 && this.simulator.network.partitions.size === 0 ? this.#calmSince : undefined;
  }

  /** Cuts the links between the groups; one way, only those from the first group to the others. */
  partition(groups: readonly (readonly Machine[])[], oneWay: boolean): Cut {
    const { simulator } = this;
    checkGroups(groups);
    const links: Link[] = [];
    for (const [i, group] of groups.entries()) {
      for (const [j, other] of groups.entries()) {
        if (i === j || (oneWay && i !== 0)) continue;
        for (const from of group) for (const to of other) links.push(simulator.network.link(from, to));
      }
    }
    const partition = simulator.network.cut(links);
    simulator.record(() => ({
      kind: "partition",
      time: simulator.now,
      at: simulator.lines.running(),
      cut: partition.id,
      groups: groups.map((group) => group.map((machine) => machine.index)),
      ...(oneWay ? { oneWay } : {}),
    }));
    return { heal: () => this.heal(partition) };
  }

  /** Ends one partition, or all of them. */
  heal(one?: Partition): void {
    const { simulator } = this;
    for (const partition of one === undefined ? [...simulator.network.partitions] : [one]) {
      if (!simulator.network.heal(partition)) continue;
      this.#calmSince = simulator.now;
      simulator.record(() => ({
        kind: "heal",
        time: simulator.now,
        at: simulator.lines.running(),
        cut: partition.id,
      }));
    }
  }

  /** Takes a node down; one that is down already stays so. */
  crash(machine: Machine): void {
    const { simulator } = this;
    if (!machine.up) {
      this.#remark(`${machine.name} is down already`);
      return;
    }
    this.#down++;
    simulator.lifecycle.crash(machine, simulator.lines.running());
  }

  /** Brings a node up; one that runs already runs on. */
  restart(machine: Machine): void {
    const { simulator } = this;
    if (machine.up) {
      this.#remark(`${machine.name} runs already`);
      return;
    }
    this.#down--;
    this.#calmSince = simulator.now;
    simulator.lifecycle.restart(machine, simulator.lines.running());
  }

  #remark(text: string): void {
    const { simulator } = this;
    simulator.record(() => ({ kind: "note", time: simulator.now, at: simulator.lines.running(), text }));
  }
}

function checkGroups(groups: readonly (readonly Machine[])[]): void {
  if (groups.length < 2) {
    throw new ScenarioError(
      "a partition needs two groups or more; to cut one node off from all others use isolate",
    );
  }
  const seen = new Set<Machine>();
  for (const group of groups) {
    if (group.length === 0)
      throw new ScenarioError("a group of the partition is empty; name at least one node in each");
    for (const machine of group) {
      if (seen.has(machine)) {
        throw new ScenarioError(
          `${machine.name} stands in two groups of the partition; it can be on one side only`,
        );
      }
      seen.add(machine);
    }
  }
}
