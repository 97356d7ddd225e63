import type { TraceEvent } from "./event.ts";
import { flights } from "./flights.ts";
import { isCopy, type CopyEvent } from "./lifelines.ts";
import { original } from "./messages.ts";
import type { Trace } from "./trace.ts";

/** How one event stands to another by cause and effect: it happens before it, after it, neither, or is the same. */
export type Relation = "before" | "after" | "concurrent" | "same";

/**
 * Whether event `a` happens before event `b`: on the same lifeline, or through a chain of messages.
 *
 * Read off the vector clocks: every event on a lifeline advances that lifeline's own counter, so `b` has `a` in
 * its past exactly when it knows of `a`'s count. A copy of a message is the network's doing: it comes after the
 * original was sent, and only who receives it comes after it. Events of the world around the nodes (partitions, lost
 * messages, violations) are on no lifeline and are ordered with nothing.
 */
export function happensBefore(trace: Trace, a: number, b: number): boolean {
  return precedes(trace, trace.events[a], trace.events[b]);
}

/** Whether neither event happens before the other, though both are on lifelines. */
export function concurrent(trace: Trace, a: number, b: number): boolean {
  return relation(trace, a, b) === "concurrent";
}

/** How event `a` stands to event `b`; `undefined` where one of them is on no lifeline, and so is ordered with nothing. */
export function relation(trace: Trace, a: number, b: number): Relation | undefined {
  const first = trace.events[a];
  const second = trace.events[b];
  if (a === b) return "same";
  if (first.node === undefined || second.node === undefined) return undefined;
  if (precedes(trace, first, second)) return "before";
  return precedes(trace, second, first) ? "after" : "concurrent";
}

/** Indices of all events that happen before event `index`, ascending. Takes time linear in the events before. */
export function causalPast(trace: Trace, index: number): readonly number[] {
  const event = trace.events[index];
  const past: number[] = [];
  for (let other = 0; other < index; other++)
    if (precedes(trace, trace.events[other], event)) past.push(other);
  return past;
}

/** Indices of all events that event `index` happens before, ascending. Takes time linear in the events after. */
export function causalFuture(trace: Trace, index: number): readonly number[] {
  const event = trace.events[index];
  const future: number[] = [];
  for (let other = index + 1; other < trace.events.length; other++) {
    if (precedes(trace, event, trace.events[other])) future.push(other);
  }
  return future;
}

function precedes(trace: Trace, a: TraceEvent, b: TraceEvent): boolean {
  if (a.node === undefined || b.node === undefined || a.index >= b.index) return false;
  if (isCopy(a)) return receipts(trace, a).some((receipt) => receipt === b || precedes(trace, receipt, b));
  if (isCopy(b)) {
    const sent = original(trace, b);
    return a === sent || precedes(trace, a, sent);
  }
  if (a.node === b.node) return true;
  return (b.clocks.vector.at(a.node) ?? 0) >= (a.clocks.vector.at(a.node) ?? 0);
}

/** Where a copy of a message becomes known to a process. */
function receipts(trace: Trace, copy: CopyEvent): TraceEvent[] {
  const { onWay, end } = flights(trace)[copy.message];
  const read = onWay.filter(({ kind }) => kind === "tap");
  return end === undefined || end.kind === "drop" ? read : [...read, end];
}
