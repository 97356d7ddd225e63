/** Something that lasts from one event of a run to another. */
export interface Interval {
  /** Index of the first event. */
  readonly from: number;
  /** Index of the last event, at least `from`. */
  readonly to: number;
}

/**
 * Answers which intervals meet a range of events, in time that depends on the answer and not on the run.
 *
 * The intervals lie sorted by start; over them stands a binary tree that knows how far each half reaches.
 */
export class Intervals<T extends Interval> {
  /** All intervals, ordered by start. */
  readonly all: readonly T[];
  /** Node `i` of the tree has the children `2i + 1` and `2i + 2` and holds the furthest end below it. */
  readonly #reach: Int32Array;

  constructor(intervals: readonly T[]) {
    this.all = intervals.toSorted((a, b) => a.from - b.from);
    this.#reach = new Int32Array(4 * Math.max(1, this.all.length));
    if (this.all.length > 0) this.#measure(0, 0, this.all.length);
  }

  /** The intervals that share at least one event with `from` … `to`, both inclusive, ordered by start. */
  meeting(from: number, to: number): T[] {
    const found: T[] = [];
    if (this.all.length > 0) this.#collect(0, 0, this.all.length, from, to, found);
    return found;
  }

  #measure(node: number, low: number, high: number): number {
    const middle = (low + high) >>> 1;
    const reach =
      high - low === 1
        ? this.all[low].to
        : Math.max(this.#measure(2 * node + 1, low, middle), this.#measure(2 * node + 2, middle, high));
    return (this.#reach[node] = reach);
  }

  #collect(node: number, low: number, high: number, from: number, to: number, found: T[]): void {
    if (this.#reach[node] < from || this.all[low].from > to) return;
    if (high - low === 1) {
      found.push(this.all[low]);
      return;
    }
    const middle = (low + high) >>> 1;
    this.#collect(2 * node + 1, low, middle, from, to, found);
    this.#collect(2 * node + 2, middle, high, from, to, found);
  }
}
