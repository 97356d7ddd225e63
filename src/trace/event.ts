import type { Value } from "./value.ts";

/** What an event can be. Every kind that puts a message on the wire is in {@link SendKind}. */
export type EventKind = TraceEvent["kind"];

/** Kinds that put a message on the wire; the event's `message` is the new message. */
export type SendKind = "send" | "call" | "reply" | "invoke" | "duplicate";

/** Why a message never arrived. */
export type DropReason = "loss" | "partition" | "receiver down";

/** A hybrid logical clock: physical part in ms, then a counter that breaks ties. */
export type HybridTimestamp = readonly [physical: number, counter: number];

/** The four clocks of a node just after an event on it. */
export interface ClockReadings {
  /** What the node's own clock shows, in ms since the run began as that node believes. */
  readonly wall: number;
  readonly lamport: number;
  /** One counter per node, in the order of `Trace.nodes`; counters past the end are 0. */
  readonly vector: readonly number[];
  readonly hybrid: HybridTimestamp;
}

interface EventBase {
  /** Position in `Trace.events`. */
  readonly index: number;
  /** Virtual time in ms, the true time inside the run; never decreases. */
  readonly time: number;
  /** Index of the event that made this one happen; absent when the scenario's script did. */
  readonly cause?: number;
  /** Index into `Trace.locations`: the line of the scenario that did this. */
  readonly at?: number;
}

/** An event on the lifeline of one node or client. */
interface OnNode extends EventBase {
  /** Index into `Trace.nodes`. */
  readonly node: number;
  readonly clocks: ClockReadings;
  /** The public fields of the node that this event changed, with their new values. */
  readonly state?: Readonly<Record<string, Value>>;
}

/** An event of the world around the nodes: it has no clock and happens on no lifeline. */
interface OnWorld extends EventBase {
  readonly node?: undefined;
}

/** An event that puts a new message on the wire. */
interface Sends extends OnNode {
  /** Identity of the message: 0, 1, 2, … in order of sending. */
  readonly message: number;
  /** Index of the addressed node. */
  readonly to: number;
  /** The method that the message asks for; for a reply, the method that is being answered. */
  readonly name: string;
  /** Arguments of the method; for a reply, the one returned value. */
  readonly args: readonly Value[];
  /** Virtual time at which it arrives if nothing happens to it; lets a lost message be drawn to scale. */
  readonly arrival: number;
}

/** An event that takes a message off the wire. */
interface Receives extends OnNode {
  readonly message: number;
}

/**
 * One thing that happened. Discriminated by `kind`:
 *
 * - `start`: a node begins; `state` holds all its fields.
 * - `send`, `call`, `reply`: a one-way message, a request, an answer leaves a node.
 *   A `reply` names the request it answers; `failed` is set when the handler threw.
 * - `invoke`, `ok`, `fail`, `unknown`: a client begins an operation (this sends its request), and how that
 *   ended: answered (this receives the reply), refused by an exception, or given up without an answer.
 * - `deliver`: a message arrives and its handler runs. `drop`: it is lost.
 * - `duplicate`: the network makes a second copy of the message `of`; the sender's clocks know nothing of it.
 * - `timer`: a timer fires on a node. `timeout`: a node gives up waiting for the answer to `request`.
 * - `crash`, `restart`: a node loses everything that is not durable; it starts again.
 * - `partition`, `heal`: links are cut; mended. `cut` identifies the partition.
 * - `clock`: a node's clock is set wrong (or right).
 * - `note`: a remark of the scenario, on one node or on the whole.
 * - `violation`: a check fails here. `check` is its index in `Trace.checks`.
 * - `end`: the run is over.
 */
export type TraceEvent =
  | (OnNode & { readonly kind: "start" })
  | (Sends & { readonly kind: "send" })
  | (Sends & { readonly kind: "call" })
  | (Sends & { readonly kind: "reply"; readonly request: number; readonly failed?: true })
  | (Sends & { readonly kind: "duplicate"; readonly of: number })
  | (Sends & { readonly kind: "invoke" })
  | (Receives & { readonly kind: "ok"; readonly request: number; readonly value: Value })
  | (Receives & { readonly kind: "fail"; readonly request: number; readonly error: string })
  | (OnNode & { readonly kind: "unknown"; readonly request: number })
  | (Receives & { readonly kind: "deliver" })
  | (EventBase & {
      readonly kind: "drop";
      /** On nobody's lifeline: the receiver notices nothing, so no clock advances. */
      readonly node?: undefined;
      readonly message: number;
      readonly reason: DropReason;
    })
  | (OnNode & { readonly kind: "timer"; readonly name: string })
  | (OnNode & { readonly kind: "timeout"; readonly request: number })
  | (OnNode & { readonly kind: "crash" })
  | (OnNode & { readonly kind: "restart" })
  | (OnNode & { readonly kind: "clock"; readonly offset: number; readonly drift: number })
  | (OnWorld & {
      readonly kind: "partition";
      readonly cut: number;
      /** The groups that can't reach each other, as indices of nodes. */
      readonly groups: readonly (readonly number[])[];
      /** Set when only messages from the first group to the others are lost. */
      readonly oneWay?: true;
    })
  | (OnWorld & { readonly kind: "heal"; readonly cut: number })
  | ((OnNode | OnWorld) & { readonly kind: "note"; readonly text: string })
  | (OnWorld & { readonly kind: "violation"; readonly check: number; readonly message: string })
  | (OnWorld & { readonly kind: "end" });

/** An event that puts a message on the wire. */
export type SendEvent = Extract<TraceEvent, { kind: SendKind }>;

/** An event that takes a message off the wire at its receiver. */
export type ReceiveEvent = Extract<TraceEvent, { kind: "deliver" | "ok" | "fail" }>;

/** An event that ends a message's flight, well or badly. */
export type ArrivalEvent = ReceiveEvent | Extract<TraceEvent, { kind: "drop" }>;

/** Whether the event puts a message on the wire. */
export function isSend(event: TraceEvent): event is SendEvent {
  switch (event.kind) {
    case "send":
    case "call":
    case "reply":
    case "invoke":
    case "duplicate":
      return true;
    default:
      return false;
  }
}

/** Whether the event ends a message's flight: it is received, or lost. */
export function isArrival(event: TraceEvent): event is ArrivalEvent {
  switch (event.kind) {
    case "deliver":
    case "ok":
    case "fail":
    case "drop":
      return true;
    default:
      return false;
  }
}
