import type { RunOutcome } from "./outcome.ts";
import type { SeedRange, SweptRun } from "./wire.ts";

/** What became of one scenario so far. */
interface Count {
  events: number;
  readonly bad: number[];
  /** How often each check was violated. */
  readonly violated: Map<string, number>;
}

/** Counts what becomes of the runs of a sweep. */
export class Tally {
  readonly #seeds: SeedRange;
  readonly #counts = new Map<number, Count>();

  constructor(seeds: SeedRange) {
    this.#seeds = seeds;
  }

  add({ scenario, seed, status, events, violated }: SweptRun): void {
    let count = this.#counts.get(scenario);
    if (count === undefined)
      this.#counts.set(scenario, (count = { events: 0, bad: [], violated: new Map() }));
    count.events += events;
    if (status !== "passed") count.bad.push(seed);
    for (const name of violated) count.violated.set(name, (count.violated.get(name) ?? 0) + 1);
  }

  /** Indices of the scenarios that have run, in order. */
  get scenarios(): readonly number[] {
    return [...this.#counts.keys()].sort((a, b) => a - b);
  }

  /** The seed of the run that stands for all of a scenario: the first bad one, if there is any. */
  seedToShow(scenario: number): number {
    const { bad } = this.#counts.get(scenario)!;
    return bad.length === 0 ? this.#seeds.first : Math.min(...bad);
  }

  /** The run that stands for all of its scenario, with what became of the others. */
  summarise(shown: RunOutcome): RunOutcome {
    const { events, bad, violated } = this.#counts.get(shown.scenario)!;
    const tolerated = shown.checks
      .filter((check) => check.tolerated)
      .map(({ name }) => ({ name, violated: violated.get(name) ?? 0 }));
    const sorted = bad.toSorted((a, b) => a - b);
    return { ...shown, sweep: { ...this.#seeds, events, bad: sorted, tolerated } };
  }
}
