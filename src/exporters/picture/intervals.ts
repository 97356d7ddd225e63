/** Something that lasts from one event of a run to another. */
export interface Interval {
  /** Index of the first event. */
  readonly from: number;
  /** Index of the last event, at least `from`. */
  readonly to: number;
}

/**
 * Answers which of many spans meet a range of events, in time that depends on the answer and not on the run.
 *
 * The spans lie sorted by start; over them stands a binary tree that knows how far each half reaches.
 */
export class Spans {
  readonly #from: ArrayLike<number>;
  readonly #to: ArrayLike<number>;
  /** Node `i` of the tree has the children `2i + 1` and `2i + 2` and holds the furthest end below it. */
  readonly #reach: Int32Array;

  /**
   * @param from First event of each span, ascending.
   * @param to Last event of each, at least the first.
   */
  constructor(from: ArrayLike<number>, to: ArrayLike<number>) {
    this.#from = from;
    this.#to = to;
    this.#reach = new Int32Array(4 * Math.max(1, from.length));
    if (from.length > 0) this.#measure(0, 0, from.length);
  }

  /** The positions of the spans that share at least one event with `from` … `to`, both inclusive; ascending. */
  meeting(from: number, to: number): number[] {
    const found: number[] = [];
    if (this.#from.length > 0) this.#collect(0, 0, this.#from.length, from, to, found);
    return found;
  }

  #measure(node: number, low: number, high: number): number {
    const middle = (low + high) >>> 1;
    const reach =
      high - low === 1
        ? this.#to[low]
        : Math.max(this.#measure(2 * node + 1, low, middle), this.#measure(2 * node + 2, middle, high));
    return (this.#reach[node] = reach);
  }

  #collect(node: number, low: number, high: number, from: number, to: number, found: number[]): void {
    if (this.#reach[node] < from || this.#from[low] > to) return;
    if (high - low === 1) {
      found.push(low);
      return;
    }
    const middle = (low + high) >>> 1;
    this.#collect(2 * node + 1, low, middle, from, to, found);
    this.#collect(2 * node + 2, middle, high, from, to, found);
  }
}

/** Intervals that can be asked which of them meet a range of events. */
export class Intervals<T extends Interval> {
  /** All intervals, ordered by start. */
  readonly all: readonly T[];
  readonly #spans: Spans;

  constructor(intervals: readonly T[]) {
    this.all = intervals.toSorted((a, b) => a.from - b.from);
    this.#spans = new Spans(
      this.all.map(({ from }) => from),
      this.all.map(({ to }) => to),
    );
  }

  /** The intervals that share at least one event with `from` … `to`, both inclusive, ordered by start. */
  meeting(from: number, to: number): T[] {
    return this.#spans.meeting(from, to).map((position) => this.all[position]);
  }
}
