import type { ArrivalEvent, ReceiveEvent, SendEvent, WireEvent } from "./event.ts";
import { flights } from "./flights.ts";
import { formatTime, formatValue, shorten } from "./format.ts";
import {
  argumentsBefore,
  argumentsOnArrival,
  describeContent,
  formatPlain,
  original,
  queuedFor,
  waitedFor,
} from "./messages.ts";
import type { Trace } from "./trace.ts";
import type { Value } from "./value.ts";

/** Longest piece of a scenario's own text inside a sentence. */
const MAX_PIECE = 80;

/** The sentence for a message that sets out. */
export function tellSend(trace: Trace, send: SendEvent): string {
  const time = queuedFor(send);
  return setOut(trace, send) + (time > 0 ? `, queued for ${formatTime(time)}` : "");
}

function setOut(trace: Trace, send: SendEvent): string {
  const [from, to] = [nodeName(trace, send.node), nodeName(trace, send.to)];
  const what = describeContent(trace, send);
  switch (send.kind) {
    case "send":
      return `${from} sends ${what} to ${to}`;
    case "call":
      return `${from} calls ${what} on ${to}`;
    case "invoke":
      return `${from} asks ${to} for ${what}`;
    case "reply": {
      const [value = { $undefined: true }] = send.args;
      const request = describeRequest(trace, send.request);
      return send.failed
        ? `${from} fails at ${request}: ${formatPlain(value)}`
        : `${from} answers ${request} with ${what}`;
    }
    case "duplicate":
      return `The network duplicates ${fromTo(trace, send, send.args, "the")}`;
    case "retransmit":
      return `${from}'s transport sends ${what} to ${to} again`;
    case "forge":
      return `${from} sends ${what} to ${to} in the name of ${nodeName(trace, send.as)}`;
  }
}

/** The sentence for what is done to a message on its way. */
export function tellOnWay(trace: Trace, event: WireEvent): string {
  const { send } = flights(trace)[event.message];
  const args = argumentsBefore(trace, event.message, event.index);
  const message = fromTo(trace, send, args, event.kind === "tap" ? "the" : "The");
  switch (event.kind) {
    case "tamper":
      return `${message} is changed to ${describeContent(trace, send, event.after)}`;
    case "delay":
      return `${message} is held up for ${formatTime(event.by)}`;
    case "tap":
      return `${nodeName(trace, event.node)} reads ${message}`;
  }
}

/** The sentence for a message that is taken up. */
export function tellReceive(trace: Trace, event: ReceiveEvent): string {
  const time = waitedFor(event);
  return takeUp(trace, event) + (time > 0 ? `, ${formatTime(time)} after it arrived` : "");
}

function takeUp(trace: Trace, event: ReceiveEvent): string {
  const receiver = nodeName(trace, event.node);
  switch (event.kind) {
    case "deliver":
      return `${receiver} ${deliver(trace, event.message)}`;
    case "ok":
      return `${receiver} gets ${formatValue(event.value, MAX_PIECE)} for ${describeRequest(trace, event.request)}`;
    case "fail":
      return `${receiver}'s ${describeRequest(trace, event.request)} fails: ${shorten(event.error, MAX_PIECE)}`;
  }
}

function deliver(trace: Trace, message: number): string {
  const { send, onWay } = flights(trace)[message];
  const first = original(trace, send);
  const what = describeContent(trace, send, argumentsOnArrival(trace, message));
  const changed = onWay.some(({ kind }) => kind === "tamper")
    ? `, sent as ${describeContent(trace, send)}`
    : "";
  if (first.kind === "reply") return `receives ${what} from ${nodeName(trace, first.node)}${changed}`;
  const forged = first.kind === "forge" ? `, forged in the name of ${nodeName(trace, first.as)}` : "";
  return `handles ${what}${changed}${forged}`;
}

/** The sentence for a message that never arrives. */
export function tellLoss(trace: Trace, event: Extract<ArrivalEvent, { kind: "drop" }>): string {
  const { message, reason, why, index } = event;
  const args = argumentsBefore(trace, message, index);
  const what = fromTo(trace, flights(trace)[message].send, args, "The");
  if (why !== undefined) return `${what} is lost: ${shorten(why, MAX_PIECE)}`;
  return reason === "rejected" ? `${what} is thrown away: its seal is broken` : `${what} is lost: ${reason}`;
}

/** The request that is answered, given up or waited for. */
export function describeRequest(trace: Trace, message: number): string {
  return describeContent(trace, flights(trace)[message].send);
}

/** @param the How an answer begins, which stands at the beginning of the sentence or not. */
function fromTo(trace: Trace, send: SendEvent, args: readonly Value[], the: "The" | "the"): string {
  const answer = original(trace, send).kind === "reply" ? `${the} answer ` : "";
  const what = describeContent(trace, send, args);
  return `${answer}${what} from ${nodeName(trace, send.node)} to ${nodeName(trace, send.to)}`;
}

function nodeName(trace: Trace, node: number): string {
  return trace.nodes[node].name;
}
