import { formatTime } from "../../trace/format.ts";
import type { RunIndex } from "./runIndex.ts";
import { scaleOf, type Stretch, type Timeline } from "./timeline.ts";

/** A mark of the time axis. */
export interface Tick {
  readonly y: number;
  readonly text: string;
  /** Whether it is a round time; the others name an instant where round times are far apart. */
  readonly round: boolean;
}

/** Usual distance of round times, in px. */
const DISTANCE = 56;
/** Least distance of two of them, in px. */
const NEAREST = 26;
/** Least distance of what divides the time between them, in px. */
const SHORTEST = 7;
/** Times are kept to the microsecond; what is less apart than this is the same. */
const SAME = 1e-6;

/** The marks of the time axis between two positions. Where time doesn't run to scale it names instants only. */
export function ticks(run: RunIndex, timeline: Timeline, top: number, bottom: number): Tick[] {
  const result = timeline.scale.axis === "true" ? roundTicks(run, timeline, top, bottom) : [];
  let instant = timeline.instantBelow(top);
  while (instant !== undefined && instant.y <= bottom) {
    const { y, time } = instant;
    const near = result.find((tick) => Math.abs(tick.y - y) < distanceFrom(tick));
    if (!near) result.push({ y, text: formatTime(time).replace(" ms", ""), round: false });
    const clear = near ? near.y + distanceFrom(near) : y + DISTANCE / 2;
    // Rounding may bring what is clear of the mark back to where it is.
    instant = timeline.instantBelow(Math.max(clear, y + 1));
  }
  return result.sort((a, b) => a.y - b.y);
}

/** How far an instant must be from another mark to be named. */
function distanceFrom({ round }: Tick): number {
  return round ? NEAREST : DISTANCE / 2;
}

function roundTicks(run: RunIndex, timeline: Timeline, top: number, bottom: number): Tick[] {
  const stretches = timeline.stretchesBetween(top, bottom);
  // A stretch may be millions of times as high as what is in view.
  const inView = {
    from: Math.max(0, timeline.timeAt(top - DISTANCE)),
    to: Math.min(run.duration, timeline.timeAt(bottom + DISTANCE)),
  };
  return roundTimes(run, timeline, TRUE_TIME, stretches, inView)
    .filter(({ long }) => long)
    .map(({ value, y }) => ({ y, text: formatTime(value), round: true }));
}

/** What counts evenly: true time, or a clock for as long as nothing is done to it. */
export interface Counter {
  /** What it shows at a true time, both in ms. */
  readonly from: number;
  readonly shown: number;
  /** How much it counts in one ms of true time. */
  readonly rate: number;
}

const TRUE_TIME: Counter = { from: 0, shown: 0, rate: 1 };

/** Where a counter shows a round value. */
export interface RoundTime {
  /** What it shows, and the true time, in ms. */
  readonly value: number;
  readonly time: number;
  readonly y: number;
  /** Whether the value is one of the roundest here; others divide the time between these. */
  readonly long: boolean;
}

/**
 * Where a counter shows round values. How far these are apart is the same all over the run, except where that would
 * bring them too near to each other: where other stretches are drawn so much larger, or the counter is so fast.
 * @param stretches Those in view, ascending.
 * @param range True times in ms between which it counts.
 */
export function roundTimes(
  run: RunIndex,
  timeline: Timeline,
  { from, shown, rate }: Counter,
  stretches: readonly Stretch[],
  range: { readonly from: number; readonly to: number },
): RoundTime[] {
  const usual = roundStep(run, timeline);
  const result: RoundTime[] = [];
  for (const stretch of stretches) {
    const start = Math.max(stretch.from, range.from);
    const end = Math.min(stretch.to, range.to);
    if (end < start) continue;
    const msPerPixel = rate / scaleOf(stretch);
    const step = niceStep(Math.max(usual, NEAREST * msPerPixel));
    const parts = partsOf(step);
    const short = step / parts < SHORTEST * msPerPixel ? step : step / parts;
    const valueAt = (time: number) => shown + (time - from) * rate;
    const first = Math.ceil((valueAt(start) - SAME) / short);
    const count = Math.floor((valueAt(end) + SAME) / short) - first;
    // Counted from the first one: of values as large as clocks may show not each has a next.
    for (let i = 0; i <= count; i++) {
      const value = (first + i) * short;
      // Where two stretches meet both have it.
      if (value < (result.at(-1)?.value ?? -Infinity) + SAME) continue;
      const time = Math.max(start, Math.min(end, from + (value - shown) / rate));
      result.push({ value, time, y: timeline.yAt(time), long: isMultiple(value, step) });
    }
  }
  return result;
}

/** Whether a value is a round one of a counter, as far as it can be told from its neighbours. */
export function isRound(run: RunIndex, timeline: Timeline, value: number): boolean {
  return isMultiple(value, roundStep(run, timeline));
}

/** How far round times are apart, in ms. */
function roundStep(run: RunIndex, { height, origin, scale }: Timeline): number {
  const msPerPixel = Math.max(run.duration, 1e-3) / (height + origin);
  return niceStep(DISTANCE * Math.min(msPerPixel, 1 / scale.zoom));
}

function isMultiple(value: number, step: number): boolean {
  return Math.abs(value - Math.round(value / step) * step) < SAME;
}

/** Into how many equal parts a nice step is divided so that those are nice, too. */
function partsOf(step: number): number {
  const leading = step / 10 ** Math.floor(Math.log10(step) + SAME);
  return Math.round(leading * 10) === 20 ? 4 : 5;
}

/** The least of 1, 2, 2.5, 5 times a power of ten that is at least `least`. */
function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 2.5, 5, 10].find((nice) => nice * power >= least * (1 - 1e-9))!;
  return factor * power;
}
