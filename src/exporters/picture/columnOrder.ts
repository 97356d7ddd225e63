import { flights } from "../../trace/flights.ts";
import type { Trace } from "../../trace/trace.ts";

/** In which order the lifelines stand, and to whom each of them belongs. */
export interface ColumnOrder {
  /** Indices of the nodes that are shown, from left to right. */
  readonly nodes: readonly number[];
  /** Column of each node; -1 for one that is hidden. */
  readonly rank: Int32Array;
  /** For each node itself; for a client the node it stands beside. */
  readonly home: Int32Array;
}

/** What the user has changed about the lifelines. By name, so that it outlives a change of the scenario. */
export interface Arrangement {
  /** From left to right; nodes that it doesn't name keep their places after these. */
  readonly order: readonly string[];
  readonly hidden: readonly string[];
}

/** Whether a node has a lifeline. */
export function isShown({ rank }: ColumnOrder, node: number): boolean {
  return rank[node] >= 0;
}

/** The natural order as the user has changed it. At least one node stays. */
export function arrange(
  { nodes: names }: Trace,
  natural: ColumnOrder,
  arrangement: Arrangement,
): ColumnOrder {
  const { order, hidden } = arrangement;
  const place = (node: number) => {
    const named = order.indexOf(names[node].name);
    return named < 0 ? order.length + natural.rank[node] : named;
  };
  const all = natural.nodes.toSorted((a, b) => place(a) - place(b));
  const left = all.filter((node) => !hidden.includes(names[node].name));
  return withRanks(left.length > 0 ? left : all.slice(0, 1), natural.home);
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
  return withRanks(nodes, home);
}

function withRanks(nodes: readonly number[], home: Int32Array): ColumnOrder {
  const rank = new Int32Array(home.length).fill(-1);
  nodes.forEach((node, column) => (rank[node] = column));
  return { nodes, rank, home };
}
