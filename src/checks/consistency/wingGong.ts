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
  readonly #path: number[] = [];
  readonly #statesBefore: number[] = [];
  #state = StateSpace.initial;
  #entry: number;
  #missing: number;
  #best = -1;
  #reached: Reached | undefined;

  /**
   * @param kept All about one part of the state.
   * @param free May take effect at any time, as often as wanted, or never.
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
      if (after === IMPOSSIBLE) this.#entry = this.#next[this.#entry];
      else if (this.#place(index, after)) this.#entry = this.#next[HEAD];
      else if (updates) this.#entry = this.#next[this.#entry];
      else this.#backtrack();
    }
    return used;
  }

  /** Invocations and completions in their order, what is free in front. */
  #chain(): void {
    const entries: { at: number; entry: number }[] = [];
    for (const [index, { invoked, completed }] of this.#steps.entries()) {
      const free = index >= this.#kept;
      entries.push({ at: free ? -Infinity : invoked, entry: index + 1 });
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
    if (free && after === this.#state) return false;
    if (!free) this.#placed.add(this.#bits[index]);
    const key = `${this.#placed.key()}${String.fromCharCode(after >>> 16, after & 0xffff)}`;
    if (this.#seen.has(key)) {
      if (!free) this.#placed.delete(this.#bits[index]);
      return false;
    }
    this.#seen.add(key);
    this.#path.push(index);
    this.#statesBefore.push(this.#state);
    this.#state = after;
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
