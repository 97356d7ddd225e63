import { formatTime } from "../../src/trace/format.ts";
import { concurrent } from "../../src/trace/happensBefore.ts";
import { contradictions, type Contradiction } from "../../src/trace/inversion.ts";
import { LamportNeighbours, type Neighbours } from "../../src/trace/lamportNeighbours.ts";
import { isProcessEvent, type ProcessEvent } from "../../src/trace/lifelines.ts";
import { countOrderedByLamport, OrderedByLamport } from "../../src/trace/orderedByLamport.ts";
import type { Trace } from "../../src/trace/trace.ts";

/**
 * Which pairs to step through.
 *
 * - `wall`: those whose wall clocks contradict cause and effect.
 * - `lamport`: concurrent ones with Lamport timestamps next to each other, which stand for all that Lamport orders.
 * - `event`: all concurrent ones of one event that Lamport orders.
 */
export type PairKind = "wall" | "lamport" | "event";

/** Two events to look at together. */
export interface Pair {
  /** The one to pin. */
  readonly pinned: number;
  /** The one to go to. */
  readonly selected: number;
}

/** Where one is among the pairs of a kind, and where the next step leads. */
export interface Walk {
  /** How many there are and which one this is. */
  readonly summary: string;
  /** What there is to say of this pair; absent while none is shown. */
  readonly remark?: string;
  /** From the first one to the last, and from the last to the first; absent when there are none. */
  readonly previous: Pair | undefined;
  readonly next: Pair | undefined;
}

/**
 * The walk over the pairs of a kind, seen from the pair of events that is shown, or from the selected event where these
 * two are no such pair.
 */
export function walk(trace: Trace, kind: PairKind, pinned: number | undefined, selected: number): Walk {
  switch (kind) {
    case "wall":
      return overContradictions(contradictions(trace), pinned, selected);
    case "lamport":
      return overNeighbours(trace, pinned, selected);
    case "event":
      return overEventsBeside(trace, pinned ?? selected, selected);
  }
}

function overContradictions(
  all: readonly Contradiction[],
  pinned: number | undefined,
  selected: number,
): Walk {
  const first = firstFrom(all, selected);
  const after = firstFrom(all, selected + 1);
  let current = -1;
  for (let at = first; at < after; at++) if (all[at].earlier === pinned) current = at;
  const what = "Wall clocks contradict cause and effect";
  const [previous, next] = current < 0 ? [first - 1, first] : [current - 1, current + 1];
  const steps = { previous: pairAt(all, previous), next: pairAt(all, next) };
  if (current < 0) return { summary: `${what} ${times(all.length)}`, ...steps };
  return {
    summary: `${what}: ${grouped(current + 1)} of ${grouped(all.length)}`,
    remark: `By the clocks the effect comes ${formatTime(all[current].by)} before its cause.`,
    ...steps,
  };
}

/** The contradiction at a position, counted round and round. */
function pairAt(all: readonly Contradiction[], position: number): Pair | undefined {
  const there = all.at(position === all.length ? 0 : position);
  return there && { pinned: there.earlier, selected: there.later };
}

function times(count: number): string {
  if (count === 0) return "nowhere";
  return count === 1 ? "once" : `${grouped(count)} times`;
}

/** Position of the first contradiction whose effect is event `index` or a later one. */
function firstFrom(all: readonly Contradiction[], index: number): number {
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (all[middle].later >= index) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** What is known of a whole run, computed when it is first asked for. */
interface LamportOrder {
  readonly count: number;
  readonly neighbours: LamportNeighbours;
}

const known = new WeakMap<Trace, LamportOrder>();

function lamportOrder(trace: Trace): LamportOrder {
  let order = known.get(trace);
  if (!order) {
    order = { count: countOrderedByLamport(trace), neighbours: new LamportNeighbours(trace) };
    known.set(trace, order);
  }
  return order;
}

function overNeighbours(trace: Trace, pinned: number | undefined, selected: number): Walk {
  const { count, neighbours } = lamportOrder(trace);
  const shown = pinned === undefined ? undefined : neighboursOf(trace, pinned, selected);
  const previous = neighbours.before(shown ?? [selected, -1]) ?? neighbours.last();
  const next = (shown ? neighbours.after(shown) : neighbours.from(selected)) ?? neighbours.first();
  return {
    summary: `Lamport's clock orders ${numberOf(count)} of concurrent events`,
    ...(shown ? { remark: tellLamport(trace, shown) } : {}),
    previous: pairOfNeighbours(previous),
    next: pairOfNeighbours(next),
  };
}

/** The two events as neighbours in Lamport's order, if they are concurrent and their timestamps are next to each other. */
function neighboursOf(trace: Trace, one: number, other: number): Neighbours | undefined {
  const [a, b] = [trace.events[one], trace.events[other]];
  if (!isProcessEvent(a) || !isProcessEvent(b) || !concurrent(trace, one, other)) return undefined;
  const difference = b.clocks.lamport - a.clocks.lamport;
  if (Math.abs(difference) !== 1) return undefined;
  return difference > 0 ? [one, other] : [other, one];
}

function pairOfNeighbours(neighbours: Neighbours | undefined): Pair | undefined {
  return neighbours && { pinned: neighbours[0], selected: neighbours[1] };
}

function overEventsBeside(trace: Trace, pinned: number, selected: number): Walk {
  const beside = new OrderedByLamport(trace, pinned);
  const rank = beside.rank(selected);
  const pairOfPinned = (other: number | undefined) =>
    other === undefined ? undefined : { pinned, selected: other };
  const what = `Events that Lamport's clock orders with #${pinned + 1}, though concurrent`;
  const [previous, next] = [
    pairOfPinned(beside.before(selected) ?? beside.before(Infinity)),
    pairOfPinned(beside.after(selected) ?? beside.after(-1)),
  ];
  if (rank === undefined) return { summary: `${what}: ${grouped(beside.count)}`, previous, next };
  return {
    summary: `${what}: ${grouped(rank)} of ${grouped(beside.count)}`,
    remark: tellLamport(trace, [pinned, selected]),
    previous,
    next,
  };
}

function tellLamport(trace: Trace, [one, other]: Neighbours): string {
  const [a, b] = [trace.events[one], trace.events[other]] as [ProcessEvent, ProcessEvent];
  const [first, second] = a.clocks.lamport < b.clocks.lamport ? [a, b] : [b, a];
  return (
    `#${first.index + 1} has ${first.clocks.lamport} and #${second.index + 1} has ${second.clocks.lamport}, ` +
    "yet neither can know of the other."
  );
}

function numberOf(pairs: number): string {
  if (pairs === 0) return "no pair";
  return pairs === 1 ? "1 pair" : `${grouped(pairs)} pairs`;
}

function grouped(count: number): string {
  return count.toLocaleString("en");
}
