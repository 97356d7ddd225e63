import { mistake } from "../../trace/beliefs.ts";
import type { TraceEvent } from "../../trace/event.ts";
import type { Trace } from "../../trace/trace.ts";
import { captionOf } from "../caption.ts";
import type { CaptionedEvent, CaptionedKind } from "../caption.ts";
import type { Closing, Standing } from "../standing.ts";
import type { Style } from "./canvas.ts";

/** The words for an event that is no arrow. */
export interface Caption extends Look {
  /** The lifeline that it stands on; absent when it concerns all. */
  readonly node?: number;
  readonly text: string;
}

interface Look {
  /** Stands on the lifeline, or before what stands across all of them. */
  readonly sign: string;
  readonly style: Style;
}

const LOOKS: Readonly<Record<CaptionedKind, Look>> = {
  timer: { sign: "◔", style: "dim" },
  timeout: { sign: "◔", style: "warn" },
  unknown: { sign: "?", style: "warn" },
  start: { sign: "○", style: "good" },
  crash: { sign: "✖", style: "bad" },
  restart: { sign: "○", style: "good" },
  leave: { sign: "┴", style: "bad" },
  pause: { sign: "▒", style: "warn" },
  resume: { sign: "○", style: "good" },
  slow: { sign: "░", style: "warn" },
  work: { sign: "┃", style: "dim" },
  flush: { sign: "▾", style: "dim" },
  belief: { sign: "◇", style: "plain" },
  decide: { sign: "◆", style: "good" },
  clock: { sign: "◔", style: "warn" },
  partition: { sign: "╱╲", style: "bad" },
  hold: { sign: "╏", style: "warn" },
};

/** Finds the words for the events of a run. */
export class Captions {
  readonly #trace: Trace;
  readonly #standing: Standing;

  /** @param standing What lasts when the event happens that is asked for. */
  constructor(trace: Trace, standing: Standing) {
    this.#trace = trace;
    this.#standing = standing;
  }

  /** Nothing for a node that is there from the beginning. */
  of(
    event: CaptionedEvent | Extract<TraceEvent, { kind: "heal" | "release" | "note" | "violation" }>,
  ): Caption | undefined {
    switch (event.kind) {
      case "heal":
        return { sign: "──", text: `healed${this.#opened(event)}`, style: "good" };
      case "release":
        return { sign: "──", text: `released${this.#opened(event)}`, style: "good" };
      case "note":
        return { node: event.node, sign: "»", text: event.text, style: "bold" };
      case "violation": {
        const node = event.cause === undefined ? undefined : this.#trace.events[event.cause].node;
        return { node, sign: "✗", text: this.#trace.checks[event.check].name, style: "bad" };
      }
      case "start":
        return event.time > 0 ? this.#caption(event) : undefined;
      default:
        return this.#caption(event);
    }
  }

  #caption(event: CaptionedEvent): Caption {
    return { ...this.#lookOf(event), node: event.node, text: captionOf(this.#trace, event) };
  }

  #lookOf(event: CaptionedEvent): Look {
    const look = LOOKS[event.kind];
    if (event.kind === "slow" && event.by === 0) return LOOKS.resume;
    if (event.kind === "timer" && event.due !== undefined) return { ...look, style: "warn" };
    if (event.kind === "belief" && mistake(this.#trace, event)) return { ...look, style: "warn" };
    return look;
  }

  /** Says between whom the way is open again, where others stay apart. */
  #opened(event: Closing): string {
    const groups = this.#standing.groupsOf(event);
    return groups === undefined ? "" : `: ${groups}`;
  }
}
