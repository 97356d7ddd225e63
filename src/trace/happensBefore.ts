import type { TraceEvent } from "./event.ts";
import type { Trace } from "./trace.ts";

/**
 * Whether event `a` happens before event `b`: on the same lifeline, or through a chain of messages.
 *
 * Read off the vector clocks: every event on a lifeline advances that lifeline's own counter, so `b` has `a` in
 * its past exactly when it knows of `a`'s count. Events of the world around the nodes (partitions, lost
 * messages, violations) are on no lifeline and are ordered with nothing.
 */
export function happensBefore(trace: Trace, a: number, b: number): boolean {
  return precedes(trace.events[a], trace.events[b]);
}

/** Whether neither event happens before the other, though both are on lifelines. */
export function concurrent(trace: Trace, a: number, b: number): boolean {
  const first = trace.events[a];
  const second = trace.events[b];
  if (a === b || first.node === undefined || second.node === undefined) return false;
  return !precedes(first, second) && !precedes(second, first);
}

/** Indices of all events that happen before event `index`, ascending. Takes time linear in the events before. */
export function causalPast(trace: Trace, index: number): readonly number[] {
  const event = trace.events[index];
  const past: number[] = [];
  for (let other = 0; other < index; other++) if (precedes(trace.events[other], event)) past.push(other);
  return past;
}

/** Indices of all events that event `index` happens before, ascending. Takes time linear in the events after. */
export function causalFuture(trace: Trace, index: number): readonly number[] {
  const event = trace.events[index];
  const future: number[] = [];
  for (let other = index + 1; other < trace.events.length; other++) {
    if (precedes(event, trace.events[other])) future.push(other);
  }
  return future;
}

function precedes(a: TraceEvent, b: TraceEvent): boolean {
  if (a.node === undefined || b.node === undefined || a.index >= b.index) return false;
  if (a.node === b.node) return true;
  return (b.clocks.vector.at(a.node) ?? 0) >= (a.clocks.vector.at(a.node) ?? 0);
}
