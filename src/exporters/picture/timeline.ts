import type { RunPart } from "../../trace/runPart.ts";
import { firstAtLeast } from "../../trace/ascending.ts";
import { causalRows, sharedRows, type Rows } from "./rows.ts";
import type { RunIndex } from "./runIndex.ts";

/** Above the first event and below the last one, in px. */
const MARGIN = 28;
const BOTTOM_MARGIN = 56;

/**
 * What the height of the picture stands for.
 *
 * - `true`: virtual time, to scale.
 * - `compressed`: virtual time, but a stretch in which nothing happens is cut short.
 * - `causal`: the order of cause and effect, a row for each event.
 */
export type TimeAxis = "true" | "compressed" | "causal";

/** A stretch of time that is drawn shorter than it was. */
export interface Break {
  readonly top: number;
  readonly bottom: number;
  /** How long it was, in ms. */
  readonly lasted: number;
}

/** A stretch of time that is drawn to one scale. */
export interface Stretch {
  /** Virtual times in ms. */
  readonly from: number;
  readonly to: number;
  readonly top: number;
  readonly bottom: number;
}

/** How a timeline is drawn. */
export interface Scale {
  readonly axis: TimeAxis;
  /** Pixels per ms, positive; without meaning for the causal axis. */
  readonly zoom: number;
  /** Least distance in px of two events on one lifeline. */
  readonly gap: number;
}

/**
 * Where the moments of a run lie down the picture.
 *
 * Time runs to scale except that two events on one lifeline never come closer than the least distance: where they
 * would, time is stretched for all lifelines alike, so that nothing hides and no order changes.
 *
 * Another scale costs one pass over the instants of the run and nothing for its events: those stand on rows of
 * their instant that are the same at every scale.
 */
export class Timeline {
  readonly scale: Scale;
  /** Position that counts as 0: that of the first pixel of the sheet on which the picture is drawn. */
  readonly origin: number;
  readonly #rows: Rows;
  /** The first row of each instant, whatever the origin. */
  readonly #tops: Float64Array;
  /** The longest time without any event that the axis draws to scale, in ms. */
  readonly #longest: number;

  private constructor(scale: Scale, rows: Rows, longest: number, tops: Float64Array, origin: number) {
    this.scale = scale;
    this.#rows = rows;
    this.#longest = longest;
    this.#tops = tops;
    this.origin = origin;
  }

  static of(run: RunIndex, scale: Scale): Timeline {
    const rows = rowsOf(run, scale.axis);
    const longest = scale.axis === "compressed" ? run.pace.lull : Infinity;
    const tops = scale.axis === "causal" ? pile(rows, scale) : spread(rows, scale, longest);
    return new Timeline(scale, rows, longest, tops, 0);
  }

  /** The same timeline with positions that count from elsewhere; costs nothing. */
  from(origin: number): Timeline {
    return origin === this.origin
      ? this
      : new Timeline(this.scale, this.#rows, this.#longest, this.#tops, origin);
  }

  /** The lower end of the picture: its height, while positions count from its upper end. */
  get height(): number {
    return this.#bottom(this.#tops.length - 1) + BOTTOM_MARGIN;
  }

  /** Position of an event. */
  yOf(event: number): number {
    const { instantOf, rowOf } = this.#rows;
    return this.#top(instantOf[event]) + (rowOf[event] * this.scale.gap) / 2;
  }

  /** Between which positions the events of a part lie. */
  spanOf({ from, to }: RunPart): { readonly top: number; readonly bottom: number } {
    const { instantOf, rowOf } = this.#rows;
    let highest = from;
    let lowest = from;
    for (let event = from + 1; event <= to; event++) {
      // Instants stand one below the other, and what is drawn as one in its first.
      const above = instantOf[event] - instantOf[highest] || rowOf[event] - rowOf[highest];
      if (above < 0) highest = event;
      const below = instantOf[event] - instantOf[lowest] || rowOf[event] - rowOf[lowest];
      if (below > 0) lowest = event;
    }
    return { top: this.yOf(highest), bottom: this.yOf(lowest) };
  }

  /** The part that begins and ends with the outermost events between two positions; none where there are none. */
  partBetween(top: number, bottom: number): RunPart | undefined {
    let { first, last } = this.eventsBetween(top, bottom);
    const lies = (event: number) => this.yOf(event) >= top && this.yOf(event) <= bottom;
    while (first <= last && !lies(first)) first++;
    while (last > first && !lies(last)) last--;
    return first <= last ? { from: first, to: last } : undefined;
  }

  /** Position of a virtual time in ms; of the first row where the time is an instant of the run. */
  yAt(time: number): number {
    const { times } = this.#rows;
    const next = firstAtLeast(times, time);
    if (next < times.length && times[next] === time) return this.#top(next);
    if (next === 0) return MARGIN - this.origin + (time - (times.at(0) ?? 0)) * this.scale.zoom;
    const from = this.#bottom(next - 1);
    const since = time - times[next - 1];
    if (next === times.length) return from + Math.min(since, this.#longest) * this.scale.zoom;
    return from + (since * (this.#top(next) - from)) / (times[next] - times[next - 1]);
  }

  /** Virtual time in ms at a position; the inverse of {@link yAt} outside the rows of an instant. */
  timeAt(y: number): number {
    const { times } = this.#rows;
    const next = this.#instantFrom(y);
    if (next === 0) return (times.at(0) ?? 0) + (y + this.origin - MARGIN) / this.scale.zoom;
    const time = times[next - 1];
    const beyond = y - this.#bottom(next - 1);
    if (beyond <= 0) return time;
    if (next === times.length) return time + beyond / this.scale.zoom;
    return time + (beyond * (times[next] - time)) / (this.#top(next) - this.#bottom(next - 1));
  }

  /**
   * A range of events that holds all that lie between two positions; of those that are drawn as one in one row perhaps
   * only the first. An empty range has `last < first`.
   */
  eventsBetween(top: number, bottom: number): { readonly first: number; readonly last: number } {
    const { firsts } = this.#rows;
    const from = this.#instantFrom(top);
    const to = this.#instantFrom(bottom + 1e-9);
    // The instant above the upper edge may have rows below it.
    const instant = from > 0 && this.#bottom(from - 1) >= top ? from - 1 : from;
    return { first: firsts[instant], last: firsts[to] - 1 };
  }

  /** The first instant at or below a position: virtual time in ms and position of the first row. */
  instantBelow(y: number): { readonly time: number; readonly y: number } | undefined {
    const { times, depths } = this.#rows;
    let instant = this.#instantFrom(y);
    while (depths[instant] < 0) instant++;
    return instant < times.length ? { time: times[instant], y: this.#top(instant) } : undefined;
  }

  /** The stretches cut short that meet the part between two positions, or begin with an instant there. */
  breaksBetween(top: number, bottom: number): Break[] {
    if (this.#longest === Infinity) return [];
    return this.#gaps(top, bottom)
      .filter((gap) => this.#isCut(gap))
      .map(({ from, to, ...place }) => ({ ...place, lasted: to - from }));
  }

  /** The stretches not cut short, of the same part; neighbours at the same scale are one. */
  stretchesBetween(top: number, bottom: number): Stretch[] {
    const result: Stretch[] = [];
    for (const gap of this.#gaps(top, bottom)) {
      if (this.#isCut(gap)) continue;
      const before = result.at(-1);
      const joins = before?.bottom === gap.top && before.to === gap.from && atOneScale(before, gap);
      if (joins) result[result.length - 1] = { ...before, to: gap.to, bottom: gap.bottom };
      else result.push(gap);
    }
    return result;
  }

  /** The time before the first instant, which is none, and that between one instant and the next. */
  #gaps(top: number, bottom: number): Stretch[] {
    const result: Stretch[] = [];
    const { times } = this.#rows;
    for (let i = this.#instantFrom(top); i < times.length; i++) {
      const gap = {
        from: times[Math.max(0, i - 1)],
        to: times[i],
        top: i === 0 ? this.#top(0) : this.#bottom(i - 1),
        bottom: this.#top(i),
      };
      if (this.#top(Math.max(0, i - 1)) > bottom) break;
      result.push(gap);
    }
    return result;
  }

  #isCut({ from, to }: Stretch): boolean {
    return to - from > this.#longest;
  }

  #top(instant: number): number {
    return this.#tops[instant] - this.origin;
  }

  #bottom(instant: number): number {
    return instant < 0
      ? -this.origin
      : this.#top(instant) + (this.#rows.depths[instant] * this.scale.gap) / 2;
  }

  /** The first instant at or below a position. */
  #instantFrom(y: number): number {
    return firstAtLeast(this.#tops, y + this.origin);
  }
}

function atOneScale(a: Stretch, b: Stretch): boolean {
  return Math.abs(scaleOf(a) - scaleOf(b)) < 1e-9 * scaleOf(a);
}

/** Pixels per ms; infinite where no time passes. */
export function scaleOf({ from, to, top, bottom }: Stretch): number {
  return to > from ? (bottom - top) / (to - from) : Infinity;
}

/** One row under the other. */
function pile({ depths }: Rows, { gap }: Scale): Float64Array {
  const tops = new Float64Array(depths.length);
  let next = MARGIN;
  for (let instant = 0; instant < tops.length; instant++) {
    tops[instant] = next;
    next += (depths[instant] * gap) / 2 + gap;
  }
  return tops;
}

/** To scale, each instant moved down until its events are clear of earlier ones on their lifelines. */
function spread(rows: Rows, { zoom, gap }: Scale, longest: number): Float64Array {
  const { times, depths, bounds, earlier, earlierRow } = rows;
  const half = gap / 2;
  const tops = new Float64Array(times.length);
  let bottom = MARGIN;
  let before = times.at(0) ?? 0;
  for (let instant = 0, bound = 0; instant < tops.length; instant++) {
    const time = times[instant];
    const passed = time - before;
    let top = bottom + (passed > longest ? longest : passed) * zoom;
    before = time;
    for (const end = bounds[instant + 1]; bound < end; bound++) {
      const least = tops[earlier[bound]] + earlierRow[bound] * half + gap;
      if (least > top) top = least;
    }
    tops[instant] = top;
    bottom = top + depths[instant] * half;
  }
  return tops;
}

const known = new WeakMap<RunIndex, { shared?: Rows; causal?: Rows }>();

function rowsOf(run: RunIndex, axis: TimeAxis): Rows {
  const rows = known.get(run) ?? {};
  known.set(run, rows);
  return axis === "causal" ? (rows.causal ??= causalRows(run)) : (rows.shared ??= sharedRows(run));
}
