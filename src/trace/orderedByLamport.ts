import { isProcessEvent, lifelines, type ProcessEvent } from "./lifelines.ts";
import type { Trace } from "./trace.ts";

/**
 * How many pairs of events of the run Lamport's clock orders though they are concurrent.
 *
 * Of the events before one in the trace, its vector clock counts those that happen before it, and those that share
 * its Lamport timestamp are not ordered with it; all others are what is asked for. Takes time linear in the size of
 * the trace.
 */
export function countOrderedByLamport(trace: Trace): number {
  /** How many events have had each timestamp so far; none is larger than the number of events. */
  const sharing = new Uint32Array(trace.events.length + 1);
  let events = 0;
  let pairs = 0;
  for (const event of trace.events) {
    if (!isProcessEvent(event)) continue;
    const { lamport, vector } = event.clocks;
    // The vector counts the event itself as well.
    let past = -1;
    for (const count of vector) past += count;
    pairs += events - past - (sharing.at(lamport) ?? 0);
    sharing[lamport]++;
    events++;
  }
  return pairs;
}

/** Part of a lifeline, as positions in what {@link lifelines} has for the node. */
interface Stretch {
  readonly events: Int32Array;
  readonly from: number;
  readonly to: number;
  /** Position of the event that is left out; -1 when there is none. */
  readonly without: number;
}

/**
 * The events that are concurrent with one event though Lamport's clock puts them before or after it.
 *
 * On each other lifeline they lie between the last event that the one knows of, which its vector clock counts, and the
 * first that knows of the one; no more than one event there has the same Lamport timestamp. So they are found by
 * binary search and never listed: each question takes time in proportion to the nodes.
 */
export class OrderedByLamport {
  /** How many there are. */
  readonly count: number;
  readonly #stretches: readonly Stretch[];

  /** @param index An event that no process takes part in has none. */
  constructor(trace: Trace, index: number) {
    const event = trace.events[index];
    this.#stretches = isProcessEvent(event) ? stretchesBeside(trace, event) : [];
    this.count = this.#stretches.reduce((sum, stretch) => sum + countBefore(stretch, stretch.to), 0);
  }

  /** Where an event stands among them, from 1 in the order of the run; `undefined` when it is none of them. */
  rank(index: number): number | undefined {
    let earlier = 0;
    let found = false;
    for (const stretch of this.#stretches) {
      const position = firstFrom(stretch, index);
      earlier += countBefore(stretch, position);
      if (position < stretch.to && position !== stretch.without) found ||= stretch.events[position] === index;
    }
    return found ? earlier + 1 : undefined;
  }

  /** The first of them after event `index` of the run. */
  after(index: number): number | undefined {
    let nearest = Infinity;
    for (const stretch of this.#stretches) {
      let position = firstFrom(stretch, index + 1);
      if (position === stretch.without) position++;
      if (position < stretch.to) nearest = Math.min(nearest, stretch.events[position]);
    }
    return nearest === Infinity ? undefined : nearest;
  }

  /** The last of them before event `index` of the run. */
  before(index: number): number | undefined {
    let nearest = -1;
    for (const stretch of this.#stretches) {
      let position = firstFrom(stretch, index) - 1;
      if (position === stretch.without) position--;
      if (position >= stretch.from) nearest = Math.max(nearest, stretch.events[position]);
    }
    return nearest < 0 ? undefined : nearest;
  }
}

function stretchesBeside(trace: Trace, { node, clocks }: ProcessEvent): Stretch[] {
  const stretches: Stretch[] = [];
  for (const [other, events] of lifelines(trace).entries()) {
    if (other === node) continue;
    const clocksAt = (position: number) => (trace.events[events[position]] as ProcessEvent).clocks;
    const from = Math.min(clocks.vector[other] ?? 0, events.length);
    const to = search(from, events.length, (at) => (clocksAt(at).vector[node] ?? 0) >= clocks.vector[node]);
    const same = search(from, to, (at) => clocksAt(at).lamport >= clocks.lamport);
    const without = same < to && clocksAt(same).lamport === clocks.lamport ? same : -1;
    stretches.push({ events, from, to, without });
  }
  return stretches;
}

/** Position of the first event of the stretch that is event `index` of the run or a later one. */
function firstFrom({ events, from, to }: Stretch, index: number): number {
  return search(from, to, (position) => events[position] >= index);
}

/** How many events of the stretch come before a position. */
function countBefore({ from, without }: Stretch, position: number): number {
  return position - from - (without >= 0 && without < position ? 1 : 0);
}

/** The first position at which a condition holds, which then holds at all later ones; `to` when there is none. */
function search(from: number, to: number, holds: (position: number) => boolean): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
