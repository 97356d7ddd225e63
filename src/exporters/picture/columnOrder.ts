import { flights } from "../../trace/flights.ts";
import type { Trace } from "../../trace/trace.ts";
import { membership, type Group } from "./groups.ts";

/** In which order the lifelines stand, and to whom each of them belongs. */
export interface ColumnOrder {
  /** Indices of the nodes that are shown, from left to right. */
  readonly nodes: readonly number[];
  /** Whose lifeline stands in each column: that of one node, or that of all nodes of a collapsed group. */
  readonly columns: readonly (readonly number[])[];
  /** Column of each node; -1 for one that is hidden. */
  readonly rank: Int32Array;
  /** For each node itself; for one that shares its lifeline the first of those that do. */
  readonly line: Int32Array;
  /** The groups that have nodes to show, from left to right. */
  readonly groups: readonly GroupColumns[];
  /** For each node itself; for a client the node it stands beside. */
  readonly home: Int32Array;
}

/** Where a group stands. */
export interface GroupColumns {
  readonly group: Group;
  /** Indices of its nodes that are shown. */
  readonly nodes: readonly number[];
  /** Its columns; one when it is collapsed. */
  readonly first: number;
  readonly last: number;
}

/** What the user has changed about the lifelines. By name, so that it outlives a change of the scenario. */
export interface Arrangement {
  /** From left to right; nodes that it doesn't name keep their places after these. */
  readonly order: readonly string[];
  readonly hidden: readonly string[];
  /** Of several groups that hold a node the first one counts. */
  readonly groups: readonly Group[];
}

/** Nothing is changed. */
export const AS_IT_IS: Arrangement = { order: [], hidden: [], groups: [] };

/** The arrangement with other groups; nothing where that leaves all as it is. */
export function regrouped(
  { order, hidden }: Arrangement = AS_IT_IS,
  groups: readonly Group[],
): Arrangement | undefined {
  const changed = order.length > 0 || hidden.length > 0 || groups.length > 0;
  return changed ? { order, hidden, groups } : undefined;
}

/** Whether a node has a lifeline. */
export function isShown({ rank }: ColumnOrder, node: number): boolean {
  return rank[node] >= 0;
}

/** Whether two nodes share a lifeline, as a node does with itself. */
export function sameLine({ line }: ColumnOrder, a: number, b: number): boolean {
  return line[a] === line[b];
}

/** Whether a node that is shown shares its lifeline with others. */
export function sharesLine({ columns, rank }: ColumnOrder, node: number): boolean {
  return columns[rank[node]].length > 1;
}

/** The natural order as the user has changed it. At least one node stays; the nodes of a group stand side by side. */
export function arrange(
  trace: Pick<Trace, "nodes">,
  natural: ColumnOrder,
  { order, hidden, groups }: Arrangement,
): ColumnOrder {
  const named = new Map(order.map((name, place) => [name, place]));
  const places = trace.nodes.map(({ name }, node) => named.get(name) ?? order.length + natural.rank[node]);
  const groupOf = membership(trace, groups);
  const starts = groups.map(() => Infinity);
  for (const [node, group] of groupOf.entries())
    if (group >= 0) starts[group] = Math.min(starts[group], places[node]);
  const start = (node: number) => (groupOf[node] < 0 ? places[node] : starts[groupOf[node]]);
  const all = natural.nodes.toSorted((a, b) => start(a) - start(b) || places[a] - places[b]);
  const away = new Set(hidden);
  const left = all.filter((node) => !away.has(trace.nodes[node].name));
  return inColumns(left.length > 0 ? left : all.slice(0, 1), natural.home, groups, groupOf);
}

/**
 * Keeps the nodes in the order of the scenario and puts each client beside the node it talks to first, on the
 * side that is nearer to the edge: its arrows stay short and cross nobody else's lifeline.
 */
export function naturalOrder(trace: Trace): ColumnOrder {
  const home = Int32Array.from(trace.nodes, (_, node) => node);
  for (const { send } of flights(trace)) {
    if (send.kind === "invoke" && home[send.node] === send.node) home[send.node] = send.to;
  }
  const servers = [...trace.nodes.keys()].filter((node) => home[node] === node);
  const guestsOf = new Map<number, number[]>();
  for (const [node, host] of home.entries())
    if (host !== node) guestsOf.set(host, [...(guestsOf.get(host) ?? []), node]);
  const nodes = servers.flatMap((server, position) => {
    const guests = guestsOf.get(server) ?? [];
    return position < servers.length / 2 ? [...guests, server] : [server, ...guests];
  });
  // A client of a client has no server to stand beside.
  const placed = new Set(nodes);
  for (const node of trace.nodes.keys()) if (!placed.has(node)) nodes.push(node);
  return inColumns(nodes, home);
}

function inColumns(
  nodes: readonly number[],
  home: Int32Array,
  groups: readonly Group[] = [],
  groupOf: ArrayLike<number> = [],
): ColumnOrder {
  const columns: number[][] = [];
  const standing: { group: Group; nodes: number[]; first: number; last: number }[] = [];
  const rank = new Int32Array(home.length).fill(-1);
  const line = Int32Array.from(home, (_, node) => node);
  let before = -1;
  for (const node of nodes) {
    const at = groupOf[node] ?? -1;
    const joins = at >= 0 && at === before;
    before = at;
    if (joins && groups[at].collapsed) columns.at(-1)!.push(node);
    else columns.push([node]);
    rank[node] = columns.length - 1;
    line[node] = columns[rank[node]][0];
    if (at < 0) continue;
    if (!joins) standing.push({ group: groups[at], nodes: [], first: rank[node], last: rank[node] });
    const group = standing.at(-1)!;
    group.nodes.push(node);
    group.last = rank[node];
  }
  // A lifeline of one node is that node's.
  const several = standing.filter(({ group, nodes: { length } }) => length > 1 || !group.collapsed);
  return { nodes, columns, rank, line, groups: several, home };
}
