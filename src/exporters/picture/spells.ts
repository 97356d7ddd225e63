import { original } from "../../trace/describe.ts";
import { flights } from "../../trace/flights.ts";
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
  const result: Spell[] = [];
  /** Requests that wait, by message; the event of the request. */
  const open = new Map<number, { readonly node: number; readonly from: number }>();
  const close = (request: number, to: number) => {
    const wait = open.get(request);
    if (!wait) return;
    result.push({ ...wait, to, ended: true });
    open.delete(request);
  };
  for (const event of trace.events) {
    switch (event.kind) {
      case "call":
      case "invoke":
        open.set(event.message, { node: event.node, from: event.index });
        break;
      case "ok":
      case "fail":
      case "unknown":
      case "timeout":
        close(event.request, event.index);
        break;
      case "deliver": {
        if (open.size === 0) break;
        const sent = original(trace, flights(trace)[event.message].send);
        if (sent.kind === "reply") close(sent.request, event.index);
        break;
      }
      case "crash":
      case "leave":
        for (const [request, { node }] of open) if (node === event.node) close(request, event.index);
        break;
      default:
    }
  }
  const end = trace.events.length - 1;
  for (const wait of open.values()) result.push({ ...wait, to: end, ended: false });
  return result;
}
