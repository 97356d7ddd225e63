import { argumentsBefore, describeContent, original, queuedFor, waitedFor } from "../../trace/messages.ts";
import type { ReceiveEvent, SendEvent, TraceEvent, WireEvent } from "../../trace/event.ts";
import { flights } from "../../trace/flights.ts";
import type { Flight } from "../../trace/flights.ts";
import { formatTime } from "../../trace/format.ts";
import type { Trace } from "../../trace/trace.ts";
import { drawArrival, drawDeparture, drawLoss, wordsOf } from "./arrow.ts";
import type { Arrow } from "./arrow.ts";
import type { Paint, Style } from "./canvas.ts";
import { Captions } from "./captions.ts";
import { layOut } from "./layout.ts";
import type { Layout } from "./layout.ts";
import { Lifelines } from "./lifelines.ts";
import { divergenceNews } from "./news.ts";
import type { News } from "./news.ts";
import { Sheet } from "./sheet.ts";

type DropEvent = Extract<TraceEvent, { kind: "drop" }>;

/**
 * Draws the run as a column per node. A message that arrives at the instant of its sending is one arrow; one
 * that travels is numbered and has two lines, where it leaves and where it arrives or is lost, so that lateness
 * and crossing can be read. What is done to it on its way stands between them.
 */
export function drawDiagram(trace: Trace, width: number, paint: Paint): string[] {
  const diagram = new Diagram(trace, layOut(trace, width), paint);
  const news = divergenceNews(trace);
  for (const event of trace.events) diagram.add(event, news.get(event.index) ?? []);
  return diagram.lines;
}

class Diagram {
  readonly #trace: Trace;
  readonly #layout: Layout;
  readonly #lifelines: Lifelines;
  readonly #captions: Captions;
  readonly #sheet: Sheet;

  constructor(trace: Trace, layout: Layout, paint: Paint) {
    this.#trace = trace;
    this.#layout = layout;
    this.#lifelines = new Lifelines(trace, layout);
    this.#captions = new Captions(trace);
    this.#sheet = new Sheet(trace, layout, this.#lifelines, paint);
  }

  get lines(): string[] {
    return this.#sheet.lines;
  }

  add(event: TraceEvent, news: readonly News[]): void {
    this.#draw(event);
    this.#lifelines.apply(event);
    for (const { check, nodes, text } of news) {
      this.#lifelines.setDiverging(check, nodes);
      this.#sheet.across(event.time, text, nodes.length > 0 ? "warn" : "good");
    }
  }

  #draw(event: TraceEvent): void {
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
      case "tamper":
      case "delay":
      case "tap":
        this.#meddle(event);
        break;
      case "deliver":
      case "ok":
      case "fail":
        this.#arrive(event);
        break;
      case "drop":
        this.#lose(event);
        break;
      case "end":
        this.#end(event.time);
        break;
      default: {
        const caption = this.#captions.of(event);
        if (caption?.node !== undefined) this.#sheet.beside(event.time, caption.node, caption);
        else if (caption) this.#sheet.across(event.time, `${caption.sign} ${caption.text}`, caption.style);
      }
    }
  }

  #depart(send: SendEvent): void {
    const flight = flights(this.#trace)[send.message];
    if (!travels(flight)) return;
    const arrow = this.#arrow(flight, send.index);
    const more = span("queued", queuedFor(send));
    if (send.node === send.to) {
      this.#beside(send, send.node, "↩", wordsOf(arrow, more), arrow.style);
      return;
    }
    const said = this.#sheet.line(send.time, (row) => drawDeparture(row, arrow, more));
    if (!said) this.#beside(send, send.node, "◔", `${arrow.id} ${more}`, "warn");
  }

  #arrive(event: ReceiveEvent): void {
    const flight = flights(this.#trace)[event.message];
    const { node, to } = flight.send;
    const arrow = this.#arrow(flight, event.index);
    const more = span("waited", waitedFor(event));
    if (node === to) {
      this.#beside(event, to, "◀", wordsOf(arrow, more), arrow.style);
      return;
    }
    const said = this.#sheet.line(event.time, (row) => drawArrival(row, arrow, more));
    if (!said) this.#beside(event, to, "◔", `${arrow.id} ${more}`, "warn");
  }

  #lose(event: DropEvent): void {
    const flight = flights(this.#trace)[event.message];
    const { node, to } = flight.send;
    const arrow: Arrow = { ...this.#arrow(flight, event.index), style: "bad" };
    const reason = event.why ?? event.reason;
    if (node === to) {
      this.#beside(event, node, "✗", `${wordsOf(arrow)}: ${reason}`, "bad");
      return;
    }
    const at = this.#placeOfLoss(event, flight.send, arrow);
    const cross = this.#sheet.line(event.time, (row) =>
      drawLoss(row, arrow, reason, at, this.#layout.timeWidth),
    );
    if (cross !== undefined) this.#sheet.at(event.time, cross, { sign: "↑", text: reason, style: "bad" });
  }

  /** The cell where a message is lost, where that is known. */
  #placeOfLoss({ reason }: DropEvent, { node, to }: SendEvent, arrow: Arrow): number | undefined {
    switch (reason) {
      case "partition":
        // A cut takes messages half-way, also where it has no band to show for it.
        return this.#lifelines.cutBetween(node, to) ?? Math.round((arrow.from + arrow.to) / 2);
      case "receiver down":
      case "receiver gone":
      case "rejected":
        return arrow.to;
      default:
        return undefined;
    }
  }

  /** What a rule of the scenario does to a message on its way. */
  #meddle(event: WireEvent): void {
    const { send } = flights(this.#trace)[event.message];
    const { id, label } = this.#arrow(flights(this.#trace)[event.message], event.index);
    const [named, brief] = id === "" ? [label, ""] : [`${id} ${label}`, `${id} `];
    switch (event.kind) {
      case "tap":
        this.#beside(event, event.node, "◉", `reads ${named}`, "warn");
        break;
      case "tamper": {
        const after = describeContent(this.#trace, send, event.after);
        this.#between(event, send, [`${named} ⇒ ${after}`, `${brief}⇒ ${after}`]);
        break;
      }
      case "delay": {
        const held = `held up ${formatTime(event.by)}`;
        this.#between(event, send, [`${named} ${held}`, brief + held]);
      }
    }
  }

  /** A text on a message's way; where there is no room, on the lifeline that it comes from. */
  #between({ time }: TraceEvent, { node, to }: SendEvent, texts: readonly string[]): void {
    if (this.#sheet.between(time, node, to, texts, "warn")) return;
    this.#sheet.beside(time, node, { sign: "↯", text: texts[0], style: "warn" });
  }

  #beside({ time }: TraceEvent, node: number, sign: string, text: string, style: Style): void {
    this.#sheet.beside(time, node, { sign, text, style });
  }

  /** The message as it is just before event `index`. */
  #arrow(flight: Flight, index: number): Arrow {
    const { send, message } = flight;
    const first = original(this.#trace, send);
    const dashed = first.kind === "reply";
    const failed = dashed && first.failed;
    const forged = first.kind === "forge";
    return {
      from: this.#layout.columns[send.node],
      to: this.#layout.columns[send.to],
      label: describeContent(this.#trace, send, argumentsBefore(this.#trace, message, index)),
      remark: this.#remark(send, first),
      id: travels(flight) ? `(${message})` : "",
      dashed,
      style: failed || forged ? "bad" : dashed ? "reply" : "message",
    };
  }

  /** What a message is other than sent by its author, once. */
  #remark(send: SendEvent, first: SendEvent): string {
    const words: string[] = [];
    if (first.kind === "forge") words.push(`as ${this.#trace.nodes[first.as].name}`);
    if (send.kind === "duplicate") words.push("copy");
    if (send.kind === "retransmit") words.push("again");
    return words.join(" ");
  }

  /** How the run ends, and what it left under way. */
  #end(time: number): void {
    const open = flights(this.#trace).flatMap(({ end, message }) => (end ? [] : [`(${message})`]));
    this.#sheet.across(time, open.length > 0 ? `end, still under way: ${open.join(" ")}` : "end", "dim");
  }
}

/** Whether the message leaves in one line and ends in another. */
function travels({ send, onWay, end }: Flight): boolean {
  return end?.time !== send.time || onWay.some(({ kind }) => kind === "tamper");
}

function span(what: string, duration: number): string {
  return duration > 0 ? `${what} ${formatTime(duration)}` : "";
}
