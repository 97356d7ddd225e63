import { isArrival, isOnWay, isSend, type TraceEvent } from "../../src/trace/event.ts";
import { flights } from "../../src/trace/flights.ts";
import type { Trace } from "../../src/trace/trace.ts";

/**
 * Finds the event of another run that corresponds to one of this run: the same thing happening to the same nodes
 * for the n-th time. Lines don't count, since they shift while one types, and neither do times.
 * @returns Index in `to`; when nothing there corresponds, the same index as far as the run goes.
 */
export function correspondingEvent(from: Trace, index: number, to: Trace): number {
  const event = from.events[index];
  const wanted = signature(from, event);
  let repeats = 0;
  for (let before = 0; before < index; before++) {
    if (from.events[before].kind === event.kind && signature(from, from.events[before]) === wanted) repeats++;
  }
  for (const candidate of to.events) {
    if (candidate.kind === event.kind && signature(to, candidate) === wanted && repeats-- === 0) {
      return candidate.index;
    }
  }
  return Math.min(index, to.events.length - 1);
}

function signature(trace: Trace, event: TraceEvent): string {
  const name = (node: number | undefined) => (node === undefined ? "" : trace.nodes[node].name);
  const parts: string[] = [event.kind, name(event.node)];
  const onWire = isArrival(event) || isOnWay(event);
  const send = isSend(event) ? event : onWire ? flights(trace)[event.message].send : undefined;
  if (send) parts.push(send.kind, name(send.node), name(send.to), send.name);
  if (event.kind === "timer") parts.push(event.name);
  if (event.kind === "violation") parts.push(trace.checks[event.check].name);
  return parts.join("\n");
}
