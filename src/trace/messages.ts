import { flights } from "./flights.ts";
import { formatCall, formatValue, shorten } from "./format.ts";
import type { ReceiveEvent, SendEvent } from "./event.ts";
import type { Trace } from "./trace.ts";
import type { Value } from "./value.ts";

/** Longest message inside a sentence. */
const MAX_MESSAGE = 80;

/** The message as the diagram labels it: `buy("ana")`; for a reply the answer: `"yours"`. */
export function describeMessage(message: SendEvent, maxLength = MAX_MESSAGE): string {
  if (message.kind !== "reply") return formatCall(message.name, message.args, maxLength);
  const [value = { $undefined: true }] = message.args;
  return message.failed ? `✗ ${formatPlain(value, maxLength - 2)}` : formatValue(value, maxLength);
}

/** A value where it stands for itself, such as an error: a text goes without its quotes. */
export function formatPlain(value: Value, maxLength = MAX_MESSAGE): string {
  return typeof value === "string" ? shorten(value, maxLength) : formatValue(value, maxLength);
}

/** What was sent in the first place, behind any number of duplications and retransmissions. */
export function original(trace: Trace, send: SendEvent): SendEvent {
  // A copy is newer than what it copies, so this ends even on a trace that was tampered with.
  while ((send.kind === "duplicate" || send.kind === "retransmit") && send.of < send.message) {
    send = flights(trace)[send.of].send;
  }
  return send;
}

/** What a message says when it arrives: what it was sent with, unless someone tampered with it. */
export function argumentsOnArrival(trace: Trace, message: number): readonly Value[] {
  return argumentsBefore(trace, message, Infinity);
}

/** What a message says just before event `index`. */
export function argumentsBefore(trace: Trace, message: number, index: number): readonly Value[] {
  const { send, onWay } = flights(trace)[message];
  const changed = onWay.findLast((event) => event.kind === "tamper" && event.index < index);
  return changed?.kind === "tamper" ? changed.after : send.args;
}

/** {@link describeMessage} of a message or of a copy of it, when it says `args`. */
export function describeContent(
  trace: Trace,
  send: SendEvent,
  args = send.args,
  maxLength = MAX_MESSAGE,
): string {
  return describeMessage({ ...original(trace, send), args }, maxLength);
}

/** How long a message stood at its sender before it flew, in ms: in the queue of its link, or being put on the wire. */
export function queuedFor({ time, leaves = time }: SendEvent): number {
  return Math.max(0, leaves - time);
}

/** How long a message lay at its receiver before it was taken up, in ms. */
export function waitedFor({ time, arrived = time }: ReceiveEvent): number {
  return Math.max(0, time - arrived);
}
