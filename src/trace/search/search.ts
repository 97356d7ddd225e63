import type { Trace } from "../trace.ts";
import type { Criterion, Test } from "./criterion.ts";

/** Looks through a run piece by piece, so that nobody has to wait for the whole of a long one. */
export class Search {
  readonly #trace: Trace;
  readonly #criterion: Criterion;
  readonly #found: number[] = [];
  #test: Test | undefined;
  #next = 0;

  /** @param criterion What is looked for, from `parseQuery`. */
  constructor(trace: Trace, criterion: Criterion) {
    this.#trace = trace;
    this.#criterion = criterion;
  }

  /** Indices of the events found so far, ascending. */
  get found(): readonly number[] {
    return this.#found;
  }

  /** How many events have been looked at. */
  get examined(): number {
    return this.#next;
  }

  get done(): boolean {
    return this.#next >= this.#trace.events.length;
  }

  /** Looks at so many events more. The first time takes what must be known of the whole run, once per run and query. */
  advance(events: number): void {
    const all = this.#trace.events;
    this.#test ??= this.#criterion(this.#trace);
    const end = Math.min(all.length, this.#next + events);
    for (; this.#next < end; this.#next++) if (this.#test(all[this.#next])) this.#found.push(this.#next);
  }
}
