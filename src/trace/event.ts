import type { Value } from "./value.ts";

/** What an event can be. Every kind that puts a message on the wire is in {@link SendKind}. */
export type EventKind = TraceEvent["kind"];

/** Kinds that put a message on the wire; the event's `message` is the new message. */
export type SendKind = "send" | "call" | "reply" | "invoke" | "duplicate" | "retransmit" | "forge";

/**
 * Why a message never arrived.
 *
 * - `loss`: by chance. `partition`: its link was cut when it was half-way. `receiver down`, `receiver gone`: nobody
 *   was there to take it: the node had crashed, or had left.
 * - `queue full`: it found no room in front of a link of limited bandwidth.
 * - `intercepted`: a rule of the scenario took it. `rejected`: its seal was broken, so the receiver threw it away.
 * - `connection reset`: a reliable connection lost what was under way when its receiver crashed.
 */
export type DropReason =
  | "loss"
  | "partition"
  | "receiver down"
  | "receiver gone"
  | "queue full"
  | "intercepted"
  | "rejected"
  | "connection reset";

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

/** One of the four clocks. */
export type ClockName = keyof ClockReadings;

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

/** Something that happens to a message on its way: on nobody's lifeline, so no clock advances. */
interface OnWire extends OnWorld {
  readonly message: number;
}

/** What sets a clock. */
export type ClockVerb = "offset" | "drift" | "jump" | "freeze" | "thaw" | "sync";

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
  /**
   * Virtual time at which it has left the sender, where it had to wait there: until then it stood in the queue of
   * its link, or was being put on the wire; from then on it flies. It flies from the event's own time when absent.
   */
  readonly leaves?: number;
  /** In bytes; there where the link has a bandwidth. */
  readonly size?: number;
}

/** An event that takes a message off the wire. */
interface Receives extends OnNode {
  readonly message: number;
  /** Virtual time at which it reached the machine, where it had to wait there for the machine to have time for it. */
  readonly arrived?: number;
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
 *   `retransmit`: the sender's transport sends the lost message `of` again; its program knows nothing of it.
 *   `forge`: a client sends a message that claims to come from the node `as`.
 * - `tamper`: on its way a message's arguments are changed from `before` to `after`. `delay`: it is held up by `by`
 *   ms. `tap`: a client reads it on its way. All three are the doing of rules of the scenario.
 * - `timer`: a timer fires on a node; `due` says when it should have, if the node was not able to then. The end of a
 *   `work` is a timer of that name. `timeout`: a node gives up waiting for the answer to `request`.
 * - `crash`, `restart`: a node loses everything that is not durable (with `amnesia` that as well); it starts again.
 *   `leave`: a node goes for good.
 * - `pause`, `resume`: a node stands still, as in a long garbage collection; it goes on.
 *   `slow`: from now on its handlers take `by` ms longer each; 0 when it is as fast as ever.
 * - `work`: a node is busy until the virtual time `until`, and does nothing else meanwhile.
 * - `flush`: a node has written its buffered fields to disk.
 * - `belief`: a node now believes this of the node `about`. `decide`: a node decides the value of a slot.
 * - `partition`, `heal`: links are cut; mended. `cut` identifies the partition.
 * - `hold`, `release`: what is under way between the groups stands still; it goes on. `hold` identifies it.
 * - `clock`: a node's clock is set wrong (or right), by the verb `by`.
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
  | (Sends & { readonly kind: "retransmit"; readonly of: number })
  | (Sends & { readonly kind: "forge"; readonly as: number })
  | (Sends & { readonly kind: "invoke" })
  | (Receives & { readonly kind: "ok"; readonly request: number; readonly value: Value })
  | (Receives & { readonly kind: "fail"; readonly request: number; readonly error: string })
  | (OnNode & { readonly kind: "unknown"; readonly request: number })
  | (Receives & { readonly kind: "deliver" })
  /** The receiver notices nothing. `why` is what the rule that took it says. */
  | (OnWire & { readonly kind: "drop"; readonly reason: DropReason; readonly why?: string })
  | (OnWire & {
      readonly kind: "tamper";
      readonly before: readonly Value[];
      readonly after: readonly Value[];
    })
  | (OnWire & { readonly kind: "delay"; readonly by: number })
  | (OnNode & { readonly kind: "tap"; readonly message: number })
  | (OnNode & { readonly kind: "timer"; readonly name: string; readonly due?: number })
  | (OnNode & { readonly kind: "timeout"; readonly request: number })
  | (OnNode & { readonly kind: "crash"; readonly amnesia?: true })
  | (OnNode & { readonly kind: "restart" })
  | (OnNode & { readonly kind: "leave" })
  | (OnNode & { readonly kind: "pause" })
  | (OnNode & { readonly kind: "resume" })
  | (OnNode & { readonly kind: "slow"; readonly by: number })
  | (OnNode & { readonly kind: "work"; readonly until: number })
  | (OnNode & { readonly kind: "flush" })
  | (OnNode & { readonly kind: "belief"; readonly about: number; readonly belief: string })
  | (OnNode & { readonly kind: "decide"; readonly slot: Value; readonly value: Value })
  | (OnNode & {
      readonly kind: "clock";
      readonly by: ClockVerb;
      /** How far it is ahead of true time, in ms, and how much too fast it runs, in parts per million. */
      readonly offset: number;
      readonly drift: number;
      /** Set while it stands still. */
      readonly frozen?: true;
    })
  | (OnWorld & {
      readonly kind: "partition";
      readonly cut: number;
      /** The groups that can't reach each other, as indices of nodes. */
      readonly groups: readonly (readonly number[])[];
      /** Set when only messages from the first group to the others are lost. */
      readonly oneWay?: true;
      /** Set when each group still reaches the one before and the one after it, the last and the first included. */
      readonly ring?: true;
    })
  | (OnWorld & { readonly kind: "heal"; readonly cut: number })
  | (OnWorld & {
      readonly kind: "hold";
      readonly hold: number;
      /** Nothing passes from one of these groups to another. */
      readonly groups: readonly (readonly number[])[];
    })
  | (OnWorld & { readonly kind: "release"; readonly hold: number })
  | ((OnNode | OnWorld) & { readonly kind: "note"; readonly text: string })
  | (OnWorld & { readonly kind: "violation"; readonly check: number; readonly message: string })
  | (OnWorld & { readonly kind: "end" });

/** An event that puts a message on the wire. */
export type SendEvent = Extract<TraceEvent, { kind: SendKind }>;

/** An event that takes a message off the wire at its receiver. */
export type ReceiveEvent = Extract<TraceEvent, { kind: "deliver" | "ok" | "fail" }>;

/** An event that ends a message's flight, well or badly. */
export type ArrivalEvent = ReceiveEvent | Extract<TraceEvent, { kind: "drop" }>;

/** An event that does something to a message on its way. */
export type WireEvent = Extract<TraceEvent, { kind: "tamper" | "delay" | "tap" }>;

/** Whether the event puts a message on the wire. */
export function isSend(event: TraceEvent): event is SendEvent {
  switch (event.kind) {
    case "send":
    case "call":
    case "reply":
    case "invoke":
    case "duplicate":
    case "retransmit":
    case "forge":
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

/** Whether the event does something to a message on its way. */
export function isOnWay(event: TraceEvent): event is WireEvent {
  return event.kind === "tamper" || event.kind === "delay" || event.kind === "tap";
}
