import type { Link } from "../simulator/link.ts";
import type { Machine } from "../simulator/machine.ts";
import type { Network } from "../simulator/network.ts";
import { formatGroups } from "../trace/groups.ts";
import { ScenarioError } from "./errors.ts";

/** Machines that a fault sets apart from one another. */
export type Groups = readonly (readonly Machine[])[];

/** Which links between groups are meant. */
export type PartitionShape = "all" | "one way" | "ring";

/** The groups as an event records them. */
export function indicesOf(groups: Groups): number[][] {
  return groups.map((group) => group.map(({ index }) => index));
}

/** The groups in words, as for the event that records them. */
export function tellGroups(groups: Groups, shape: PartitionShape): string {
  const names = groups.map((group) => group.map(({ name }) => name));
  return formatGroups(names, { oneWay: shape === "one way", ring: shape === "ring" });
}

/** The links between the groups: all of them, those from the first to the others, or those of no neighbours. */
export function linksBetween(network: Network, groups: Groups, shape: PartitionShape): Link[] {
  const links: Link[] = [];
  for (const [i, group] of groups.entries()) {
    for (const [j, other] of groups.entries()) {
      if (i === j || (shape === "one way" && i !== 0)) continue;
      if (shape === "ring" && areNeighbours(i, j, groups.length)) continue;
      for (const from of group) for (const to of other) links.push(network.link(from, to));
    }
  }
  return links;
}

/** @throws {ScenarioError} If there is nothing to set apart, or somebody stands on two sides. */
export function requireGroups(verb: "partition" | "hold", groups: Groups): void {
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

/** Whether two places of a ring lie side by side. */
function areNeighbours(a: number, b: number, length: number): boolean {
  const distance = Math.abs(a - b);
  return distance === 1 || distance === length - 1;
}
