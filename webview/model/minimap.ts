import type { EventKind } from "../../src/trace/event.ts";
import type { RunIndex } from "../../src/exporters/picture/runIndex.ts";
import type { Timeline } from "../../src/exporters/picture/timeline.ts";

/** What the minimap tells of a run, row by row; a row stands for an equal part of the picture's height. */
export interface MinimapRows {
  /** How much happens, from 0 to 1. */
  readonly traffic: Float32Array;
  /** 1 where messages are lost; and so on. */
  readonly lost: Uint8Array;
  readonly faults: Uint8Array;
  readonly violations: Uint8Array;
  readonly divergence: Uint8Array;
}

const FAULTS: ReadonlySet<EventKind> = new Set<EventKind>([
  ...(["crash", "restart", "leave", "pause", "resume", "slow", "clock"] as const),
  ...(["partition", "heal", "hold", "release", "tamper", "forge"] as const),
]);

/** The whole run in so many rows. Takes time that depends on the rows and not on the run. */
export function minimapRows(run: RunIndex, timeline: Timeline, count: number): MinimapRows {
  const rows = {
    traffic: new Float32Array(count),
    lost: new Uint8Array(count),
    faults: new Uint8Array(count),
    violations: new Uint8Array(count),
    divergence: new Uint8Array(count),
  };
  const sums = sumsOf(run);
  const height = timeline.height / count;
  let most = 1;
  for (let row = 0; row < count; row++) {
    const range = timeline.eventsBetween(row * height, (row + 1) * height);
    const { first, last } = range.last - range.first < FEW ? exactly(timeline, range, row, height) : range;
    if (last < first) continue;
    const within = (sum: Int32Array) => sum[last + 1] - sum[first];
    rows.traffic[row] = last + 1 - first;
    most = Math.max(most, rows.traffic[row]);
    rows.lost[row] = Math.min(1, within(sums.lost));
    rows.faults[row] = Math.min(1, within(sums.faults));
    rows.violations[row] = Math.min(1, within(sums.violations));
  }
  // A few busy moments shouldn't make all others look empty.
  for (let row = 0; row < count; row++) rows.traffic[row] = Math.sqrt(rows.traffic[row] / most);
  for (const { from, to } of run.ribbons.all) {
    const end = to === run.last ? timeline.height : timeline.yOf(to);
    rows.divergence.fill(1, Math.floor(timeline.yOf(from) / height), Math.ceil(end / height));
  }
  return rows;
}

/** Up to so many events are looked at one by one: a moment at which much happens is spread over several rows. */
const FEW = 100;

function exactly(timeline: Timeline, { first, last }: Range, row: number, height: number): Range {
  const inRow = (event: number) => Math.floor(timeline.yOf(event) / height) === row;
  while (first <= last && !inRow(first)) first++;
  while (last >= first && !inRow(last)) last--;
  return { first, last };
}

interface Range {
  readonly first: number;
  readonly last: number;
}

/** How many of a kind there are before each event, and behind the last one all. */
interface Sums {
  readonly lost: Int32Array;
  readonly faults: Int32Array;
  readonly violations: Int32Array;
}

const known = new WeakMap<RunIndex["trace"], Sums>();

function sumsOf({ trace }: RunIndex): Sums {
  let sums = known.get(trace);
  if (sums === undefined) {
    const none = () => new Int32Array(trace.events.length + 1);
    sums = { lost: none(), faults: none(), violations: none() };
    const { lost, faults, violations } = sums;
    for (const { index, kind } of trace.events) {
      lost[index + 1] = lost[index] + Number(kind === "drop");
      faults[index + 1] = faults[index] + Number(FAULTS.has(kind));
      violations[index + 1] = violations[index] + Number(kind === "violation");
    }
    known.set(trace, sums);
  }
  return sums;
}
