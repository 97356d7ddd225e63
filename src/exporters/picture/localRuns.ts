import type { EventKind, TraceEvent } from "../../trace/event.ts";
import { flights, type Flight } from "../../trace/flights.ts";
import { sameLine, sharesLine } from "./columnOrder.ts";
import type { Interval } from "./intervals.ts";
import type { RunIndex } from "./runIndex.ts";

/** Of what a run tells, what decides which of its events can be drawn as one. */
export type Foldable = Pick<
  RunIndex,
  "trace" | "order" | "nodes" | "shares" | "across" | "conditions" | "misbeliefs" | "ribbons"
>;

/** What happens on a lifeline without any message, so that only the lifeline itself knows of it. */
function isLocal({ order }: Foldable, all: readonly Flight[], event: TraceEvent): boolean {
  switch (event.kind) {
    case "timer":
    case "flush":
    case "belief":
    case "decide":
      return true;
    case "note":
      return event.node !== undefined;
    case "send":
    case "call":
    case "reply":
    case "deliver":
      return isInner(order, all[event.message]);
    default:
      return false;
  }
}

/** Messages that are what their sender sent. */
const PLAIN: ReadonlySet<EventKind> = new Set<EventKind>(["send", "call", "reply"]);

/** Whether a message stays among nodes that share a lifeline, and has nothing to tell but that it arrives. */
function isInner(order: RunIndex["order"], { send, onWay, end }: Flight): boolean {
  const { node, to, kind } = send;
  if (!sameLine(order, node, to) || order.rank[node] < 0 || !sharesLine(order, node)) return false;
  return end?.kind === "deliver" && onWay.length === 0 && PLAIN.has(kind);
}

/** 1 for each event that must be seen: one that is not local, and one on which something hangs. */
export function drawnAlone(run: Foldable): Uint8Array {
  const { trace, shares } = run;
  const all = flights(trace);
  const alone = new Uint8Array(trace.events.length);
  for (const event of trace.events) {
    const { index, cause = -1 } = event;
    if (isLocal(run, all, event)) continue;
    alone[index] = 1;
    if (cause >= 0) alone[cause] = 1;
    if (shares[index] >= 0) alone[shares[index]] = 1;
  }
  for (const { event = -1 } of trace.checks) if (event >= 0) alone[event] = 1;
  const ends = ({ all: lasting }: { readonly all: readonly Interval[] }) => {
    for (const { from, to } of lasting) alone[from] = alone[to] = 1;
  };
  ends(run.conditions);
  ends(run.misbeliefs);
  ends(run.ribbons);
  return alone;
}

/** For each event the number of its run, in the order of their first events; -1 for one that is in none. */
export function localRuns({ trace, order, nodes, shares, across }: Foldable, alone: Uint8Array): Int32Array {
  const of = new Int32Array(nodes.length).fill(-1);
  /** The run that goes on on each lifeline. */
  const open = new Int32Array(trace.nodes.length).fill(-1);
  let count = 0;
  for (let event = 0; event < nodes.length; event++) {
    if (across[event] === 1) open.fill(-1);
    if (nodes[event] < 0) continue;
    const line = order.line[nodes[event]];
    if (alone[event] === 1) {
      open[line] = -1;
    } else if (shares[event] < 0) {
      if (open[line] < 0) open[line] = count++;
      of[event] = open[line];
    } else {
      // It is where what it shares its point with is.
      of[event] = of[shares[event]];
    }
  }
  return of;
}
