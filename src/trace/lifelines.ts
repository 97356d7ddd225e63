import type { SendEvent, TraceEvent } from "./event.ts";
import { flights } from "./flights.ts";
import type { Trace } from "./trace.ts";

/** The network or the sender's transport puts a message on the wire once more: no process takes part in that. */
export type CopyEvent = Extract<TraceEvent, { kind: "duplicate" | "retransmit" }>;

/** An event in which a process takes part, so that its clocks count it. */
export type ProcessEvent = Exclude<Extract<TraceEvent, { node: number }>, CopyEvent>;

/** Whether the event sends a copy of an earlier message, with that one's timestamps. */
export function isCopy(event: TraceEvent): event is CopyEvent {
  return event.kind === "duplicate" || event.kind === "retransmit";
}

/** Whether a process takes part in the event. */
export function isProcessEvent(event: TraceEvent): event is ProcessEvent {
  return event.node !== undefined && !isCopy(event);
}

const known = new WeakMap<Trace, readonly Int32Array[]>();

/**
 * The events of each process in the order of `Trace.nodes`: indices into `Trace.events`, ascending. An event's own
 * entry in its vector clock is its position here, counted from 1. Computed once per trace.
 */
export function lifelines(trace: Trace): readonly Int32Array[] {
  let result = known.get(trace);
  if (!result) {
    result = collect(trace);
    known.set(trace, result);
  }
  return result;
}

function collect(trace: Trace): Int32Array[] {
  const lengths = new Int32Array(trace.nodes.length);
  for (const event of trace.events) if (isProcessEvent(event)) lengths[event.node]++;
  const result = Array.from(lengths, (length) => new Int32Array(length));
  lengths.fill(0);
  for (const event of trace.events) {
    if (isProcessEvent(event)) result[event.node][lengths[event.node]++] = event.index;
  }
  return result;
}

/** The latest event of a process before event `index` of the run, if there is any. */
export function previousOn(trace: Trace, node: number, index: number): ProcessEvent | undefined {
  for (let other = index - 1; other >= 0; other--) {
    const event = trace.events[other];
    if (event.node === node && isProcessEvent(event)) return event;
  }
  return undefined;
}

/** What sent the message that the event receives or reads; `undefined` for an event that receives nothing. */
export function receivedFrom(trace: Trace, event: TraceEvent): SendEvent | undefined {
  switch (event.kind) {
    case "deliver":
    case "ok":
    case "fail":
    case "tap":
      return flights(trace)[event.message].send;
    default:
      return undefined;
  }
}
