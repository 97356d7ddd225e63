import type { DropReason, SendEvent } from "../../src/trace/event.ts";
import { original } from "../../src/trace/describe.ts";
import { flights } from "../../src/trace/flights.ts";
import type { Trace } from "../../src/trace/trace.ts";
import type { Interval } from "./intervals.ts";

/** What became of a message. */
export type Fate = "arrived" | "in flight" | DropReason;

/** A message on its way, from the event that sent it to the event that ended its flight. */
export interface Arrow extends Interval {
  readonly message: number;
  /** The event that put it on the wire. */
  readonly send: SendEvent;
  /** The message as it was first sent: `send` itself unless the network made this copy. */
  readonly original: SendEvent;
  readonly fate: Fate;
  /** Index of the event that ended the flight. */
  readonly end?: number;
}

/** All messages of the run. A lost one lasts as long as it would have taken, since it is drawn to scale. */
export function arrows(trace: Trace): Arrow[] {
  const last = trace.events.length - 1;
  return flights(trace).map(({ message, send, end }) => {
    const fate = end === undefined ? "in flight" : end.kind === "drop" ? end.reason : "arrived";
    const sent = original(trace, send);
    const to = fate === "arrived" ? end!.index : Math.max(end?.index ?? 0, lastBefore(trace, send.arrival));
    return { message, send, original: sent, fate, end: end?.index, from: send.index, to: Math.min(last, to) };
  });
}

/** Index of the last event at or before that virtual time. */
function lastBefore({ events }: Trace, time: number): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (events[middle].time <= time) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}
