import { flights } from "../../trace/flights.ts";
import { answers } from "../../trace/lines/answers.ts";
import type { Trace } from "../../trace/trace.ts";
import type { Interval } from "./intervals.ts";

/** A stretch of one lifeline. */
export interface Spell extends Interval {
  readonly node: number;
  /** Whether `to` ends it; otherwise it lasts to the end of the run. */
  readonly ended: boolean;
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
