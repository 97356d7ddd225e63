import type { ArrivalEvent, DropReason, SendEvent, WireEvent } from "../../trace/event.ts";
import { original } from "../../trace/describe.ts";
import { flights, type Flight } from "../../trace/flights.ts";
import type { Trace } from "../../trace/trace.ts";
import { Spans, type Interval } from "./intervals.ts";
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

/** What of a run decides how far its messages get. */
type Stops = Pick<RunIndex, "holds" | "times" | "last" | "duration" | "conditions">;

/**
 * All messages of a run as arrows. A run has very many, and few of them are ever looked at: each is made when it is
 * asked for. A lost one lasts as long as it would have taken, since it is drawn to scale.
 */
export class Arrows {
  readonly #trace: Trace;
  readonly #stops: Stops;
  readonly #spans: Spans;
  /** The message of each span; all of them in order when absent. */
  readonly #messages: readonly number[] | undefined;
  readonly #made: Arrow[] = [];
  /** Nodes that are in no state to handle anything when the run ends. */
  readonly #busy: ReadonlySet<number>;

  /**
   * @param stops What stops messages and nodes.
   * @param wanted Which messages may be found by what they meet; all when not given.
   */
  constructor(trace: Trace, stops: Stops, wanted?: (flight: Flight) => boolean) {
    this.#trace = trace;
    this.#stops = stops;
    this.#busy = new Set(stops.conditions.all.flatMap(({ node, ended }) => (ended ? [] : [node])));
    const every = flights(trace);
    const all = wanted ? every.filter(wanted) : every;
    this.#messages = wanted && all.map(({ message }) => message);
    const from = new Int32Array(all.length);
    const to = new Int32Array(all.length);
    for (const [span, flight] of all.entries()) {
      from[span] = flight.send.index;
      to[span] = lastEvent(trace, flight);
    }
    this.#spans = new Spans(from, to);
  }

  /** The same, of which only those that are wanted are found by what they meet. */
  only(wanted: (flight: Flight) => boolean): Arrows {
    return new Arrows(this.#trace, this.#stops, wanted);
  }

  of(message: number): Arrow {
    return (this.#made[message] ??= this.#make(message));
  }

  /** Those that are on their way at some event of `from` … `to`, both inclusive, in order of sending. */
  meeting(from: number, to: number): Arrow[] {
    return this.#spans.meeting(from, to).map((span) => this.of(this.#messages?.[span] ?? span));
  }

  #make(message: number): Arrow {
    const arrow = arrowOf(this.#trace, flights(this.#trace)[message]);
    return arrow.fate === "in flight" && this.#busy.has(arrow.send.to) ? waiting(this.#stops, arrow) : arrow;
  }
}

/** A message that nobody has handled at the end may have arrived by then, if its receiver was in no state to do so. */
function waiting(run: Stops, arrow: Arrow): Arrow {
  const stood = stallsOf(run, arrow).reduce((sum, { from, to }) => sum + to - from, 0);
  const arrived = arrow.send.arrival + stood;
  return arrived <= run.duration ? { ...arrow, arrived } : arrow;
}

function arrowOf(trace: Trace, flight: Flight): Arrow {
  const { message, send, onWay, end } = flight;
  const fate = end === undefined ? "in flight" : end.kind === "drop" ? end.reason : "arrived";
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
    to: lastEvent(trace, flight),
  };
}

/** Index of the last event at which a message is on its way, or would have been. */
function lastEvent(trace: Trace, { send, end }: Flight): number {
  if (end !== undefined && end.kind !== "drop") return end.index;
  return Math.max(end?.index ?? 0, lastBefore(trace, send.arrival));
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
