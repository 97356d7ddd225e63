import { flights } from "./flights.ts";
import { formatCall, formatTime, formatValue, shorten } from "./format.ts";
import type { SendEvent, TraceEvent } from "./event.ts";
import type { Trace } from "./trace.ts";
import type { Value } from "./value.ts";

/** Longest piece of a scenario's own text inside a sentence. */
const MAX_PIECE = 80;

/** One plain sentence, without a full stop, that says what event `index` of the run is. */
export function describe(trace: Trace, index: number): string {
  return sentence(trace, trace.events[index]);
}

/** What a partition does, in words: `london, new-york | tokyo`; `london → tokyo` when it works one way. */
export function describeGroups(
  trace: Trace,
  partition: Pick<Extract<TraceEvent, { kind: "partition" }>, "groups" | "oneWay" | "ring">,
): string {
  const [first = "", ...others] = partition.groups.map((group) =>
    group.map((node) => nodeName(trace, node)).join(", "),
  );
  if (partition.ring) return `${[first, ...others].join(" – ")} – back to the first, neighbours only`;
  return partition.oneWay ? `${first} → ${others.join(", ")}` : [first, ...others].join(" | ");
}

/** The message as the diagram labels it: `buy("ana")`; for a reply the answer: `"yours"`. */
export function describeMessage(message: SendEvent, maxLength = MAX_PIECE): string {
  if (message.kind !== "reply") return formatCall(message.name, message.args, maxLength);
  const [value = { $undefined: true }] = message.args;
  return message.failed ? `✗ ${formatError(value, maxLength - 2)}` : formatValue(value, maxLength);
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
  const { send, onWay } = flights(trace)[message];
  const changed = onWay.findLast((event) => event.kind === "tamper");
  return changed?.kind === "tamper" ? changed.after : original(trace, send).args;
}

function sentence(trace: Trace, event: TraceEvent): string {
  const name = (node: number) => nodeName(trace, node);
  switch (event.kind) {
    case "start":
      return `${name(event.node)} starts`;
    case "send":
      return `${name(event.node)} sends ${describeMessage(event)} to ${name(event.to)}`;
    case "call":
      return `${name(event.node)} calls ${describeMessage(event)} on ${name(event.to)}`;
    case "invoke":
      return `${name(event.node)} asks ${name(event.to)} for ${describeMessage(event)}`;
    case "reply":
      return `${name(event.node)} ${answers(trace, event)}`;
    case "duplicate":
      return `The network duplicates ${onItsWay(trace, event)}`;
    case "retransmit":
      return `${name(event.node)}'s transport sends ${describeMessage(original(trace, event))} to ${name(event.to)} again`;
    case "forge":
      return `${name(event.node)} sends ${describeMessage(event)} to ${name(event.to)} in the name of ${name(event.as)}`;
    case "tamper":
      return `${onItsWay(trace, wired(trace, event))} is changed to ${formatCall(wired(trace, event).name, event.after, MAX_PIECE)}`;
    case "delay":
      return `${onItsWay(trace, wired(trace, event))} is held up for ${formatTime(event.by)}`;
    case "tap":
      return `${name(event.node)} reads ${onItsWay(trace, wired(trace, event))}`;
    case "ok":
      return `${name(event.node)} gets ${formatValue(event.value, MAX_PIECE)} for ${request(trace, event.request)}`;
    case "fail":
      return `${name(event.node)}'s ${request(trace, event.request)} fails: ${shorten(event.error, MAX_PIECE)}`;
    case "unknown":
      return `${name(event.node)} gives up on ${request(trace, event.request)} and can't know whether it was done`;
    case "deliver":
      return delivery(trace, name(event.node), event.message);
    case "drop":
      return `${onItsWay(trace, wired(trace, event))} is lost: ${event.why ?? event.reason}`;
    case "timer":
      return timer(name(event.node), event);
    case "timeout":
      return `${name(event.node)} stops waiting for the answer to ${request(trace, event.request)}`;
    case "crash":
      return `${name(event.node)} crashes${event.amnesia ? " and loses its disk" : ""}`;
    case "restart":
      return `${name(event.node)} restarts`;
    case "leave":
      return `${name(event.node)} leaves for good`;
    case "pause":
      return `${name(event.node)} stands still`;
    case "resume":
      return `${name(event.node)} goes on`;
    case "slow":
      return event.by === 0
        ? `${name(event.node)} is as fast as ever`
        : `${name(event.node)} takes ${formatTime(event.by)} longer for everything`;
    case "work":
      return `${name(event.node)} works for ${formatTime(event.until - event.time)}`;
    case "flush":
      return `${name(event.node)} writes to its disk`;
    case "belief":
      return `${name(event.node)} believes that ${name(event.about)} is ${shorten(event.belief, MAX_PIECE)}`;
    case "decide":
      return `${name(event.node)} decides ${formatValue(event.value, MAX_PIECE)} for ${formatValue(event.slot, MAX_PIECE)}`;
    case "clock":
      return `${name(event.node)}'s clock now ${clockSetting(event)}`;
    case "partition":
      return event.oneWay
        ? `Messages no longer get through: ${describeGroups(trace, event)}`
        : `A partition cuts the links: ${describeGroups(trace, event)}`;
    case "heal":
      return healing(trace, event.cut);
    case "hold":
      return `Nothing moves any more: ${describeGroups(trace, event)}`;
    case "release":
      return "What was held moves on";
    case "note": {
      const text = shorten(event.text, MAX_PIECE);
      return event.node === undefined ? text : `${name(event.node)}: ${text}`;
    }
    case "violation":
      return `Violated: ${shorten(event.message, 2 * MAX_PIECE)}`;
    case "end":
      return "The run ends";
  }
}

function answers(trace: Trace, reply: Extract<TraceEvent, { kind: "reply" }>): string {
  const [value = { $undefined: true }] = reply.args;
  return reply.failed
    ? `fails at ${request(trace, reply.request)}: ${formatError(value, MAX_PIECE)}`
    : `answers ${request(trace, reply.request)} with ${formatValue(value, MAX_PIECE)}`;
}

function timer(node: string, { name, due, time }: Extract<TraceEvent, { kind: "timer" }>): string {
  if (name === "work") return `${node} has done its work`;
  const late = due === undefined ? "" : `, ${formatTime(time - due)} late`;
  return name ? `${node}'s timer ${name} fires${late}` : `A timer of ${node} fires${late}`;
}

function delivery(trace: Trace, receiver: string, message: number): string {
  const send = original(trace, flights(trace)[message].send);
  const what = describeMessage({ ...send, args: argumentsOnArrival(trace, message) });
  if (send.kind !== "reply") return `${receiver} handles ${what}`;
  return `${receiver} receives ${what} from ${nodeName(trace, send.node)}`;
}

/** The send of a message to which something happens on its way. */
function wired(trace: Trace, { message }: { readonly message: number }): SendEvent {
  return flights(trace)[message].send;
}

function onItsWay(trace: Trace, message: SendEvent): string {
  const send = original(trace, message);
  const what = send.kind === "reply" ? `The answer ${describeMessage(send)}` : describeMessage(send);
  return `${what} from ${nodeName(trace, send.node)} to ${nodeName(trace, send.to)}`;
}

function request(trace: Trace, message: number): string {
  return describeMessage(flights(trace)[message].send);
}

function healing(trace: Trace, cut: number): string {
  const partition = trace.events.find((event) => event.kind === "partition" && event.cut === cut);
  if (partition?.kind !== "partition") return "A partition heals";
  return `The partition heals: ${describeGroups(trace, partition)}`;
}

function clockSetting({ offset, drift, frozen, by }: Extract<TraceEvent, { kind: "clock" }>): string {
  if (frozen) return "stands still";
  if (by === "sync") return `is synchronised, to within ${formatTime(Math.abs(offset))}`;
  if (offset === 0 && drift === 0) return "is right";
  const parts: string[] = [];
  if (offset !== 0) parts.push(`is ${formatTime(Math.abs(offset))} ${offset > 0 ? "ahead" : "behind"}`);
  if (drift !== 0) parts.push(`runs ${Math.abs(drift)} ppm too ${drift > 0 ? "fast" : "slow"}`);
  return parts.join(" and ");
}

function nodeName(trace: Trace, node: number): string {
  return trace.nodes[node].name;
}

function formatError(value: Parameters<typeof formatValue>[0], maxLength: number): string {
  return typeof value === "string" ? shorten(value, maxLength) : formatValue(value, maxLength);
}
