import type { RunIndex } from "./runIndex.ts";

/** Above the first event and below the last one, in px. */
const MARGIN = 28;
const BOTTOM_MARGIN = 56;

/**
 * Where the moments of a run lie down the picture.
 *
 * Time runs to scale, at `zoom` px per ms, except that two events on one lifeline never come closer than `gap`:
 * where they would, time is stretched for all lifelines alike, so that nothing hides and no order changes. Events
 * of one instant stand in rows of `gap`, a row for each step of cause and effect; a message without latency stays
 * on its row.
 */
export class Timeline {
  readonly zoom: number;
  /** Position of each event. */
  readonly y: Float64Array;
  /** Height of the whole picture. */
  readonly height: number;
  /** The distinct moments of the run, in ms, with the first and the last row of each. */
  readonly #times: number[] = [];
  readonly #tops: number[] = [];
  readonly #bottoms: number[] = [];
  /** Furthest position of events 0 … i, and nearest position of events i … last: both ascend. */
  readonly #reach: Float64Array;
  readonly #rest: Float64Array;

  /**
   * @param zoom Pixels per ms, positive.
   * @param gap Least distance in px of two events on one lifeline.
   */
  constructor(run: RunIndex, zoom: number, gap: number) {
    this.zoom = zoom;
    this.y = new Float64Array(run.times.length);
    this.#place(run, gap);
    this.height = (this.#bottoms.at(-1) ?? 0) + BOTTOM_MARGIN;
    this.#reach = this.y.slice();
    this.#rest = this.y.slice();
    for (let i = 1; i < this.y.length; i++) this.#reach[i] = Math.max(this.#reach[i], this.#reach[i - 1]);
    for (let i = this.y.length - 2; i >= 0; i--) this.#rest[i] = Math.min(this.#rest[i], this.#rest[i + 1]);
  }

  /** Position of a virtual time in ms; of the first row where the time is an instant of the run. */
  yAt(time: number): number {
    const next = firstAtLeast(this.#times, time);
    if (next < this.#times.length && this.#times[next] === time) return this.#tops[next];
    if (next === 0) return MARGIN + (time - (this.#times[0] ?? 0)) * this.zoom;
    const from = this.#bottoms[next - 1];
    const since = time - this.#times[next - 1];
    if (next === this.#times.length) return from + since * this.zoom;
    return from + (since * (this.#tops[next] - from)) / (this.#times[next] - this.#times[next - 1]);
  }

  /** Virtual time in ms at a position; the inverse of {@link yAt} outside the rows of an instant. */
  timeAt(y: number): number {
    const next = firstAtLeast(this.#tops, y);
    if (next === 0) return (this.#times[0] ?? 0) + (y - MARGIN) / this.zoom;
    const time = this.#times[next - 1];
    const beyond = y - this.#bottoms[next - 1];
    if (beyond <= 0) return time;
    if (next === this.#times.length) return time + beyond / this.zoom;
    return time + (beyond * (this.#times[next] - time)) / (this.#tops[next] - this.#bottoms[next - 1]);
  }

  /** The first and the last event that can lie between two positions; an empty range has `last < first`. */
  eventsBetween(top: number, bottom: number): { readonly first: number; readonly last: number } {
    return { first: firstAtLeast(this.#reach, top), last: firstAtLeast(this.#rest, bottom + 1e-9) - 1 };
  }

  /** The instants between two positions: virtual time in ms and position of the first row. */
  instantsBetween(top: number, bottom: number): { readonly time: number; readonly y: number }[] {
    const result: { time: number; y: number }[] = [];
    for (let i = firstAtLeast(this.#tops, top); i < this.#tops.length && this.#tops[i] <= bottom; i++) {
      result.push({ time: this.#times[i], y: this.#tops[i] });
    }
    return result;
  }

  #place(run: RunIndex, gap: number): void {
    const { times } = run;
    const lastOnNode = new Float64Array(run.order.nodes.length).fill(-Infinity);
    let bottom = MARGIN;
    for (let first = 0; first < times.length;) {
      let end = first + 1;
      while (end < times.length && times[end] === times[first]) end++;
      const before = first === 0 ? times[0] : times[first - 1];
      const top = this.#firstRow(
        run,
        first,
        end,
        bottom + (times[first] - before) * this.zoom,
        gap,
        lastOnNode,
      );
      bottom = this.#placeInstant(run, first, end, top, gap, lastOnNode);
      this.#times.push(times[first]);
      this.#tops.push(top);
      this.#bottoms.push(bottom);
      first = end;
    }
  }

  /** Moves an instant down until its events are clear of earlier ones on their lifelines. */
  #firstRow(run: RunIndex, first: number, end: number, top: number, gap: number, last: Float64Array): number {
    for (let event = first; event < end; event++) {
      const node = run.nodes[event];
      if (node >= 0 && run.shares[event] < first) top = Math.max(top, last[node] + gap);
    }
    return top;
  }

  #placeInstant(
    run: RunIndex,
    first: number,
    end: number,
    top: number,
    gap: number,
    last: Float64Array,
  ): number {
    const rows = new Rows(gap);
    let bottom = top;
    let start = top;
    for (let event = first; event < end; event++) {
      const node = run.nodes[event];
      const shared = run.shares[event];
      const sent = run.sent[event];
      let y = start;
      if (shared >= first) y = Math.max(y, this.y[shared]);
      if (sent >= first) y = Math.max(y, this.y[sent]);
      if (node >= 0 && event !== run.starts[node]) {
        if (last[node] >= top) y = Math.max(y, shared >= first ? last[node] : last[node] + gap);
        y = rows.place(run, event, y);
        last[node] = y;
      }
      if (node < 0 && sent >= 0) y = rows.placeLoss(run.nodes[sent], y);
      // What happens on no lifeline happens after all that led to it.
      if (node < 0 && shared < 0 && sent < 0) y = Math.max(y, bottom);
      if (run.across[event] === 1) {
        y = bottom > top ? bottom + gap : y;
        start = y + gap;
      }
      this.y[event] = y;
      bottom = Math.max(bottom, y);
    }
    return bottom;
  }
}

/** Keeps messages of one instant from lying on one another. */
class Rows {
  readonly #gap: number;
  /** The last row on which a message of each sender was lost. */
  readonly #losses = new Map<number, number>();
  readonly #taken: { readonly y: number; readonly left: number; readonly right: number }[] = [];

  constructor(gap: number) {
    this.#gap = gap;
  }

  /** The first half row from `y` down on which no other message of this sender is lost. */
  placeLoss(sender: number, y: number): number {
    const row = Math.max(y, (this.#losses.get(sender) ?? -Infinity) + this.#gap / 2);
    this.#losses.set(sender, row);
    return row;
  }

  /** The first row from `y` down on which the event's message, if it has one without latency, has its way free. */
  place(run: RunIndex, event: number, y: number): number {
    const to = run.levelTo[event];
    if (to < 0) return y;
    const { rank } = run.order;
    const left = Math.min(rank[run.nodes[event]], rank[to]);
    const right = Math.max(rank[run.nodes[event]], rank[to]);
    let row = y;
    while (this.#taken.some((way) => way.y === row && way.left < right && way.right > left)) row += this.#gap;
    this.#taken.push({ y: row, left, right });
    return row;
  }
}

/** Index of the first number that is at least `value`, in an ascending list. */
function firstAtLeast(list: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (list[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
