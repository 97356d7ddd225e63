import type { SendEvent } from "../../trace/event.ts";
import type { Flight } from "../../trace/flights.ts";
import { argumentsBefore, describeContent, original } from "../../trace/messages.ts";
import type { RunPart } from "../../trace/runPart.ts";
import type { Trace } from "../../trace/trace.ts";
import type { Arrow } from "./arrow.ts";
import type { Layout } from "./layout.ts";

/** The messages of a part of a run as arrows. */
export class Messages {
  readonly #trace: Trace;
  readonly #part: RunPart;
  readonly #layout: Layout;

  constructor(trace: Trace, part: RunPart, layout: Layout) {
    this.#trace = trace;
    this.#part = part;
    this.#layout = layout;
  }

  /** The message as it is just before event `index`. */
  arrow(flight: Flight, index: number): Arrow {
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
      id: this.travels(flight) ? `(${message})` : "",
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

  /** Whether the message leaves in one line and ends in another, or outside the part. */
  travels({ send, onWay, end }: Flight): boolean {
    if (end?.time !== send.time || onWay.some(({ kind }) => kind === "tamper")) return true;
    return send.index < this.#part.from || end.index > this.#part.to;
  }
}
