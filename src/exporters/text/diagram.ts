import { describeContent, queuedFor, waitedFor } from "../../trace/messages.ts";
import type { ReceiveEvent, SendEvent, TraceEvent, WireEvent } from "../../trace/event.ts";
import { flights } from "../../trace/flights.ts";
import { formatTime } from "../../trace/format.ts";
import type { RunPart } from "../../trace/runPart.ts";
import type { Trace } from "../../trace/trace.ts";
import { Standing } from "../standing.ts";
import { drawArrival, drawDeparture, drawLoss, wordsOf } from "./arrow.ts";
import type { Arrow } from "./arrow.ts";
import type { Paint, Style } from "./canvas.ts";
import { Captions } from "./captions.ts";
import { Messages } from "./messages.ts";
import { layOut } from "./layout.ts";
import type { Layout } from "./layout.ts";
import { Lifelines } from "./lifelines.ts";
import { divergenceNews } from "./news.ts";
import type { News } from "./news.ts";
import { Sheet } from "./sheet.ts";
import { tellAfter, tellBefore, underWay } from "./surroundings.ts";

type DropEvent = Extract<TraceEvent, { kind: "drop" }>;

/**
 * Draws a part of the run as a column per node. A message that arrives at the instant of its sending is one arrow;
 * one that travels is numbered and has two lines, where it leaves and where it arrives or is lost, so that lateness
 * and crossing can be read. What is done to it on its way stands between them. What lasts where the part begins, and
 * which messages are under way where it begins and ends, is said there.
 */
export function drawDiagram(trace: Trace, part: RunPart, width: number, paint: Paint): string[] {
  const diagram = new Diagram(trace, part, layOut(trace, width), paint);
  for (const event of trace.events.slice(0, part.from)) diagram.skip(event);
  diagram.begin();
  for (const event of trace.events.slice(part.from, part.to + 1)) diagram.add(event);
  diagram.end();
  return diagram.lines;
}

class Diagram {
  readonly #trace: Trace;
  readonly #part: RunPart;
  readonly #layout: Layout;
  readonly #standing: Standing;
  readonly #lifelines: Lifelines;
  readonly #captions: Captions;
  readonly #messages: Messages;
  readonly #sheet: Sheet;
  readonly #news: ReadonlyMap<number, readonly News[]>;

  constructor(trace: Trace, part: RunPart, layout: Layout, paint: Paint) {
    this.#trace = trace;
    this.#part = part;
    this.#layout = layout;
    this.#standing = new Standing(trace);
    this.#lifelines = new Lifelines(trace, layout);
    this.#captions = new Captions(trace, this.#standing);
    this.#messages = new Messages(trace, part, layout);
    this.#sheet = new Sheet(trace, layout, this.#lifelines, paint);
    this.#news = divergenceNews(trace);
  }

  get lines(): string[] {
    return this.#sheet.lines;
  }

  /** Takes note of an event before the part. */
  skip(event: TraceEvent): void {
    this.#apply(event);
    for (const { check, nodes } of this.#newsOf(event)) this.#lifelines.setDiverging(check, nodes);
  }

  /** Says where the part begins. */
  begin(): void {
    const lines = tellBefore(this.#trace, this.#part, this.#standing.all(), this.#news);
    for (const line of lines) this.#aside(line);
    const open = underWay(this.#trace, this.#part.from - 1).map((flight) => {
      const { node, to } = flight.send;
      const { id, label } = this.#messages.arrow(flight, this.#part.from);
      return `${id} ${label} ${this.#trace.nodes[node].name} → ${this.#trace.nodes[to].name}`;
    });
    if (open.length > 0) this.#aside(`under way: ${open.join(" · ")}`);
  }

  add(event: TraceEvent): void {
    this.#draw(event);
    this.#apply(event);
    for (const { check, nodes, text } of this.#newsOf(event)) {
      this.#lifelines.setDiverging(check, nodes);
      this.#sheet.across(event.time, text, nodes.length > 0 ? "warn" : "good");
    }
  }

  /** Says where the part ends, if the run goes on. */
  end(): void {
    const after = tellAfter(this.#trace, this.#part);
    if (after !== undefined) this.#aside(after + this.#left(this.#part.to));
  }

  #apply(event: TraceEvent): void {
    this.#lifelines.apply(event);
    this.#standing.apply(event);
  }

  #newsOf({ index }: TraceEvent): readonly News[] {
    return this.#news.get(index) ?? [];
  }

  #aside(text: string): void {
    this.#sheet.across(undefined, text, "dim");
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
        this.#sheet.across(event.time, `end${this.#left(event.index)}`, "dim");
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
    if (!this.#messages.travels(flight)) return;
    const arrow = this.#messages.arrow(flight, send.index);
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
    const arrow = this.#messages.arrow(flight, event.index);
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
    const arrow: Arrow = { ...this.#messages.arrow(flight, event.index), style: "bad" };
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
    const { id, label } = this.#messages.arrow(flights(this.#trace)[event.message], event.index);
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

  /** Which messages are under way when an event is over. */
  #left(event: number): string {
    const open = underWay(this.#trace, event).map(({ message }) => `(${message})`);
    return open.length > 0 ? `, still under way: ${open.join(" ")}` : "";
  }
}

function span(what: string, duration: number): string {
  return duration > 0 ? `${what} ${formatTime(duration)}` : "";
}
