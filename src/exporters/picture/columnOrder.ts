import { flights } from "../../trace/flights.ts";
import type { Trace } from "../../trace/trace.ts";

/** In which order the lifelines stand, and to whom each of them belongs. */
export interface ColumnOrder {
  /** Indices of nodes, from left to right. */
  readonly nodes: readonly number[];
  /** Column of each node. */
  readonly rank: Int32Array;
  /** For each node itself; for a client the node it stands beside. */
  readonly home: Int32Array;
}

/**
 * Keeps the nodes in the order of the scenario and puts each client beside the node it talks to first, on the
 * side that is nearer to the edge: its arrows stay short and cross nobody else's lifeline.
 */
export function columnOrder(trace: Trace): ColumnOrder {
  const home = Int32Array.from(trace.nodes, (_, node) => node);
  for (const { send } of flights(trace)) {
    if (send.kind === "invoke" && home[send.node] === send.node) home[send.node] = send.to;
  }
  const servers = [...trace.nodes.keys()].filter((node) => home[node] === node);
  const nodes = servers.flatMap((server, position) => {
    const guests = [...trace.nodes.keys()].filter((node) => node !== server && home[node] === server);
    return position < servers.length / 2 ? [...guests, server] : [server, ...guests];
  });
  // A client of a client has no server to stand beside.
  for (const node of trace.nodes.keys()) if (!nodes.includes(node)) nodes.push(node);
  const rank = new Int32Array(nodes.length);
  nodes.forEach((node, column) => (rank[node] = column));
  return { nodes, rank, home };
}
