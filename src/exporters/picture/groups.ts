import type { Trace, TraceNode } from "../../trace/trace.ts";

/** Nodes that stand together, as the user has put them. By name, so that it outlives a change of the scenario. */
export interface Group {
  /** What stands over it; no two groups have the same. For those of a class its name, empty for the clients. */
  readonly name: string;
  /** Names of its nodes; absent for a group that holds all nodes of its class. */
  readonly members?: readonly string[];
  /** Whether its nodes share one lifeline. */
  readonly collapsed: boolean;
}

/** Over the lifelines of the clients, which have no class. */
const CLIENTS = "clients";

/** What a group is called. */
export function groupName({ name }: Pick<Group, "name">): string {
  return name || CLIENTS;
}

/** Names of the classes that have several nodes, in the order in which they appear; empty for the clients. */
export function classesOf({ nodes }: Pick<Trace, "nodes">): string[] {
  const counts = new Map<string, number>();
  for (const { type } of nodes) counts.set(type, (counts.get(type) ?? 0) + 1);
  return [...counts].filter(([, count]) => count > 1).map(([type]) => type);
}

/** For each node the position of the first group that holds it; -1 for one that stands alone. */
export function membership({ nodes }: Pick<Trace, "nodes">, groups: readonly Group[]): Int32Array {
  const holds = groups.map(({ name, members }) => {
    const names = members && new Set(members);
    return (node: TraceNode) => (names ? names.has(node.name) : node.type === name);
  });
  return Int32Array.from(nodes, (node) => holds.findIndex((has) => has(node)));
}

/** How the nodes of a class, or those of a group, stand. */
export type Standing = "apart" | "together" | "collapsed";

/** How the group of that name stands. */
export function standing(groups: readonly Group[], name: string): Standing {
  const group = groups.find((other) => other.name === name);
  return group === undefined ? "apart" : group.collapsed ? "collapsed" : "together";
}

/** The groups after the one of that name has come to stand so; a class that has none yet gets one. */
export function stand(groups: readonly Group[], name: string, how: Standing): Group[] {
  if (how === "apart") return groups.filter((group) => group.name !== name);
  const collapsed = how === "collapsed";
  if (!groups.some((group) => group.name === name)) return [...groups, { name, collapsed }];
  return groups.map((group) => (group.name === name ? { ...group, collapsed } : group));
}

/**
 * The groups that come next when one goes through the ways in which all nodes can stand: each class as one lifeline,
 * its lifelines side by side, and as before. Groups of chosen nodes go along, but stay.
 */
export function nextStanding(trace: Pick<Trace, "nodes">, groups: readonly Group[]): Group[] {
  const chosen = groups.filter(({ members }) => members);
  const classes = classesOf(trace);
  const names = [...chosen.map(({ name }) => name), ...classes];
  const now = (classes.length > 0 ? classes : names).map((name) => standing(groups, name));
  if (now.every((how) => how === "together") && classes.length > 0) return chosen;
  const next = now.includes("collapsed") ? "together" : "collapsed";
  return names.reduce<Group[]>((before, name) => stand(before, name, next), [...groups]);
}
