import type { SendEvent, TraceEvent } from "../../trace/event.ts";
import { flights } from "../../trace/flights.ts";
import type { Flight } from "../../trace/flights.ts";
import { formatTime, shorten } from "../../trace/format.ts";
import { original } from "../../trace/messages.ts";
import type { Trace } from "../../trace/trace.ts";
import { captionOf } from "../caption.ts";
import { contentBefore, endLabel, underWayLabel } from "./labels.ts";
import { Standing } from "../standing.ts";
import { arrow, note } from "./syntax.ts";

/** Longest remark, without its time. */
const MAX_REMARK = 100;

/** Finds the rows for the events of a part of a run, in the order in which they happen. */
export class Rows {
  readonly #trace: Trace;
  readonly #standing: Standing;
  /** Nodes that are at work, and so have a bar on their lifeline. */
  readonly #busy = new Set<number>();

  constructor(trace: Trace) {
    this.#trace = trace;
    this.#standing = new Standing(trace);
  }

  /** Takes note of an event before the part. */
  skip(event: TraceEvent): void {
    this.#standing.apply(event);
  }

  /** What lasts where the part begins. */
  begin(): string[] {
    return this.#standing.all(" · ").map(({ node, text }) => this.#note(node, text));
  }

  of(event: TraceEvent): string[] {
    const rows = this.#rowsOf(event);
    this.#standing.apply(event);
    return rows;
  }

  /** What is still going on after event `last`, with which the part ends. */
  end(last: number, flights: readonly Flight[]): string[] {
    const underWay = flights.map((flight) => {
      const { node, to } = flight.send;
      return arrow("--)", node, to, underWayLabel(this.#trace, flight, last));
    });
    return [...underWay, ...[...this.#busy].flatMap((node) => this.#rest(node))];
  }

  #rowsOf(event: TraceEvent): string[] {
    switch (event.kind) {
      case "deliver":
      case "ok":
      case "fail":
      case "drop": {
        const { send } = flights(this.#trace)[event.message];
        const head = event.kind === "drop" ? this.#lostArrow(send) : this.#arrow(send);
        return [arrow(head, send.node, send.to, endLabel(this.#trace, event))];
      }
      case "tap":
        return [this.#remark(event, `reads ${contentBefore(this.#trace, event.message, event.index)}`)];
      case "work":
        return [this.#remark(event, captionOf(this.#trace, event)), ...this.#work(event.node)];
      case "timer":
        return event.name === "work" ? this.#rest(event.node) : [];
      case "crash":
        return [this.#remark(event, `✖ ${captionOf(this.#trace, event)}`), ...this.#rest(event.node)];
      case "leave":
        return [this.#remark(event, captionOf(this.#trace, event)), ...this.#rest(event.node)];
      case "start":
        return event.time > 0 ? [this.#remark(event, captionOf(this.#trace, event))] : [];
      case "unknown":
        return [this.#remark(event, `${captionOf(this.#trace, event)}, outcome unknown`)];
      case "timeout":
      case "restart":
      case "pause":
      case "resume":
      case "slow":
      case "flush":
      case "belief":
      case "decide":
      case "clock":
      case "partition":
      case "hold":
        return [this.#remark(event, captionOf(this.#trace, event, " · "))];
      case "heal":
      case "release": {
        const groups = this.#standing.groupsOf(event);
        const word = event.kind === "heal" ? "healed" : "released";
        return [this.#remark(event, groups === undefined ? word : `${word} · ${groups}`)];
      }
      case "note":
        return [this.#note(event.node, shorten(event.text, MAX_REMARK))];
      case "violation": {
        const node = event.cause === undefined ? undefined : this.#trace.events[event.cause].node;
        return [this.#remark({ time: event.time, node }, `✗ ${event.message}`)];
      }
      // A message stands in the row of its arrival, with all that was done to it.
      case "send":
      case "call":
      case "reply":
      case "invoke":
      case "duplicate":
      case "retransmit":
      case "forge":
      case "tamper":
      case "delay":
      case "end":
        return [];
    }
  }

  /** A call asks and waits, so it has the filled head of a synchronous message; a reply is dotted. */
  #arrow(send: SendEvent): string {
    const { kind } = original(this.#trace, send);
    if (kind === "reply") return "-->>";
    return kind === "call" || kind === "invoke" ? "->>" : "-)";
  }

  #lostArrow(send: SendEvent): string {
    return original(this.#trace, send).kind === "reply" ? "--x" : "-x";
  }

  #work(node: number): string[] {
    if (this.#busy.has(node)) return [];
    this.#busy.add(node);
    return [`activate n${node}`];
  }

  #rest(node: number): string[] {
    return this.#busy.delete(node) ? [`deactivate n${node}`] : [];
  }

  #remark({ time, node }: Pick<TraceEvent, "time" | "node">, text: string): string {
    return this.#note(node, `${shorten(text, MAX_REMARK)} · ${formatTime(time)}`);
  }

  #note(node: number | undefined, text: string): string {
    return node === undefined ? note(text, 0, Math.max(0, this.#trace.nodes.length - 1)) : note(text, node);
  }
}
