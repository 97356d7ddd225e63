import { isArrival, isOnWay, isSend, type SendEvent, type TraceEvent } from "./event.ts";
import { flights } from "./flights.ts";
import { formatTime } from "./format.ts";
import { describeMessage, original } from "./messages.ts";
import type { Trace } from "./trace.ts";

/** One message of a run, told by what stays the same when the run is made again. */
export interface MessageIdentity {
  /** Names of its sender and its receiver. */
  readonly from: string;
  readonly to: string;
  /** The method that it asks for, or answers. */
  readonly name: string;
  /** Set where the two also exchange messages of another kind under this name. */
  readonly kind?: "send" | "call" | "reply";
  /** Which of all these messages it is, counted from 1. */
  readonly nth: number;
}

/** What could be made to happen at an event, so that the run goes another way. Times are virtual, in ms. */
export type Intervention =
  | { readonly kind: "drop" | "duplicate"; readonly message: MessageIdentity }
  | { readonly kind: "delay"; readonly message: MessageIdentity; readonly by: number }
  | { readonly kind: "crash"; readonly node: string; readonly time: number }
  | { readonly kind: "cut"; readonly between: readonly [string, string]; readonly time: number };

/** An intervention that makes sense at an event. */
export interface Offer {
  readonly kind: Intervention["kind"];
  /** What it does, as an order: `Drop this message`. */
  readonly label: string;
}

/** Shortest virtual time there is, in ms. */
const TICK = 0.001;

/** What can be made to happen at an event; nothing at those where the scenario says what happens. */
export function interventionsAt(trace: Trace, index: number): readonly Offer[] {
  const event = trace.events[index];
  const send = messageOf(trace, event);
  const node = machineAt(trace, event, send);
  const crash: Offer[] =
    node === undefined
      ? []
      : [{ kind: "crash", label: `Crash ${node} ${send && isSend(event) ? "before it arrives" : "here"}` }];
  if (!send) return crash;
  const { end } = flights(trace)[send.message];
  const arrives = end?.kind !== "drop";
  return [
    ...(arrives
      ? ([
          { kind: "drop", label: "Drop this message" },
          { kind: "delay", label: "Delay it until after…" },
          { kind: "duplicate", label: "Deliver it twice" },
        ] as const)
      : []),
    ...crash,
    ...(arrives && send.node !== send.to
      ? [
          {
            kind: "cut",
            label: `Cut the link of ${nameOf(trace, send.node)} and ${nameOf(trace, send.to)} here`,
          } as const,
        ]
      : []),
  ];
}

/** Something after which a message may be delivered. */
export interface Later {
  /** The event at its receiver after which it is to arrive. */
  readonly event: number;
  /** By how much it has to be delayed, in ms. */
  readonly by: number;
}

/** What happens at the receiver of a message after its arrival, in order. */
export function eventsAfterArrival(trace: Trace, index: number): readonly Later[] {
  const send = messageOf(trace, trace.events[index]);
  if (!send) return [];
  const { arrival, to, message } = send;
  return trace.events
    .slice(flights(trace)[message].end?.index ?? send.index)
    .filter((event) => event.node === to && event.time > arrival)
    .map((event) => ({ event: event.index, by: Math.ceil(event.time - arrival + TICK) }));
}

/**
 * What an offer at an event comes to.
 * @param by how long the message is delayed, in ms, for a delay
 */
export function intervention(trace: Trace, index: number, kind: Offer["kind"], by = 0): Intervention {
  const event = trace.events[index];
  const send = messageOf(trace, event);
  if (kind === "crash") {
    const node = machineAt(trace, event, send)!;
    const before = send && isSend(event);
    return { kind, node, time: before ? send.arrival : add(event.time, TICK) };
  }
  if (!send) throw new RangeError(`event ${index + 1} is about no message`);
  // A link takes what is on it before the message's half way.
  if (kind === "cut")
    return {
      kind,
      between: [nameOf(trace, send.node), nameOf(trace, send.to)],
      time: send.leaves ?? send.time,
    };
  const message = identify(trace, send);
  return kind === "delay" ? { kind, message, by } : { kind, message };
}

/** What an intervention did, in a few words: `sold("ana") to tokyo is dropped`. */
export function describeIntervention(trace: Trace, index: number, kind: Offer["kind"], by = 0): string {
  const event = trace.events[index];
  const send = messageOf(trace, event);
  const what = send ? `${describeMessage(send, 40)} to ${nameOf(trace, send.to)}` : "";
  switch (kind) {
    case "drop":
      return `${what} is dropped`;
    case "duplicate":
      return `${what} arrives twice`;
    case "delay":
      return `${what} is delayed by ${formatTime(by)}`;
    case "crash":
      return `${machineAt(trace, event, send)} crashes`;
    case "cut":
      return `the link of ${nameOf(trace, send!.node)} and ${nameOf(trace, send!.to)} is cut`;
  }
}

/** What was sent in the first place, at an event that is about a message. */
function messageOf(trace: Trace, event: TraceEvent): SendEvent | undefined {
  if (!isSend(event) && !isArrival(event) && !isOnWay(event)) return undefined;
  return original(trace, flights(trace)[event.message].send);
}

/** Name of the node that could crash at an event: the receiver of a message, else the one on which it happens. */
function machineAt(trace: Trace, event: TraceEvent, send: SendEvent | undefined): string | undefined {
  if (event.kind === "crash" || event.kind === "leave") return undefined;
  const node = send && event.kind !== "duplicate" ? send.to : event.node;
  return node === undefined || trace.nodes[node].kind === "client" ? undefined : nameOf(trace, node);
}

function identify(trace: Trace, send: SendEvent): MessageIdentity {
  const alike = trace.events.filter(
    (event): event is SendEvent =>
      isSend(event) &&
      event.kind !== "duplicate" &&
      event.node === send.node &&
      event.to === send.to &&
      event.name === send.name,
  );
  const kind = kindOf(trace, send);
  const ofKind = alike.filter((event) => kindOf(trace, event) === kind);
  return {
    from: nameOf(trace, send.node),
    to: nameOf(trace, send.to),
    name: send.name,
    ...(ofKind.length < alike.length ? { kind } : {}),
    nth: ofKind.indexOf(send) + 1,
  };
}

/** What a rule of the scenario sees a message as. */
function kindOf(trace: Trace, send: SendEvent): "send" | "call" | "reply" {
  const { kind } = original(trace, send);
  if (kind === "reply") return kind;
  return kind === "call" || kind === "invoke" ? "call" : "send";
}

function nameOf(trace: Trace, node: number): string {
  return trace.nodes[node].name;
}

/** Without the dust of binary fractions: times are whole thousandths of a millisecond. */
function add(time: number, more: number): number {
  return Number((time + more).toFixed(3));
}
