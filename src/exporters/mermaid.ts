import { describeGroups, describeMessage, original } from "../trace/describe.ts";
import { isSend } from "../trace/event.ts";
import type { SendEvent, TraceEvent } from "../trace/event.ts";
import { flights } from "../trace/flights.ts";
import type { Flight } from "../trace/flights.ts";
import { formatCall, formatTime, formatValue, shorten } from "../trace/format.ts";
import type { Trace } from "../trace/trace.ts";

/** Which part of the run is drawn, by indices of events; both ends belong to it. */
export interface MermaidOptions {
  readonly from?: number;
  readonly to?: number;
}

/** Longest label on an arrow or in a note, before escaping. */
const MAX_LABEL = 100;

/**
 * Draws a run as a Mermaid sequence diagram.
 *
 * Such a diagram has rows, not time. A message stands in the row of its arrival (a lost one where it is lost), so
 * rows read from top to bottom in the order in which things reached somebody; its label says when it left and
 * when it arrived, so that lateness and crossing can still be read. A message that is under way when the part
 * ends stands in the last rows, with a dotted open arrow. Timers are left out: a sequence diagram shows what
 * crosses the network.
 */
export function toMermaid(
  trace: Trace,
  { from = 0, to = trace.events.length - 1 }: MermaidOptions = {},
): string {
  const lines = [
    "---",
    `title: ${JSON.stringify(visible(`${trace.scenario} (seed ${trace.seed})`))}`,
    "---",
    "sequenceDiagram",
    ...trace.nodes.map(
      ({ name, kind }, index) =>
        `${kind === "client" ? "actor" : "participant"} n${index} as ${escape(name)}`,
    ),
  ];
  for (const cut of openCuts(trace, from))
    lines.push(overAll(trace, `partition · ${describeGroups(trace, cut)}`));
  const messages = flights(trace);
  const shown = trace.events.slice(from, to + 1);
  for (const event of shown) {
    const line = rowOf(trace, messages, event);
    if (line !== undefined) lines.push(line);
  }
  for (const send of shown.filter(isSend)) {
    const { end } = messages[send.message];
    if (end === undefined || end.index > to) {
      lines.push(arrow("--)", send, `${label(trace, send)} · ${formatTime(send.time)} → still under way`));
    }
  }
  return lines.map((line, index) => (index < 4 ? line : `    ${line}`)).join("\n") + "\n";
}

function rowOf(trace: Trace, messages: readonly Flight[], event: TraceEvent): string | undefined {
  const at = formatTime(event.time);
  switch (event.kind) {
    case "deliver":
    case "ok":
    case "fail": {
      const { send } = messages[event.message];
      return arrow(arrowOf(trace, send), send, `${label(trace, send)} · ${span(send.time, event.time)}`);
    }
    case "drop": {
      const { send } = messages[event.message];
      const lost = isReply(trace, send) ? "--x" : "-x";
      return arrow(
        lost,
        send,
        `${label(trace, send)} · lost (${event.reason}) · ${span(send.time, event.time)}`,
      );
    }
    case "partition":
      return overAll(trace, `partition · ${describeGroups(trace, event)} · ${at}`);
    case "heal":
      return overAll(trace, `healed · ${at}`);
    case "hold":
      return overAll(trace, `held · ${describeGroups(trace, event)} · ${at}`);
    case "release":
      return overAll(trace, `released · ${at}`);
    case "crash":
      return over(event.node, `✖ crash${event.amnesia ? ", disk lost" : ""} · ${at}`);
    case "restart":
    case "leave":
    case "pause":
    case "resume":
    case "flush":
      return over(event.node, `${event.kind} · ${at}`);
    case "slow":
      return over(
        event.node,
        `${event.by === 0 ? "slow no more" : `slow by ${formatTime(event.by)}`} · ${at}`,
      );
    case "work":
      return over(event.node, `works until ${formatTime(event.until)} · ${at}`);
    case "belief":
      return over(event.node, `believes ${nameOf(trace, event.about)} ${event.belief} · ${at}`);
    case "decide":
      return over(event.node, `decides ${formatValue(event.value)} for ${formatValue(event.slot)} · ${at}`);
    case "tamper":
      return overLink(
        trace,
        event.message,
        `changed to ${formatCall(messages[event.message].send.name, event.after)} · ${at}`,
      );
    case "delay":
      return overLink(trace, event.message, `held up for ${formatTime(event.by)} · ${at}`);
    case "tap":
      return over(event.node, `reads ${labelOf(trace, event.message)} · ${at}`);
    case "timeout":
      return over(event.node, `timeout, no answer to ${labelOf(trace, event.request)} · ${at}`);
    case "unknown":
      return over(event.node, `gives up on ${labelOf(trace, event.request)}, outcome unknown · ${at}`);
    case "clock":
      return over(event.node, `clock · offset ${formatTime(event.offset)}, drift ${event.drift} ppm · ${at}`);
    case "note":
      return event.node === undefined ? overAll(trace, event.text) : over(event.node, event.text);
    case "violation": {
      const text = `✗ ${event.message} · ${at}`;
      const node = event.cause === undefined ? undefined : trace.events[event.cause].node;
      return node === undefined ? overAll(trace, text) : over(node, text);
    }
    case "start":
    case "send":
    case "call":
    case "reply":
    case "invoke":
    case "duplicate":
    case "retransmit":
    case "forge":
    case "timer":
    case "end":
      return undefined;
  }
}

/** Partitions that were opened before event `from` and not healed by then. */
function openCuts(trace: Trace, from: number): Iterable<Extract<TraceEvent, { kind: "partition" }>> {
  const open = new Map<number, Extract<TraceEvent, { kind: "partition" }>>();
  for (const event of trace.events.slice(0, from)) {
    if (event.kind === "partition") open.set(event.cut, event);
    else if (event.kind === "heal") open.delete(event.cut);
  }
  return open.values();
}

/** A call asks and waits, so it has the filled head of a synchronous message; a reply is dotted. */
function arrowOf(trace: Trace, send: SendEvent): string {
  if (isReply(trace, send)) return "-->>";
  const { kind } = original(trace, send);
  return kind === "call" || kind === "invoke" ? "->>" : "-)";
}

function isReply(trace: Trace, send: SendEvent): boolean {
  return original(trace, send).kind === "reply";
}

function label(trace: Trace, send: SendEvent): string {
  const text = describeMessage(original(trace, send));
  if (send.kind === "duplicate") return `${text} (copy)`;
  if (send.kind === "retransmit") return `${text} (sent again)`;
  if (send.kind === "forge") return `${text} (forged, as ${nameOf(trace, send.as)})`;
  return text;
}

function nameOf(trace: Trace, node: number): string {
  return trace.nodes[node].name;
}

function labelOf(trace: Trace, message: number): string {
  return describeMessage(flights(trace)[message].send);
}

function span(sent: number, arrived: number): string {
  return sent === arrived ? formatTime(sent) : `${formatTime(sent)} → ${formatTime(arrived)}`;
}

function arrow(kind: string, { node, to }: SendEvent, text: string): string {
  return `n${node}${kind}n${to}: ${escape(text)}`;
}

function over(node: number, text: string): string {
  return `Note over n${node}: ${escape(text)}`;
}

function overLink(trace: Trace, message: number, text: string): string {
  const { node, to } = flights(trace)[message].send;
  return node === to ? over(node, text) : `Note over n${node},n${to}: ${escape(text)}`;
}

function overAll(trace: Trace, text: string): string {
  const last = trace.nodes.length - 1;
  return `Note over n0${last > 0 ? `,n${last}` : ""}: ${escape(text)}`;
}

/**
 * Writes a text of the scenario so that Mermaid shows it as it is: everything that it or the HTML around it
 * could take for syntax becomes a character code, as does the word `end`, which closes blocks.
 */
function escape(text: string): string {
  const lines = visible(shorten(text, MAX_LABEL).trim(), "\n").split("\n");
  const escaped = lines.map((line) =>
    line.replace(/[#;:%<>&$\\]|\bend\b/giu, (found) => `#${found.codePointAt(0)};${found.slice(1)}`),
  );
  return escaped.join("<br/>") || "#160;";
}

/** Replaces what can't be shown or would break a line, `kept` excepted: controls, separators, lone surrogates. */
function visible(text: string, kept = ""): string {
  return text.replace(/[\p{Cc}\p{Cs}\p{Cn}\p{Zl}\p{Zp}\u{feff}]/gu, (found) =>
    found === kept ? found : " ",
  );
}
