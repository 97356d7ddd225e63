import { isSend, type ArrivalEvent, type SendEvent, type TraceEvent } from "../../../src/trace/event.ts";
import type { Trace } from "../../../src/trace/trace.ts";

/** An event of a process: one on a lifeline that the process itself takes part in. */
export type ProcessEvent = Extract<TraceEvent, { node: number }>;

/** The events of processes. Copies are the network's doing, though they stand on the sender's lifeline. */
export function processEvents(trace: Trace): readonly ProcessEvent[] {
  return trace.events.filter(
    (event): event is ProcessEvent =>
      event.node !== undefined && event.kind !== "duplicate" && event.kind !== "retransmit",
  );
}

/** The message whose flight began with this event, and how it ended. */
export interface Flown {
  readonly send: SendEvent;
  readonly ends: readonly ArrivalEvent[];
}

/** All messages, with every event that claims to be the end of their flight. */
export function flown(trace: Trace): readonly Flown[] {
  return trace.events.filter(isSend).map((send) => ({
    send,
    ends: trace.events.filter(
      (event): event is ArrivalEvent =>
        (event.kind === "deliver" || event.kind === "ok" || event.kind === "fail" || event.kind === "drop") &&
        event.message === send.message,
    ),
  }));
}

/**
 * Happens-before by its definition, without clocks: the transitive closure of the order on each process and of
 * sending before receiving. @returns For each event of a process the indices of all events before it.
 */
export function naivePasts(trace: Trace): ReadonlyMap<number, ReadonlySet<number>> {
  const pasts = new Map<number, Set<number>>();
  const latest = new Map<number, number>();
  const senders = new Map<number, number>();
  for (const event of trace.events) {
    if (!isSend(event)) continue;
    const copy = event.kind === "duplicate" || event.kind === "retransmit";
    senders.set(event.message, copy ? senders.get(event.of)! : event.index);
  }
  for (const event of processEvents(trace)) {
    const past = new Set<number>();
    const before = [latest.get(event.node)];
    if (event.kind === "deliver" || event.kind === "ok" || event.kind === "fail" || event.kind === "tap")
      before.push(senders.get(event.message));
    for (const index of before) {
      if (index === undefined) continue;
      past.add(index);
      for (const earlier of pasts.get(index)!) past.add(earlier);
    }
    pasts.set(event.index, past);
    latest.set(event.node, event.index);
  }
  return pasts;
}
