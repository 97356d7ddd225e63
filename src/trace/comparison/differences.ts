/**
 * In which way two runs differ at one place.
 *
 * - `only`: an event has no counterpart.
 * - `instead`: one message, or one operation of a client, ended in another way: received and lost, answered and
 *   given up. Two events of different kinds that stand for one another.
 * - `differs`: two counterparts differ in more than the moment.
 * - `time`: two counterparts differ only in when they happen, or in the clocks that were asked for.
 */
export type DifferenceKind = "only" | "instead" | "differs" | "time";

/** What counterparts can differ in; added up to one number. */
export const ASPECT = {
  /** Virtual time. */
  time: 1,
  /** The clocks that were asked for. */
  clocks: 2,
  /** The order of what happens on one lifeline. */
  order: 4,
  /** What is said: arguments, values, reasons, texts. */
  content: 8,
  /** The fields that one of the two changes. */
  state: 16,
} as const;

/** Aspects that make a difference of kind `differs`. */
const SUBSTANCE = ASPECT.order | ASPECT.content | ASPECT.state;

/** One difference between two runs. */
export interface Difference {
  readonly kind: DifferenceKind;
  /** The event of the first run; -1 for none. */
  readonly a: number;
  /** The event of the second run; -1 for none. */
  readonly b: number;
  /** What counterparts differ in, as a sum of {@link ASPECT}s. */
  readonly aspects: number;
}

const KINDS = ["only", "instead", "differs", "time"] as const satisfies DifferenceKind[];

/** All differences between two runs, from the earliest to the latest; kept in columns, as there may be millions. */
export class Differences {
  readonly #a: Int32Array;
  readonly #b: Int32Array;
  readonly #kinds: Uint8Array;
  readonly #aspects: Uint8Array;

  /**
   * @param list In any order.
   * @param timesA Virtual time of each event of the first run in ms; `timesB` those of the second.
   */
  constructor(list: DifferenceList, timesA: Float64Array, timesB: Float64Array) {
    const { a, b, kinds, aspects } = list;
    const count = a.length;
    const times = new Float64Array(count);
    const places = new Float64Array(count);
    for (let i = 0; i < count; i++) {
      times[i] = Math.min(a[i] < 0 ? Infinity : timesA[a[i]], b[i] < 0 ? Infinity : timesB[b[i]]);
      places[i] = Math.min(a[i] < 0 ? Infinity : a[i], b[i] < 0 ? Infinity : b[i]);
    }
    // Of one moment, what stands further up in its run comes first, and none of the runs is preferred.
    const order = Array.from(a, (_, i) => i);
    order.sort((x, y) => times[x] - times[y] || places[x] - places[y] || kinds[x] - kinds[y] || b[x] - b[y]);
    this.#a = new Int32Array(count);
    this.#b = new Int32Array(count);
    this.#kinds = new Uint8Array(count);
    this.#aspects = new Uint8Array(count);
    for (let position = 0; position < count; position++) {
      const i = order[position];
      this.#a[position] = a[i];
      this.#b[position] = b[i];
      this.#kinds[position] = kinds[i];
      this.#aspects[position] = aspects[i];
    }
  }

  get length(): number {
    return this.#a.length;
  }

  at(position: number): Difference {
    return {
      kind: KINDS[this.#kinds[position]],
      a: this.#a[position],
      b: this.#b[position],
      aspects: this.#aspects[position],
    };
  }

  kindAt(position: number): DifferenceKind {
    return KINDS[this.#kinds[position]];
  }
}

/** Differences while they are being found. */
export class DifferenceList {
  readonly a: number[] = [];
  readonly b: number[] = [];
  readonly kinds: number[] = [];
  readonly aspects: number[] = [];

  /** Counterparts that differ in these aspects. */
  addPair(a: number, b: number, aspects: number): void {
    this.#add((aspects & SUBSTANCE) === 0 ? "time" : "differs", a, b, aspects);
  }

  /** Events without counterpart, of which one stands for the other if both are given. */
  addUnpaired(a: number, b: number): void {
    this.#add(a >= 0 && b >= 0 ? "instead" : "only", a, b, 0);
  }

  #add(kind: DifferenceKind, a: number, b: number, aspects: number): void {
    this.a.push(a);
    this.b.push(b);
    this.kinds.push(KINDS.indexOf(kind));
    this.aspects.push(aspects);
  }
}
