import { happensBefore } from "./happensBefore.ts";
import { isProcessEvent } from "./lifelines.ts";
import type { Trace } from "./trace.ts";

/** Two concurrent events, as indices into `Trace.events`, the first with the smaller Lamport timestamp. */
export type Neighbours = readonly [lower: number, higher: number];

/**
 * All pairs of concurrent events with Lamport timestamps next to each other, in the order of these timestamps.
 *
 * They stand for all concurrent events that Lamport's clock orders: an event with timestamp n has in its past, or is
 * itself, one of each timestamp from 1 to n, so whatever it is concurrent with at a smaller timestamp m is concurrent
 * with the one at m + 1 as well. There are up to (nodes - 1) of them for each event, so they are stepped through and
 * never listed: a step looks at no more than the pairs of neighbours between two of them.
 */
export class LamportNeighbours {
  readonly #trace: Trace;
  /** The events with timestamp `n` are those from position `#starts[n]` up to `#starts[n + 1]`, ascending. */
  readonly #events: Int32Array;
  readonly #starts: Int32Array;

  constructor(trace: Trace) {
    this.#trace = trace;
    // A counting sort. No timestamp is larger than the number of events.
    const starts = new Int32Array(trace.events.length + 2);
    const counted = (timestamp: number) =>
      Number.isInteger(timestamp) && timestamp >= 0 && timestamp <= trace.events.length;
    for (const event of trace.events) {
      if (isProcessEvent(event) && counted(event.clocks.lamport)) starts[event.clocks.lamport + 1]++;
    }
    for (let timestamp = 1; timestamp < starts.length; timestamp++)
      starts[timestamp] += starts[timestamp - 1];
    const events = new Int32Array(starts.at(-1)!);
    const next = starts.slice();
    for (const event of trace.events) {
      if (isProcessEvent(event) && counted(event.clocks.lamport))
        events[next[event.clocks.lamport]++] = event.index;
    }
    this.#events = events;
    this.#starts = starts;
  }

  /** The first pair of all. */
  first(): Neighbours | undefined {
    const least = this.#events.at(0);
    return least === undefined ? undefined : this.from(least);
  }

  /** The last pair of all. */
  last(): Neighbours | undefined {
    const most = this.#events.at(-1);
    return most === undefined ? undefined : this.before([most, Infinity]);
  }

  /** The first pair that begins with event `lower` or a later one in Lamport's order. */
  from(lower: number): Neighbours | undefined {
    return this.after([lower, -1]);
  }

  /** The pair that follows another one, or a place between two of them. */
  after([lower, higher]: Neighbours): Neighbours | undefined {
    let least = higher + 1;
    for (let at = this.#positionOf(lower); at < this.#events.length; at++, least = 0) {
      const [from, to] = this.#level(this.#lamport(this.#events[at]) + 1);
      for (let other = from; other < to; other++) {
        if (this.#events[other] >= least && this.#concurrent(at, other))
          return [this.#events[at], this.#events[other]];
      }
    }
    return undefined;
  }

  /** The pair that comes before another one, or before a place between two of them. */
  before([lower, higher]: Neighbours): Neighbours | undefined {
    let most = higher - 1;
    const start = Math.min(this.#positionOf(lower), this.#events.length - 1);
    for (let at = start; at >= 0; at--, most = Infinity) {
      const [from, to] = this.#level(this.#lamport(this.#events[at]) + 1);
      for (let other = to - 1; other >= from; other--) {
        if (this.#events[other] <= most && this.#concurrent(at, other))
          return [this.#events[at], this.#events[other]];
      }
    }
    return undefined;
  }

  #level(timestamp: number): readonly [from: number, to: number] {
    const { length } = this.#events;
    return [this.#starts[timestamp] ?? length, this.#starts[timestamp + 1] ?? length];
  }

  /** An event that no process takes part in has its place behind all others. */
  #positionOf(index: number): number {
    const [from, to] = this.#level(this.#lamport(index));
    const position = this.#events.subarray(from, to).indexOf(index);
    return position < 0 ? this.#events.length : from + position;
  }

  /** The higher timestamp can't belong to the earlier one of two ordered events. */
  #concurrent(lower: number, higher: number): boolean {
    return !happensBefore(this.#trace, this.#events[lower], this.#events[higher]);
  }

  #lamport(index: number): number {
    const event = this.#trace.events[index];
    return event.node === undefined ? NaN : event.clocks.lamport;
  }
}
