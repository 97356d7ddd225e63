import { mistake } from "../../trace/belief.ts";
import { describeClock } from "../../trace/clockSetting.ts";
import { describeDecision, describeGroups } from "../../trace/describe.ts";
import type { TraceEvent } from "../../trace/event.ts";
import { formatTime } from "../../trace/format.ts";
import { describeRequest } from "../../trace/messageSentences.ts";
import type { Trace } from "../../trace/trace.ts";
import type { Style } from "./canvas.ts";

/** The words for an event that is no arrow. */
export interface Caption {
  /** The lifeline that it stands on; absent when it concerns all. */
  readonly node?: number;
  /** What stands on the lifeline, one cell wide; where there is none, the first of what stands across all. */
  readonly sign: string;
  readonly text: string;
  readonly style: Style;
}

type PartitionEvent = Extract<TraceEvent, { kind: "partition" }>;
type HoldEvent = Extract<TraceEvent, { kind: "hold" }>;
type Captioned = Exclude<
  TraceEvent,
  {
    kind:
      | "send"
      | "call"
      | "reply"
      | "invoke"
      | "duplicate"
      | "retransmit"
      | "forge"
      | "deliver"
      | "ok"
      | "fail"
      | "drop"
      | "tamper"
      | "delay"
      | "tap"
      | "end";
  }
>;

/** Finds the words for the events of a run, in the order in which they happen. */
export class Captions {
  readonly #trace: Trace;
  readonly #cuts = new Map<number, PartitionEvent>();
  readonly #holds = new Map<number, HoldEvent>();

  constructor(trace: Trace) {
    this.#trace = trace;
  }

  /** Nothing for a node that is there from the beginning. */
  of(event: Captioned): Caption | undefined {
    switch (event.kind) {
      case "partition":
        this.#cuts.set(event.cut, event);
        return { sign: "╱╲", text: this.#tellPartition(event), style: "bad" };
      case "heal":
        return { sign: "──", text: `healed${this.#take(this.#cuts, event.cut)}`, style: "good" };
      case "hold":
        this.#holds.set(event.hold, event);
        return { sign: "╏", text: `hold: ${describeGroups(this.#trace, event)}`, style: "warn" };
      case "release":
        return { sign: "──", text: `released${this.#take(this.#holds, event.hold)}`, style: "good" };
      case "note":
        return { node: event.node, sign: "»", text: event.text, style: "bold" };
      case "violation": {
        const node = event.cause === undefined ? undefined : this.#trace.events[event.cause].node;
        return { node, sign: "✗", text: this.#trace.checks[event.check].name, style: "bad" };
      }
      default:
        return this.#onNode(event);
    }
  }

  #onNode(
    event: Exclude<Captioned, { kind: "partition" | "heal" | "hold" | "release" | "note" | "violation" }>,
  ): Caption | undefined {
    const { node } = event;
    const caption = (sign: string, text: string, style: Style): Caption => ({ node, sign, text, style });
    switch (event.kind) {
      case "start":
        return event.time > 0 ? caption("○", "start", "good") : undefined;
      case "timer":
        return caption("◔", tellTimer(event), event.due === undefined ? "dim" : "warn");
      case "timeout":
        return caption("◔", `no answer to ${describeRequest(this.#trace, event.request)}`, "warn");
      case "unknown":
        return caption("?", `gives up on ${describeRequest(this.#trace, event.request)}`, "warn");
      case "crash":
        return caption("✖", event.amnesia ? "crash, its disk is lost" : "crash", "bad");
      case "restart":
        return caption("○", "restart", "good");
      case "leave":
        return caption("┴", "leaves for good", "bad");
      case "pause":
        return caption("▒", "stands still", "warn");
      case "resume":
        return caption("○", "goes on", "good");
      case "slow":
        return event.by === 0
          ? caption("○", "as fast as ever", "good")
          : caption("░", `slow by ${formatTime(event.by)}`, "warn");
      case "work":
        return caption("┃", `works for ${formatTime(event.until - event.time)}`, "dim");
      case "flush":
        return caption("▾", "written to disk", "dim");
      case "belief": {
        const truth = mistake(this.#trace, event);
        const belief = `believes ${this.#trace.nodes[event.about].name} ${event.belief}`;
        return caption("◇", truth ? `${belief}, but ${truth}` : belief, truth ? "warn" : "plain");
      }
      case "decide":
        return caption("◆", `decides ${describeDecision(event)}`, "good");
      case "clock":
        return caption("◔", describeClock(event), "warn");
    }
  }

  #tellPartition(event: PartitionEvent): string {
    const groups = describeGroups(this.#trace, event);
    if (event.ring) return `partition, only a ring is left: ${groups}`;
    return event.oneWay ? `one-way partition: ${groups}` : `partition: ${groups}`;
  }

  /** Closes what is open, and says which one it was where others stay open. */
  #take(open: Map<number, PartitionEvent | HoldEvent>, id: number): string {
    const event = open.get(id);
    open.delete(id);
    return event !== undefined && open.size > 0 ? `: ${describeGroups(this.#trace, event)}` : "";
  }
}

function tellTimer({ name, due, time }: Extract<TraceEvent, { kind: "timer" }>): string {
  const what = name === "work" ? "work done" : name || "timer";
  return due === undefined ? what : `${what}, ${formatTime(time - due)} late`;
}
