import { isSend, type TraceEvent } from "../event.ts";
import type { Trace } from "../trace.ts";

/**
 * The events of a run as a forest: what belongs to an event, in the order in which it happened. Linked lists in
 * arrays, since there may be a million of them.
 */
export class Origins {
  /** For each event the one that it belongs to; -1 for none. */
  readonly of: Int32Array;
  /** For each event the first one that belongs to it; -1 for none. */
  readonly first: Int32Array;
  /** For each event the next one that belongs to the same; -1 for none. */
  readonly next: Int32Array;
  /** The first event that belongs to none; -1 for an empty run. */
  readonly root: number = -1;

  constructor(trace: Trace) {
    const count = trace.events.length;
    this.of = origins(trace);
    this.first = new Int32Array(count).fill(-1);
    this.next = new Int32Array(count).fill(-1);
    for (let event = count - 1; event >= 0; event--) {
      const origin = this.of[event];
      if (origin < 0) {
        this.next[event] = this.root;
        this.root = event;
      } else {
        this.next[event] = this.first[origin];
        this.first[origin] = event;
      }
    }
  }
}

/**
 * Whether what an event belongs to is part of what it is: the fate of this message, the answer to this request, the
 * end of this cut. What a handler does might be done by another one just as well.
 */
export function isBound({ kind }: TraceEvent): boolean {
  switch (kind) {
    case "deliver":
    case "drop":
    case "tamper":
    case "delay":
    case "tap":
    case "duplicate":
    case "retransmit":
    case "reply":
    case "ok":
    case "fail":
    case "unknown":
    case "timeout":
    case "heal":
    case "release":
      return true;
    default:
      return false;
  }
}

/** The cause of most events; but an answer belongs to its request, whatever went on before it could be given. */
function origins(trace: Trace): Int32Array {
  const result = new Int32Array(trace.events.length).fill(-1);
  const sent: number[] = [];
  const cut = new Map<number, number>();
  const held = new Map<number, number>();
  const originOf = (event: TraceEvent): number | undefined => {
    switch (event.kind) {
      case "deliver":
      case "drop":
      case "tamper":
      case "delay":
      case "tap":
        return sent[event.message];
      case "duplicate":
      case "retransmit":
        return sent[event.of];
      case "reply":
      case "ok":
      case "fail":
      case "unknown":
      case "timeout":
        return sent[event.request];
      case "heal":
        return cut.get(event.cut);
      case "release":
        return held.get(event.hold);
      // The same trouble at another moment is still the same.
      case "violation":
      case "end":
        return undefined;
      default:
        return event.cause;
    }
  };
  for (const event of trace.events) {
    const origin = originOf(event);
    if (origin !== undefined && origin < event.index) result[event.index] = origin;
    if (isSend(event)) sent[event.message] = event.index;
    else if (event.kind === "partition") cut.set(event.cut, event.index);
    else if (event.kind === "hold") held.set(event.hold, event.index);
  }
  return result;
}
