import { describeGroups } from "../trace/describe.ts";
import type { TraceEvent } from "../trace/event.ts";
import type { Trace } from "../trace/trace.ts";
import { captionOf } from "./caption.ts";

type Separating = Extract<TraceEvent, { kind: "partition" | "hold" }>;
/** Opens a way again. */
export type Closing = Extract<TraceEvent, { kind: "heal" | "release" }>;

/** Something that lasts: what it is, and the node that it concerns, if it is one. */
export interface Lasting {
  readonly text: string;
  readonly node?: number;
}

/** What lasts at a moment of the run, which a part that begins there has to say first. */
export class Standing {
  readonly #trace: Trace;
  readonly #open = new Map<string, Separating>();
  /** By what it is and which node it concerns. */
  readonly #nodes = new Map<string, Lasting>();

  constructor(trace: Trace) {
    this.#trace = trace;
  }

  /** Takes note of what the event changes. */
  apply(event: TraceEvent): void {
    switch (event.kind) {
      case "partition":
      case "hold":
        this.#open.set(keyOf(event), event);
        break;
      case "heal":
      case "release":
        this.#open.delete(keyOf(event));
        break;
      case "crash":
        this.#nodes.delete(`pause ${event.node}`);
        this.#nodes.set(`down ${event.node}`, { node: event.node, text: "is down" });
        break;
      case "leave":
        this.#nodes.delete(`pause ${event.node}`);
        this.#nodes.set(`down ${event.node}`, { node: event.node, text: "has left" });
        break;
      case "start":
      case "restart":
        this.#nodes.delete(`down ${event.node}`);
        break;
      case "pause":
        this.#nodes.set(`pause ${event.node}`, { node: event.node, text: captionOf(this.#trace, event) });
        break;
      case "resume":
        this.#nodes.delete(`pause ${event.node}`);
        break;
      case "slow":
        if (event.by === 0) this.#nodes.delete(`slow ${event.node}`);
        else this.#nodes.set(`slow ${event.node}`, { node: event.node, text: captionOf(this.#trace, event) });
        break;
      default:
    }
  }

  /**
   * All that lasts, that which concerns all nodes first.
   * @param colon What stands between a word and what it is about.
   */
  all(colon?: string): Lasting[] {
    const open = [...this.#open.values()].map((event) => ({ text: captionOf(this.#trace, event, colon) }));
    return [...open, ...this.#nodes.values()];
  }

  /** The groups between which an event that is still to be applied opens the way, where others stay apart. */
  groupsOf(event: Closing): string | undefined {
    const opened = this.#open.get(keyOf(event));
    const others = [...this.#open.values()].filter((other) => other.kind === opened?.kind);
    return opened && others.length > 1 ? describeGroups(this.#trace, opened) : undefined;
  }
}

function keyOf(event: Separating | Closing): string {
  return "cut" in event ? `cut ${event.cut}` : `hold ${event.hold}`;
}
