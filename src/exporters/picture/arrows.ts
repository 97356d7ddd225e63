import type { ArrivalEvent, DropReason, SendEvent, WireEvent } from "../../trace/event.ts";
import { original } from "../../trace/describe.ts";
import { flights, type Flight } from "../../trace/flights.ts";
import type { Trace } from "../../trace/trace.ts";
import type { Interval } from "./intervals.ts";
import type { RunIndex } from "./runIndex.ts";
import { stallsOf } from "./stalls.ts";

/** What became of a message. */
export type Fate = "arrived" | "in flight" | DropReason;

/** A message on its way, from the event that sent it to the event that ended its flight. */
export interface Arrow extends Interval {
  readonly message: number;
  /** The event that put it on the wire. */
  readonly send: SendEvent;
  /** The message as it was first sent: `send` itself unless the network or the transport made this copy. */
  readonly original: SendEvent;
  /** The event from whose point it leaves: a copy of the network's leaves with what it copies. */
  readonly departure: SendEvent;
  /** Virtual time at which it leaves the sender, in ms; later than its sending when it has to queue. */
  readonly leaves: number;
  /** Virtual time in ms at which it reaches the receiver's machine, where it has to wait there to be handled. */
  readonly arrived?: number;
  /** What is done to it on its way. */
  readonly onWay: readonly WireEvent[];
  readonly fate: Fate;
  /** What the rule that took it says. */
  readonly why?: string;
  /** Index of the event that ended the flight. */
  readonly end?: number;
}

/**
 * All messages of the run. A lost one lasts as long as it would have taken, since it is drawn to scale.
 * @param run What stops messages and nodes.
 */
export function arrows(
  trace: Trace,
  run: Pick<RunIndex, "holds" | "times" | "last" | "duration" | "conditions">,
): Arrow[] {
  const busy = new Set(run.conditions.all.flatMap(({ node, ended }) => (ended ? [] : [node])));
  return flights(trace).map((flight) => {
    const arrow = arrowOf(trace, flight);
    return arrow.fate === "in flight" && busy.has(arrow.send.to) ? waiting(run, arrow) : arrow;
  });
}

/** A message that nobody has handled at the end may have arrived by then, if its receiver was in no state to do so. */
function waiting(run: Pick<RunIndex, "holds" | "times" | "last" | "duration">, arrow: Arrow): Arrow {
  const stood = stallsOf(run, arrow).reduce((sum, { from, to }) => sum + to - from, 0);
  const arrived = arrow.send.arrival + stood;
  return arrived <= run.duration ? { ...arrow, arrived } : arrow;
}

function arrowOf(trace: Trace, { message, send, onWay, end }: Flight): Arrow {
  const last = trace.events.length - 1;
  const fate = end === undefined ? "in flight" : end.kind === "drop" ? end.reason : "arrived";
  const to = fate === "arrived" ? end!.index : Math.max(end?.index ?? 0, lastBefore(trace, send.arrival));
  const departure = departureOf(trace, send);
  // Of one shape for all messages, and there are many: what is absent is undefined.
  return {
    message,
    send,
    original: original(trace, send),
    departure,
    leaves: Math.max(departure.time, send.leaves ?? departure.leaves ?? departure.time),
    arrived: end === undefined ? undefined : waitsFrom(end),
    onWay,
    fate,
    why: end?.kind === "drop" ? end.why : undefined,
    end: end?.index,
    from: send.index,
    to: Math.min(last, to),
  };
}

function departureOf(trace: Trace, send: SendEvent): SendEvent {
  // A copy is newer than what it copies, so this ends even on a trace that was tampered with.
  while (send.kind === "duplicate" && send.of < send.message) send = flights(trace)[send.of].send;
  return send;
}

function waitsFrom(end: ArrivalEvent): number | undefined {
  if (end.kind === "drop" || end.arrived === undefined) return undefined;
  return end.arrived < end.time ? end.arrived : undefined;
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
