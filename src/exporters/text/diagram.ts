import { describe, describeGroups, describeMessage, original } from "../../trace/describe.ts";
import type { SendEvent, TraceEvent } from "../../trace/event.ts";
import { flights } from "../../trace/flights.ts";
import { formatTime } from "../../trace/format.ts";
import type { Trace } from "../../trace/trace.ts";
import { drawArrival, drawDeparture, drawLoss } from "./arrow.ts";
import type { Arrow } from "./arrow.ts";
import { Row } from "./canvas.ts";
import type { Paint, Style } from "./canvas.ts";
import { displayWidth, fit, wrap } from "./displayWidth.ts";
import { layOut } from "./layout.ts";
import type { Layout } from "./layout.ts";
import { Lifelines } from "./lifelines.ts";
import { divergenceNews } from "./news.ts";
import type { News } from "./news.ts";

/**
 * Draws the run as a column per node. A message that arrives at the instant of its sending is one arrow; one
 * that travels is numbered and has two lines, where it leaves and where it arrives or is lost, so that lateness
 * and crossing can be read.
 */
export function drawDiagram(trace: Trace, width: number, paint: Paint): string[] {
  const diagram = new Diagram(trace, layOut(trace, width), paint);
  const news = divergenceNews(trace);
  for (const event of trace.events) diagram.add(event, news.get(event.index) ?? []);
  return diagram.lines;
}

class Diagram {
  readonly lines: string[];
  readonly #trace: Trace;
  readonly #layout: Layout;
  readonly #paint: Paint;
  readonly #lifelines: Lifelines;
  /** The instant of the last line; absent while there is none. */
  #time: number | undefined;

  constructor(trace: Trace, layout: Layout, paint: Paint) {
    this.#trace = trace;
    this.#layout = layout;
    this.#paint = paint;
    this.#lifelines = new Lifelines(trace, layout);
    this.lines = headers(trace, layout).map((row) => row.toString(paint));
  }

  add(event: TraceEvent, news: readonly News[]): void {
    this.#draw(event);
    this.#lifelines.apply(event);
    for (const { check, nodes, text } of news) {
      this.#lifelines.setDiverging(check, nodes);
      this.#across(event.time, text, nodes.length > 0 ? "warn" : "good");
    }
  }

  #draw(event: TraceEvent): void {
    const { time } = event;
    switch (event.kind) {
      case "send":
      case "call":
      case "reply":
      case "invoke":
      case "duplicate":
      case "retransmit":
      case "forge":
        this.#depart(event);
        break;
      case "deliver":
      case "ok":
      case "fail":
        this.#arrive(event);
        break;
      case "drop":
        this.#lose(event);
        break;
      case "timer":
        this.#beside(time, event.node, `◔ ${event.name || "timer"}`, "dim");
        break;
      case "timeout":
        this.#beside(
          time,
          event.node,
          `◔ no answer to ${this.#labelOf(flights(this.#trace)[event.request].send)}`,
          "warn",
        );
        break;
      case "unknown":
        this.#beside(
          time,
          event.node,
          `? gives up on ${this.#labelOf(flights(this.#trace)[event.request].send)}`,
          "warn",
        );
        break;
      case "crash":
        this.#beside(time, event.node, "✖ crash", "bad");
        break;
      case "restart":
        this.#beside(time, event.node, "○ restart", "good");
        break;
      case "leave":
      case "pause":
      case "resume":
      case "flush":
      case "slow":
      case "work":
      case "belief":
      case "decide":
      case "tap":
        this.#beside(time, event.node, `· ${describe(this.#trace, event.index)}`, "warn");
        break;
      case "tamper":
      case "delay":
      case "hold":
      case "release":
        this.#across(time, describe(this.#trace, event.index), "warn");
        break;
      case "clock":
        this.#beside(time, event.node, `◔ clock ${signed(event.offset)}, ${event.drift} ppm`, "warn");
        break;
      case "partition":
        this.#across(time, `╱╲ partition: ${describeGroups(this.#trace, event)}`, "bad");
        break;
      case "heal":
        this.#across(time, "── healed", "good");
        break;
      case "note":
        if (event.node === undefined) this.#across(time, `» ${event.text}`, "bold");
        else this.#beside(time, event.node, `» ${event.text}`, "bold");
        break;
      case "violation": {
        const text = `✗ ${this.#trace.checks[event.check].name}`;
        const node = event.cause === undefined ? undefined : this.#trace.events[event.cause].node;
        if (node === undefined) this.#across(time, text, "bad");
        else this.#beside(time, node, text, "bad");
        break;
      }
      case "start":
        break;
      case "end":
        this.#end(time);
        break;
    }
  }

  #depart(send: SendEvent): void {
    const { end } = flights(this.#trace)[send.message];
    if (end?.time === send.time) return;
    const arrow = this.#arrow(send, true);
    if (send.node === send.to)
      this.#beside(send.time, send.node, `↩ ${arrow.id} ${arrow.label}`, arrow.style);
    else this.#line(send.time, (row) => drawDeparture(row, arrow));
  }

  #arrive({ message, time }: Extract<TraceEvent, { kind: "deliver" | "ok" | "fail" }>): void {
    const { send } = flights(this.#trace)[message];
    const arrow = this.#arrow(send, send.time < time);
    if (send.node === send.to) this.#beside(time, send.node, `◀ ${arrow.id} ${arrow.label}`, arrow.style);
    else this.#line(time, (row) => drawArrival(row, arrow));
  }

  #lose({ message, time, reason }: Extract<TraceEvent, { kind: "drop" }>): void {
    const { send } = flights(this.#trace)[message];
    const arrow: Arrow = { ...this.#arrow(send, send.time < time), style: "bad" };
    const at = reason === "partition" ? this.#lifelines.cutBetween(send.node, send.to) : undefined;
    if (send.node === send.to) this.#beside(time, send.node, `✗ ${arrow.id} ${arrow.label} ${reason}`, "bad");
    else this.#line(time, (row) => drawLoss(row, arrow, reason, at));
  }

  /** @param travels Whether the message leaves in one line and ends in another. */
  #arrow(send: SendEvent, travels: boolean): Arrow {
    const first = original(this.#trace, send);
    const dashed = first.kind === "reply";
    return {
      from: this.#layout.columns[send.node],
      to: this.#layout.columns[send.to],
      label: this.#labelOf(send),
      id: travels ? `(${send.message})` : "",
      dashed,
      style: !dashed ? "message" : first.failed ? "bad" : "reply",
    };
  }

  #labelOf(send: SendEvent): string {
    const text = describeMessage(original(this.#trace, send));
    return send.kind === "duplicate" ? `${text} copy` : text;
  }

  /** How the run ends, and what it left under way. */
  #end(time: number): void {
    const open = flights(this.#trace).flatMap(({ end, message }) => (end ? [] : [`(${message})`]));
    this.#across(time, open.length > 0 ? `end, still under way: ${open.join(" ")}` : "end", "dim");
  }

  /** A text on the lifeline of a node: its first sign stands on the line, the rest where there is room. */
  #beside(time: number, node: number, text: string, style: Style): void {
    const x = this.#layout.columns[node];
    const right = this.#layout.width - x;
    const left = x + 1 - this.#layout.timeWidth;
    this.#line(time, (row) => {
      if (displayWidth(text) <= right || right >= left) {
        row.put(x, fit(text, right), style);
      } else {
        const [sign] = text;
        const before = `${fit(text.slice(sign.length).trim(), left - 2)} ${sign}`;
        row.put(x + 1 - displayWidth(before), before, style);
      }
    });
  }

  /** A text that concerns all nodes. */
  #across(time: number, text: string, style: Style): void {
    const { width, timeWidth } = this.#layout;
    for (const part of wrap(text, width - timeWidth - 1)) {
      this.#line(time, (row) => row.put(timeWidth, `${part} `, style));
    }
  }

  #line(time: number, draw: (row: Row) => void): void {
    const begins = time !== this.#time;
    if (begins && this.#time !== undefined) this.lines.push(this.#lifelines.row().toString(this.#paint));
    this.#time = time;
    const row = this.#lifelines.row();
    if (begins) row.put(0, formatTime(time).padStart(this.#layout.timeWidth - 2), "dim");
    draw(row);
    this.lines.push(row.toString(this.#paint));
  }
}

/** Names of the nodes over their lifelines, and below what they are. */
function headers(trace: Trace, { width, columns, gap }: Layout): Row[] {
  const names = new Row(width);
  const kinds = new Row(width);
  for (const [index, { name, kind, type }] of trace.nodes.entries()) {
    putCentred(names, columns[index], fit(name, gap - 1), "bold");
    putCentred(kinds, columns[index], fit(kind === "client" ? "client" : type, gap - 1), "dim");
  }
  return [names, kinds];
}

function putCentred(row: Row, x: number, text: string, style: Style): void {
  row.put(x - Math.floor((displayWidth(text) - 1) / 2), text, style);
}

function signed(offset: number): string {
  return offset < 0 ? formatTime(offset) : `+${formatTime(offset)}`;
}
