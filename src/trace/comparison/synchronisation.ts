import type { Alignment } from "./alignment.ts";
import { inOrder } from "./increasing.ts";

/**
 * Which moment of one run corresponds to which of another, for scrolling both together. Goes through counterparts
 * that stand in the same order in both, and linearly between the nearest two of them; so later in one is never
 * earlier in the other.
 */
export class Synchronisation {
  readonly #a: Side;
  readonly #b: Side;

  /** @param timesA Virtual time of each event of the first run in ms; `timesB` those of the second. */
  constructor({ toB }: Pick<Alignment, "toB">, timesA: Float64Array, timesB: Float64Array) {
    const paired = new Int32Array(toB.length);
    const partners = new Int32Array(toB.length);
    let count = 0;
    for (let event = 0; event < toB.length; event++) {
      if (toB[event] < 0) continue;
      paired[count] = event;
      partners[count++] = toB[event];
    }
    const kept = inOrder(partners.subarray(0, count));
    this.#a = sideOf(paired, kept, timesA);
    this.#b = sideOf(partners, kept, timesB);
  }

  /** The virtual time of the second run in ms that corresponds to one of the first. */
  timeInB(time: number): number {
    return across(this.#a.times, this.#b.times, time);
  }

  /** The virtual time of the first run in ms that corresponds to one of the second. */
  timeInA(time: number): number {
    return across(this.#b.times, this.#a.times, time);
  }

  /** The event of the second run at the place of one of the first; -1 if it has none. */
  eventInB(event: number): number {
    return Math.round(across(this.#a.events, this.#b.events, event));
  }

  /** The event of the first run at the place of one of the second; -1 if it has none. */
  eventInA(event: number): number {
    return Math.round(across(this.#b.events, this.#a.events, event));
  }
}

/** The places of a run that correspond to places of the other, its beginning and its end included. */
interface Side {
  readonly events: Float64Array;
  readonly times: Float64Array;
}

function sideOf(paired: Int32Array, kept: Uint8Array, all: Float64Array): Side {
  const last = all.length - 1;
  const events = new Float64Array(kept.length + 2);
  const times = new Float64Array(kept.length + 2);
  // A run begins at 0, whatever happens first.
  events[0] = Math.min(0, last);
  let count = 1;
  for (let place = 0; place < kept.length; place++) {
    if (kept[place] === 0) continue;
    events[count] = paired[place];
    times[count++] = all[paired[place]];
  }
  events[count] = last;
  times[count++] = all.at(last) ?? 0;
  return { events: events.subarray(0, count), times: times.subarray(0, count) };
}

/** The piecewise linear function through points of which neither coordinate decreases. */
function across(from: Float64Array, to: Float64Array, place: number): number {
  let low = 0;
  let high = from.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (from[middle] <= place) low = middle + 1;
    else high = middle;
  }
  if (low === 0) return to[0];
  if (low === from.length) return to[from.length - 1];
  const part = (place - from[low - 1]) / (from[low] - from[low - 1]);
  return to[low - 1] + part * (to[low] - to[low - 1]);
}
