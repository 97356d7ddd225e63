/**
 * How an entry of the queue counts when the simulator asks whether anything can still happen:
 * `pending` entries keep the run from being quiet; `recurring` ones (a heartbeat) don't, though they go on for
 * ever; a `deadline` of a check only looks, and neither keeps the run busy nor alive.
 */
export type Weight = "pending" | "recurring" | "deadline";

/** Added to the sequence of deadlines: a check looks when everything else of that time has happened. */
const LAST = 2 ** 50;

/** What an entry of the queue sets in motion, for someone who has to find out why it doesn't end. */
export interface Doing {
  /** Such as `london's handler of buy("ana")`. */
  readonly what: string;
  /** Index of the line where it is written. */
  readonly at?: number;
}

/** Something that is to happen at a point in virtual time. */
export abstract class Scheduled {
  /** Virtual time in ms; set by the queue. */
  time = 0;
  /** Breaks ties between entries of the same time: first scheduled, first served. */
  sequence = 0;
  /** Whether it stands in the queue and will happen. */
  scheduled = false;
  abstract readonly weight: Weight;
  abstract fire(): void;
  abstract doing(): Doing;
}

/** The discrete events to come, as a binary heap keyed by (virtual time, sequence). */
export class EventQueue {
  readonly #heap: Scheduled[] = [];
  #sequence = 0;
  #pending = 0;
  #recurring = 0;
  #deadlines = 0;

  /** Number of entries that keep the run from being quiet. */
  get pending(): number {
    return this.#pending;
  }

  /** Number of entries that keep the run alive: pending and recurring ones. */
  get live(): number {
    return this.#pending + this.#recurring;
  }

  /** Number of times at which a check still wants to look. */
  get deadlines(): number {
    return this.#deadlines;
  }

  /** Entries that will still happen, in no particular order. */
  *[Symbol.iterator](): Generator<Scheduled> {
    for (const entry of this.#heap) if (entry.scheduled) yield entry;
  }

  schedule(entry: Scheduled, time: number): void {
    entry.time = time;
    entry.sequence = this.#sequence++ + (entry.weight === "deadline" ? LAST : 0);
    entry.scheduled = true;
    this.#count(entry, 1);
    this.#siftUp(entry);
  }

  /** Takes an entry out; it stays in the heap as a husk until its time comes. */
  cancel(entry: Scheduled): void {
    if (!entry.scheduled) return;
    entry.scheduled = false;
    this.#count(entry, -1);
    // A husk must keep its place in the heap, so an entry that is scheduled anew has to be another object.
  }

  /** Removes and returns the next entry; `undefined` when nothing is to come. */
  pop(): Scheduled | undefined {
    this.#dropHusks();
    if (this.#heap.length === 0) return undefined;
    const next = this.#heap[0];
    this.#removeTop();
    next.scheduled = false;
    this.#count(next, -1);
    return next;
  }

  #dropHusks(): void {
    while (this.#heap.length > 0 && !this.#heap[0].scheduled) this.#removeTop();
  }

  #count(entry: Scheduled, by: 1 | -1): void {
    if (entry.weight === "pending") this.#pending += by;
    else if (entry.weight === "recurring") this.#recurring += by;
    else this.#deadlines += by;
  }

  #siftUp(entry: Scheduled): void {
    const heap = this.#heap;
    let hole = heap.length;
    heap.push(entry);
    while (hole > 0) {
      const up = (hole - 1) >> 1;
      const parent = heap[up];
      if (!before(entry, parent)) break;
      heap[hole] = parent;
      hole = up;
    }
    heap[hole] = entry;
  }

  #removeTop(): void {
    const heap = this.#heap;
    const last = heap.pop()!;
    const size = heap.length;
    if (size === 0) return;
    let hole = 0;
    for (;;) {
      let child = 2 * hole + 1;
      if (child >= size) break;
      if (child + 1 < size && before(heap[child + 1], heap[child])) child++;
      if (!before(heap[child], last)) break;
      heap[hole] = heap[child]!;
      hole = child;
    }
    heap[hole] = last;
  }
}

function before(a: Scheduled, b: Scheduled): boolean {
  return a.time < b.time || (a.time === b.time && a.sequence < b.sequence);
}
