import { mistake } from "./beliefs.ts";
import { tellClock } from "./clockSetting.ts";
import { formatTime, formatValue, shorten } from "./format.ts";
import { formatGroups, type GroupShape } from "./groups.ts";
import { formatPlain } from "./messages.ts";
import { describeRequest, tellLoss, tellOnWay, tellReceive, tellSend } from "./messageSentences.ts";
import type { TraceEvent } from "./event.ts";
import type { Trace } from "./trace.ts";

export { argumentsOnArrival, describeMessage, original } from "./messages.ts";

/** Longest piece of a scenario's own text inside a sentence. */
const MAX_PIECE = 80;

/** One plain sentence, without a full stop, that says what event `index` of the run is. */
export function describe(trace: Trace, index: number): string {
  return sentence(trace, trace.events[index]);
}

/** What a partition or a hold sets apart, in words: see {@link formatGroups}. */
export function describeGroups(
  trace: Trace,
  { groups, ...shape }: { readonly groups: readonly (readonly number[])[] } & GroupShape,
): string {
  return formatGroups(
    groups.map((group) => group.map((node) => nodeName(trace, node))),
    shape,
  );
}

/** What a node decides: `"x" for leader`, `"x" for slot 1`, or only `"x"` where there is no more than one thing to decide. */
export function describeDecision({ slot, value }: Extract<TraceEvent, { kind: "decide" }>): string {
  const decided = formatValue(value, MAX_PIECE);
  if (slot === null || (typeof slot === "object" && "$undefined" in slot)) return decided;
  return `${decided} for ${typeof slot === "string" ? "" : "slot "}${formatPlain(slot, MAX_PIECE)}`;
}

function sentence(trace: Trace, event: TraceEvent): string {
  const name = (node: number) => nodeName(trace, node);
  switch (event.kind) {
    case "start":
      return `${name(event.node)} starts`;
    case "send":
    case "call":
    case "invoke":
    case "reply":
    case "duplicate":
    case "retransmit":
    case "forge":
      return tellSend(trace, event);
    case "tamper":
    case "delay":
    case "tap":
      return tellOnWay(trace, event);
    case "deliver":
    case "ok":
    case "fail":
      return tellReceive(trace, event);
    case "drop":
      return tellLoss(trace, event);
    case "unknown":
      return `${name(event.node)} gives up on ${describeRequest(trace, event.request)} and can't know whether it was done`;
    case "timer":
      return timer(name(event.node), event);
    case "timeout":
      return `${name(event.node)} stops waiting for the answer to ${describeRequest(trace, event.request)}`;
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
        : `${name(event.node)} is slow: it takes ${formatTime(event.by)} longer for each message`;
    case "work":
      return `${name(event.node)} works for ${formatTime(event.until - event.time)}`;
    case "flush":
      return `${name(event.node)} writes to its disk`;
    case "belief":
      return believing(trace, event);
    case "decide":
      return `${name(event.node)} decides ${describeDecision(event)}`;
    case "clock":
      return `${name(event.node)}'s ${tellClock(event)}`;
    case "partition":
      if (event.ring) return `A partition leaves no more than a ring: ${describeGroups(trace, event)}`;
      return event.oneWay
        ? `Messages no longer get through: ${describeGroups(trace, event)}`
        : `A partition cuts the links: ${describeGroups(trace, event)}`;
    case "heal":
      return healing(trace, event.cut);
    case "hold":
      return `What is under way is held: ${describeGroups(trace, event)}`;
    case "release":
      return releasing(trace, event.hold);
    case "note": {
      const text = shorten(event.text, MAX_PIECE) || "an empty note";
      return event.node === undefined ? text : `${name(event.node)}: ${text}`;
    }
    case "violation":
      return `Violated: ${shorten(event.message, 2 * MAX_PIECE)}`;
    case "end":
      return "The run ends";
  }
}

function timer(node: string, { name, due, time }: Extract<TraceEvent, { kind: "timer" }>): string {
  if (name === "work") return `${node} has done its work`;
  const late = due === undefined ? "" : `, ${formatTime(time - due)} late`;
  return name ? `${node}'s timer ${name} fires${late}` : `A timer of ${node} fires${late}`;
}

function believing(trace: Trace, event: Extract<TraceEvent, { kind: "belief" }>): string {
  const truth = mistake(trace, event);
  const about = event.about === event.node ? "it" : nodeName(trace, event.about);
  return (
    `${nodeName(trace, event.node)} believes that ${about} is ${shorten(event.belief, MAX_PIECE)}` +
    (truth === undefined ? "" : `, but ${truth}`)
  );
}

function healing(trace: Trace, cut: number): string {
  const partition = trace.events.find((event) => event.kind === "partition" && event.cut === cut);
  if (partition?.kind !== "partition") return "A partition heals";
  return `The partition heals: ${describeGroups(trace, partition)}`;
}

function releasing(trace: Trace, hold: number): string {
  const held = trace.events.find((event) => event.kind === "hold" && event.hold === hold);
  if (held?.kind !== "hold") return "What was held moves on";
  return `What was held moves on: ${describeGroups(trace, held)}`;
}

function nodeName(trace: Trace, node: number): string {
  return trace.nodes[node].name;
}
