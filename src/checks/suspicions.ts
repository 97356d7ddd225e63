import { formatTime } from "../trace/format.ts";
import type { Location } from "../trace/trace.ts";
import type { Check, Finding, Moment, RunView } from "./check.ts";

/** A node states what it believes of another. */
export interface Belief {
  readonly believer: string;
  readonly about: string;
  /** Whether it takes the other one for dead. */
  readonly dead: boolean;
  /** Whether the other one was up at that moment. */
  readonly up: boolean;
  /** Virtual time in ms. */
  readonly time: number;
}

/** A node as the truth has it. */
export interface Suspect {
  readonly name: string;
  readonly up: boolean;
}

/** How much a failure detector may err. */
export interface Tolerance {
  /** Number of times that a node which is up may be taken for dead. */
  readonly mistaken: number;
  /** Time in ms after which everybody who states beliefs must take a dead node for dead; any time when absent. */
  readonly within: number | undefined;
}

/** Counts false suspicions, and failures that nobody noticed in time. */
export class Suspicions implements Check {
  readonly kind = "suspicions";
  readonly name: string;
  readonly location: Location | undefined;
  readonly #beliefs: readonly Belief[];
  readonly #suspects: readonly Suspect[];
  readonly #run: RunView;
  readonly #tolerance: Tolerance;
  readonly #mistakes: Belief[] = [];
  readonly #alarms = new Map<string, { cancel(): void }>();
  /** Names of nodes that are overdue to be suspected. */
  readonly #overdue = new Set<string>();
  #seen = 0;

  /** @param beliefs Grows as the run goes on. */
  constructor(
    name: string,
    location: Location | undefined,
    beliefs: readonly Belief[],
    suspects: readonly Suspect[],
    run: RunView,
    tolerance: Tolerance,
  ) {
    this.name = name;
    this.location = location;
    this.#beliefs = beliefs;
    this.#suspects = suspects;
    this.#run = run;
    this.#tolerance = tolerance;
  }

  afterStep({ time }: Moment): Finding | undefined {
    for (; this.#seen < this.#beliefs.length; this.#seen++) {
      const belief = this.#beliefs[this.#seen];
      if (belief.dead && belief.up) this.#mistakes.push(belief);
    }
    if (this.#mistakes.length > this.#tolerance.mistaken) return this.#mistaken();
    return this.#tolerance.within === undefined ? undefined : this.#watch(time, this.#tolerance.within);
  }

  atEnd(): Finding {
    const count = this.#mistakes.length;
    const message =
      count === 0
        ? "nobody who was up was taken for dead"
        : `${count === 1 ? "1 false suspicion" : `${count} false suspicions`}, which is allowed`;
    return { status: "passed", message };
  }

  #mistaken(): Finding {
    const shown = this.#mistakes.map(
      ({ believer, about, time }) => `${believer} took ${about} for dead at ${formatTime(time)}`,
    );
    return { status: "violated", message: `${shown.slice(-3).join(", ")}, and it was up` };
  }

  /** Sets an alarm for each node that goes down, and looks whom the rung ones find in ignorance. */
  #watch(now: number, within: number): Finding | undefined {
    for (const { name, up } of this.#suspects) {
      if (up) {
        this.#alarms.get(name)?.cancel();
        this.#alarms.delete(name);
        this.#overdue.delete(name);
      } else if (!this.#alarms.has(name)) {
        const cancel = this.#run.lookAt(now + within, () => this.#overdue.add(name));
        this.#alarms.set(name, { cancel });
      }
    }
    for (const name of this.#overdue) {
      this.#overdue.delete(name);
      const unaware = this.#unaware(name);
      if (unaware.length > 0)
        return {
          status: "violated",
          message: `${within} ms after ${name} went down ${unaware.join(", ")} had not noticed`,
        };
    }
    return undefined;
  }

  /** Those who state beliefs, are up, and don't take this node for dead. */
  #unaware(name: string): string[] {
    const latest = new Map<string, boolean>();
    const believers = new Set(this.#beliefs.map(({ believer }) => believer));
    for (const { believer, about, dead } of this.#beliefs) if (about === name) latest.set(believer, dead);
    return this.#suspects
      .filter(
        (node) => node.up && node.name !== name && believers.has(node.name) && latest.get(node.name) !== true,
      )
      .map((node) => node.name);
  }
}
