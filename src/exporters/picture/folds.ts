import type { TraceEvent } from "../../trace/event.ts";
import { firstAtLeast } from "../../trace/ascending.ts";
import { Spans } from "./intervals.ts";
import { drawnAlone, localRuns, type Foldable } from "./localRuns.ts";

/**
 * Runs of local events of a lifeline, each drawn as one: between their first and their last event nothing else
 * happens there, and nothing hangs on any of them. Known by their position in the order of their first events.
 */
export class Folds {
  /** To which of them each event belongs; -1 for one that belongs to none. */
  readonly of: Int32Array;
  /** For an event that is drawn where an earlier one is, that one; else -1. */
  readonly #at: Int32Array;
  /** Indices of the events that belong to none, ascending. */
  readonly #alone: Int32Array;
  /** The events of all of them, one after the other; those of fold `i` from `starts[i]` up to `starts[i + 1]`. */
  readonly #events: Int32Array;
  readonly #starts: Int32Array;
  readonly #spans: Spans;
  /** 1 for folds whose events are not all of the same kind and name; and for those whose events are of several nodes. */
  readonly #mixed: Uint8Array;
  readonly #several: Uint8Array;

  constructor(run: Foldable) {
    const { events } = run.trace;
    const alone = drawnAlone(run);
    this.of = localRuns(run, alone);
    const sizes = numbered(this.of);
    this.#starts = new Int32Array(sizes.length + 1);
    for (const [fold, size] of sizes.entries()) this.#starts[fold + 1] = this.#starts[fold] + size;
    this.#events = new Int32Array(this.#starts[sizes.length]);
    this.#alone = new Int32Array(this.of.length - this.#events.length);
    this.#at = new Int32Array(this.of.length).fill(-1);
    this.#mixed = new Uint8Array(sizes.length);
    this.#several = new Uint8Array(sizes.length);
    const next = this.#starts.slice();
    let count = 0;
    for (let event = 0; event < this.of.length; event++) {
      const fold = this.of[event];
      if (fold < 0) {
        this.#alone[count++] = event;
        // What is sent to nodes on the same lifeline is not seen to leave.
        if (alone[event] === 0) this.#at[event] = run.shares[event];
      } else {
        this.#events[next[fold]++] = event;
        const first = this.#events[this.#starts[fold]];
        if (first === event) continue;
        this.#at[event] = first;
        if (!isAlike(events[first], events[event])) this.#mixed[fold] = 1;
        if (run.nodes[first] !== run.nodes[event]) this.#several[fold] = 1;
      }
    }
    const first = sizes.map((_, fold) => this.#events[this.#starts[fold]]);
    const last = sizes.map((_, fold) => this.#events[this.#starts[fold + 1] - 1]);
    this.#spans = new Spans(first, last);
  }

  /** The events of a fold, ascending. */
  events(fold: number): Int32Array {
    return this.#events.subarray(this.#starts[fold], this.#starts[fold + 1]);
  }

  /** Whether all events of a fold are of the same kind and name. */
  isUniform(fold: number): boolean {
    return this.#mixed[fold] === 0;
  }

  /** Whether all events of a fold are of the same node. */
  isOfOne(fold: number): boolean {
    return this.#several[fold] === 0;
  }

  /** For an event that is drawn where an earlier one is, that one; else -1. */
  drawnWith(event: number): number {
    return this.#at[event];
  }

  /** Indices of the events of `first` … `last`, both inclusive, that belong to no fold; ascending. */
  aloneBetween(first: number, last: number): Int32Array {
    return this.#alone.subarray(firstAtLeast(this.#alone, first), firstAtLeast(this.#alone, last + 1));
  }

  /** The folds that last at some event of `from` … `to`, both inclusive, in order. */
  meeting(from: number, to: number): number[] {
    return this.#spans.meeting(from, to);
  }
}

function isAlike(a: TraceEvent, b: TraceEvent): boolean {
  return a.kind === b.kind && (a.kind !== "timer" || b.kind !== "timer" || a.name === b.name);
}

/** Gives up runs of one event and numbers the others anew. @returns How many events each of them has. */
function numbered(of: Int32Array): number[] {
  const counts: number[] = [];
  for (const run of of) if (run >= 0) counts[run] = (counts[run] ?? 0) + 1;
  const sizes: number[] = [];
  const names = Int32Array.from(counts, (count) => (count > 1 ? sizes.push(count) - 1 : -1));
  for (let event = 0; event < of.length; event++) if (of[event] >= 0) of[event] = names[of[event]];
  return sizes;
}
