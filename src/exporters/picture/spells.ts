import { flights } from "../../trace/flights.ts";
import { answers } from "../../trace/lines/answers.ts";
import type { Trace } from "../../trace/trace.ts";
import type { Interval } from "./intervals.ts";

/** A stretch of one lifeline. */
export interface Spell extends Interval {
  readonly node: number;
  /** Whether `to` ends it; otherwise it lasts to the end of the run. */
  readonly ended: boolean;
  /** Position beside the lifeline, where it is true of a node and not of the lifeline as a whole. */
  readonly lane?: number;
}

/** A time during which a node is not there. */
export interface Down extends Spell {
  /** The event with which it left, if it did so and will not come back. */
  readonly leftWith?: number;
}

/** The times during which nodes are down: from a crash to the restart, and from when they leave. */
export function downs(trace: Trace): Down[] {
  const result: Down[] = [];
  const open = new Map<number, number>();
  const left = new Map<number, number>();
  for (const event of trace.events) {
    if (event.kind === "leave") left.set(event.node, event.index);
    // A node that has crashed can leave, too.
    if ((event.kind === "crash" || event.kind === "leave") && !open.has(event.node))
      open.set(event.node, event.index);
    if (event.kind !== "restart") continue;
    const from = open.get(event.node);
    if (from === undefined) continue;
    result.push({ node: event.node, from, to: event.index, ended: true });
    open.delete(event.node);
  }
  const end = trace.events.length - 1;
  for (const [node, from] of open) {
    const leftWith = left.get(node);
    result.push({ node, from, to: end, ended: false, ...(leftWith !== undefined && { leftWith }) });
  }
  return result;
}

/** The times during which all of some nodes are down, in order; `downs` by start. */
export function allDown(downs: readonly Down[], nodes: readonly number[]): Spell[] {
  const [node] = nodes;
  const own = downs.filter((down) => nodes.includes(down.node));
  if (nodes.length === 1) return own;
  const steps = own.flatMap(({ from, to, ended }) => [
    { event: from, by: 1 },
    ...(ended ? [{ event: to, by: -1 }] : []),
  ]);
  const result: Spell[] = [];
  let down = 0;
  let since = 0;
  for (const { event, by } of steps.toSorted((a, b) => a.event - b.event)) {
    if (down === nodes.length) result.push({ node, from: since, to: event, ended: true });
    down += by;
    since = event;
  }
  if (down === nodes.length) result.push({ node, from: since, to: Infinity, ended: false });
  return result;
}

/** The times during which a node or client waits for the answer to a request. */
export function waits(trace: Trace): Spell[] {
  const end = trace.events.length - 1;
  return [...answers(trace)].map(([request, answer]) => {
    const { node, index: from } = flights(trace)[request].send;
    return answer.kind === "waiting"
      ? { node, from, to: end, ended: false }
      : { node, from, to: answer.event, ended: true };
  });
}
