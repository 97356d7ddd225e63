import { Placed } from "./placed.ts";
import type { Reached, Search } from "./search.ts";
import { IMPOSSIBLE, StateSpace } from "./stateSpace.ts";
import type { Step } from "./subject.ts";

/** Before the first entry of the list. */
const HEAD = 0;

/**
 * Looks for a linearization: an order of operations that explains what they returned, in which each one stands between
 * its invocation and its completion.
 *
 * The search of Wing and Gong ("Testing and verifying concurrent objects", 1993) tries every operation that is invoked
 * before the first completion. As Lowe has it ("Testing for linearizability", 2017), no pair of placed operations and
 * state is tried twice; as Horn and Kroening have it ("Faster linearizability checking via P-compositionality", 2015),
 * invocations and completions are a linked list from which what is placed is taken out, and put back in constant time.
 * A read that fits is placed for good: it changes nothing, and those behind it only gain.
 */
export class WingGong implements Search {
  verdict: "holds" | "broken" | undefined;
  readonly #space: StateSpace;
  readonly #steps: readonly Step[];
  /** Number of steps that must or may be placed once; those after them are free. */
  readonly #kept: number;
  readonly #next: Int32Array;
  readonly #previous: Int32Array;
  readonly #placed: Placed;
  readonly #bits: Int32Array;
  readonly #seen = new Set<string>();
  /** For each step of unknown outcome the one before it of the same kind; -1 for none. */
  readonly #twins: Int32Array;
  readonly #path: number[] = [];
  /** The latest invocation among what is placed, before each place of the path: nothing takes effect before it. */
  readonly #latestBefore: number[] = [];
  #latest = -Infinity;
  readonly #statesBefore: number[] = [];
  #state = StateSpace.initial;
  #entry: number;
  #missing: number;
  #best = -1;
  #reached: Reached | undefined;

  /**
   * @param kept All about one part of the state.
   * @param free May take effect between invocation and completion as often as wanted, or never.
   */
  constructor(space: StateSpace, kept: readonly Step[], free: readonly Step[]) {
    this.#space = space;
    this.#steps = [...kept, ...free];
    this.#kept = kept.length;
    const mandatory = [...kept.keys()].filter((index) => !kept[index].optional);
    const optional = [...kept.keys()].filter((index) => kept[index].optional);
    this.#bits = new Int32Array(kept.length);
    // Those that may never be placed come last, so that they don't stretch the texts of what is placed.
    for (const [bit, index] of [...mandatory, ...optional].entries()) this.#bits[index] = bit;
    this.#placed = new Placed(kept.length);
    this.#missing = mandatory.length;
    this.#next = new Int32Array(2 * this.#steps.length + 1);
    this.#previous = new Int32Array(2 * this.#steps.length + 1);
    this.#twins = Int32Array.from(kept, ({ optional, kind }, index) =>
      optional
        ? kept.findLastIndex((other, before) => before < index && other.optional && other.kind === kind)
        : -1,
    );
    this.#chain();
    this.#entry = this.#next[HEAD];
    if (this.#missing === 0) this.verdict = "holds";
  }

  get reached(): Reached | undefined {
    return this.#reached;
  }

  /** The operations placed so far, in their order: all that must be once the verdict is `holds`. */
  get order(): readonly Step[] {
    return this.#path.map((index) => this.#steps[index]);
  }

  advance(steps: number): number {
    let used = 0;
    for (; used < steps && this.verdict === undefined; used++) {
      if (this.#entry > this.#steps.length) {
        this.#remember();
        this.#backtrack();
        continue;
      }
      const index = this.#entry - 1;
      const { kind, blindKind, updates } = this.#steps[index];
      const after = this.#space.next(this.#state, index < this.#kept ? kind : blindKind);
      if (after === IMPOSSIBLE || this.#isIdle(index, after)) this.#entry = this.#next[this.#entry];
      else if (this.#place(index, after)) this.#entry = this.#next[HEAD];
      else if (updates) this.#entry = this.#next[this.#entry];
      else this.#backtrack();
    }
    return used;
  }

  /**
   * Whether nothing is gained by placing this one now: what need not be placed should change something, should not be
   * over already, and of several that are alike the first one does.
   */
  #isIdle(index: number, after: number): boolean {
    const { optional, completed } = this.#steps[index];
    if (index >= this.#kept) return after === this.#state || completed < this.#latest;
    const twin = this.#twins[index];
    return optional && (after === this.#state || (twin !== -1 && !this.#placed.has(this.#bits[twin])));
  }

  /** Invocations and completions in their order; what is free holds nobody up. */
  #chain(): void {
    const entries: { at: number; entry: number }[] = [];
    for (const [index, { invoked, completed }] of this.#steps.entries()) {
      const free = index >= this.#kept;
      entries.push({ at: invoked, entry: index + 1 });
      if (!free && completed !== Infinity)
        entries.push({ at: completed, entry: index + 1 + this.#steps.length });
    }
    entries.sort((a, b) => (a.at === b.at ? a.entry - b.entry : a.at - b.at));
    let last = HEAD;
    for (const { entry } of entries) {
      this.#next[last] = entry;
      this.#previous[entry] = last;
      last = entry;
    }
  }

  /** @returns false if this was tried before */
  #place(index: number, after: number): boolean {
    const free = index >= this.#kept;
    if (!free) this.#placed.add(this.#bits[index]);
    const latest = Math.max(this.#latest, this.#steps[index].invoked);
    const state = String.fromCharCode(after >>> 16, after & 0xffff);
    // Only what is free can be placed too late for others that may be placed still.
    const time = this.#kept < this.#steps.length ? `${latest} ` : "";
    const key = `${time}${this.#placed.key()}${state}`;
    if (this.#seen.has(key)) {
      if (!free) this.#placed.delete(this.#bits[index]);
      return false;
    }
    this.#seen.add(key);
    this.#path.push(index);
    this.#statesBefore.push(this.#state);
    this.#latestBefore.push(this.#latest);
    [this.#state, this.#latest] = [after, latest];
    if (free) return true;
    this.#takeOut(index + 1);
    if (this.#steps[index].completed === Infinity) return true;
    this.#takeOut(index + 1 + this.#steps.length);
    if (--this.#missing === 0) this.verdict = "holds";
    return true;
  }

  #backtrack(): void {
    for (;;) {
      const index = this.#path.pop();
      if (index === undefined) {
        this.verdict = "broken";
        return;
      }
      this.#state = this.#statesBefore.pop()!;
      this.#latest = this.#latestBefore.pop()!;
      if (index < this.#kept) this.#unplace(index);
      this.#entry = this.#next[index + 1];
      if (this.#steps[index].updates) return;
    }
  }

  #unplace(index: number): void {
    this.#placed.delete(this.#bits[index]);
    if (this.#steps[index].completed !== Infinity) {
      this.#missing++;
      this.#putBack(index + 1 + this.#steps.length);
    }
    this.#putBack(index + 1);
  }

  #takeOut(entry: number): void {
    const [before, after] = [this.#previous[entry], this.#next[entry]];
    this.#next[before] = after;
    if (after !== HEAD) this.#previous[after] = before;
  }

  #putBack(entry: number): void {
    const [before, after] = [this.#previous[entry], this.#next[entry]];
    this.#next[before] = entry;
    if (after !== HEAD) this.#previous[after] = entry;
  }

  /** Keeps the longest order so far; the present entry is the completion that no order may pass. */
  #remember(): void {
    if (this.#path.length <= this.#best) return;
    this.#best = this.#path.length;
    this.#reached = {
      order: this.order.map(({ operation }) => operation),
      stuck: this.#steps[this.#entry - 1 - this.#steps.length].operation,
    };
  }
}
