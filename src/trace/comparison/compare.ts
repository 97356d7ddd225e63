import type { ClockName } from "../event.ts";
import type { Trace } from "../trace.ts";
import { aligning, type Alignment } from "./alignment.ts";
import { billDifference, type BillDifference } from "./billDifference.ts";
import { checkDifferences, type CheckDifference } from "./checkDifferences.ts";
import { clockDiffers } from "./clockDifferences.ts";
import { contentOf, sameValue } from "./content.ts";
import { ASPECT, DifferenceList, Differences, type DifferenceKind } from "./differences.ts";
import { FieldComparison } from "./fields.ts";
import { inOrder } from "./increasing.ts";
import { standIns } from "./instead.ts";
import { Synchronisation } from "./synchronisation.ts";

/** What to compare besides. */
export interface ComparisonOptions {
  /** Clocks whose readings are compared, too; none when not given. */
  readonly clocks?: readonly ClockName[];
}

/** How two runs differ. */
export interface Comparison extends Alignment {
  readonly a: Trace;
  readonly b: Trace;
  readonly differences: Differences;
  /**
   * Position among the differences of the earliest that is more than one of time, else of the earliest of all; -1
   * when there is none.
   */
  readonly first: number;
  /** How many differences of each kind there are. */
  readonly counts: Readonly<Record<DifferenceKind, number>>;
  /** The state after counterparts, field by field. */
  readonly fields: FieldComparison;
  readonly checks: readonly CheckDifference[];
  readonly bill: BillDifference;
  readonly synchronisation: Synchronisation;
}

/** Compares two runs: {@link align}s their events and says in what they differ. Takes time in the order of n log n. */
export function compare(a: Trace, b: Trace, options: ComparisonOptions = {}): Comparison {
  const steps = comparing(a, b, options);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** Events that are compared between two suspensions. */
const PIECE = 50_000;

/** {@link compare} in pieces: may be suspended at each `yield`, so that a long comparison holds nothing up. */
export function* comparing(
  a: Trace,
  b: Trace,
  { clocks = [] }: ComparisonOptions = {},
): Generator<undefined, Comparison> {
  const alignment = yield* aligning(a, b);
  const { nodes, toA, toB } = alignment;
  const fields = new FieldComparison(a, b);
  const list = new DifferenceList();
  const moved = outOfOrder(a, alignment);
  yield;
  for (const event of a.events) {
    if (event.index % PIECE === PIECE - 1) yield;
    const partner = toB[event.index];
    if (partner < 0) continue;
    const other = b.events[partner];
    let aspects = moved[event.index] === 1 ? ASPECT.order : 0;
    if (event.time !== other.time) aspects |= ASPECT.time;
    if (!sameValue(contentOf(a, event), contentOf(b, other))) aspects |= ASPECT.content;
    if (fields.differ(event, other)) aspects |= ASPECT.state;
    if (
      event.node !== undefined &&
      other.node !== undefined &&
      clocks.some((clock) => clockDiffers(clock, event.clocks, other.clocks, nodes))
    )
      aspects |= ASPECT.clocks;
    if (aspects !== 0) list.addPair(event.index, partner, aspects);
  }
  const instead = standIns(a, b, alignment);
  const spokenFor = new Uint8Array(b.events.length);
  for (let event = 0; event < toB.length; event++) {
    if (toB[event] < 0) list.addUnpaired(event, instead[event]);
    if (instead[event] >= 0) spokenFor[instead[event]] = 1;
  }
  for (let event = 0; event < toA.length; event++) {
    if (toA[event] < 0 && spokenFor[event] === 0) list.addUnpaired(-1, event);
  }
  yield;
  const [timesA, timesB] = [timesOf(a), timesOf(b)];
  const differences = new Differences(list, timesA, timesB);
  yield;
  const synchronisation = new Synchronisation(alignment, timesA, timesB);
  return {
    ...alignment,
    a,
    b,
    differences,
    first: firstOf(differences),
    counts: countKinds(differences),
    fields,
    checks: checkDifferences(a, b),
    bill: billDifference(a, b, alignment),
    synchronisation,
  };
}

/** Marks the events of the first run that stand elsewhere on their lifeline than their counterparts do. */
function outOfOrder(a: Trace, { toB }: Alignment): Uint8Array {
  const lifelines = a.nodes.map((): number[] => []);
  for (const { index, node } of a.events) {
    if (node !== undefined && toB[index] >= 0) lifelines[node].push(index);
  }
  const moved = new Uint8Array(a.events.length);
  for (const lifeline of lifelines) {
    const steady = inOrder(Int32Array.from(lifeline, (event) => toB[event]));
    for (let place = 0; place < lifeline.length; place++) moved[lifeline[place]] = 1 - steady[place];
  }
  return moved;
}

function timesOf({ events }: Trace): Float64Array {
  const times = new Float64Array(events.length);
  for (const { index, time } of events) times[index] = time;
  return times;
}

function firstOf(differences: Differences): number {
  for (let position = 0; position < differences.length; position++) {
    if (differences.kindAt(position) !== "time") return position;
  }
  return Math.min(0, differences.length - 1);
}

function countKinds(differences: Differences): Record<DifferenceKind, number> {
  const counts = { only: 0, instead: 0, differs: 0, time: 0 };
  for (let position = 0; position < differences.length; position++) counts[differences.kindAt(position)]++;
  return counts;
}
