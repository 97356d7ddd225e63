import { decide } from "./decide.ts";
import { explain } from "./explain.ts";
import { includes, LEVELS, type Level } from "./levels.ts";
import type { Operation } from "./operation.ts";
import type { Reached, Result } from "./search.ts";
import type { Specification } from "./specification.ts";
import { Subject, type Step } from "./subject.ts";
import { WingGong } from "./wingGong.ts";
import { minimize } from "./witness.ts";

/** Steps that a search may take unless a caller says otherwise: a few seconds, and less than 1 GiB. */
export const DEFAULT_BUDGET = 1_000_000;

/** Steps in which a search whose verdict is known already has to find its longest order. */
const EXPLAINING = 100_000;

/** What became of one level. */
export interface Rung {
  readonly level: Level;
  /** `unknown` if the budget was used up before. */
  readonly verdict: "holds" | "broken" | "unknown";
  /** How many operations count: those that took effect or may have, without looks whose answer isn't known. */
  readonly operations: number;
  /** How many steps the search took that decided about it. */
  readonly steps: number;
  /** For a broken one: a smallest set of operations that shows it, as indices into the history. */
  readonly witness?: readonly number[];
  /** For a broken or unknown one: the longest order that was found, and the operation that finds no place after it. */
  readonly reached?: Reached;
  /** For a broken one: why, in one sentence. */
  readonly reason?: string;
}

/**
 * Judges a history by levels of consistency. What one level says decides others: whatever holds, those that it includes
 * hold; whatever is broken, those that include it are.
 */
export class Ladder {
  readonly #subject: Subject;
  readonly #budget: number;
  readonly #results = new Map<Level, Result>();
  readonly #witnesses = new Map<Level, readonly Step[]>();

  /**
   * @param operations Of several clients, each of which waits for one answer before it asks again.
   * @param budget How many steps a search may take.
   */
  constructor(
    operations: readonly Operation[],
    specification: Specification,
    budget: number = DEFAULT_BUDGET,
  ) {
    this.#subject = new Subject(operations, specification);
    this.#budget = budget;
  }

  /** The history that is judged. */
  get operations(): readonly Operation[] {
    return this.#subject.operations;
  }

  /** What its object does. */
  get specification(): Specification {
    return this.#subject.specification;
  }

  /** All levels, the weakest first. */
  rungs(): Rung[] {
    return LEVELS.map((level) => this.rung(level));
  }

  /** One level. */
  rung(level: Level): Rung {
    const decisive = this.#decisive(level);
    const { verdict, steps } = this.#result(decisive);
    const rung = {
      level,
      verdict,
      operations: this.#subject.steps.length,
      steps,
    };
    if (verdict === "holds") return rung;
    const reached = this.#reached(level) ?? this.#reached(decisive);
    const found = reached === undefined ? {} : { reached };
    if (verdict === "unknown") return { ...rung, ...found };
    const witness = this.#witness(level, decisive).map(({ operation }) => operation);
    return {
      ...rung,
      ...found,
      witness,
      ...(reached === undefined ? {} : { reason: explain(this.#subject, reached) }),
    };
  }

  /**
   * A linearization: the operations of the history that took effect, as indices, in an order that explains them all
   * and in which each stands between its invocation and its completion.
   * @returns nothing if there is none, or it isn't found within the budget.
   */
  linearization(): readonly number[] | undefined {
    const { space, steps, parts } = this.#subject;
    const effects: { operation: number; at: number }[] = [];
    for (let part = 0; part < parts; part++) {
      const kept = steps.filter((step) => step.part === part);
      const search = new WingGong(space, kept, []);
      search.advance(this.#budget);
      if (search.verdict !== "holds") return undefined;
      let at = -Infinity;
      for (const { operation, invoked } of search.order) {
        at = Math.max(at, invoked);
        effects.push({ operation, at });
      }
    }
    // Points in time put the orders of all parts together; those of one part keep theirs.
    return effects.sort((a, b) => a.at - b.at).map(({ operation }) => operation);
  }

  /** The level that decides about this one: itself, or one that is easier to judge. */
  #decisive(level: Level): Level {
    const stronger: Level[] = ["linearizable", "sequential"];
    const sufficient = stronger.filter((other) => includes(other, level));
    const necessary = LEVELS.filter((other) => includes(level, other));
    const decided =
      sufficient.find((other) => this.#result(other).verdict === "holds") ??
      [level, ...necessary].find((other) => this.#results.get(other)?.verdict === "broken");
    if (decided !== undefined || this.#results.has(level)) return decided ?? level;
    return necessary.find((other) => this.#result(other).verdict === "broken") ?? level;
  }

  #result(level: Level): Result {
    let result = this.#results.get(level);
    if (result === undefined) {
      result = decide(this.#subject, level, this.#subject.steps, [], this.#budget);
      this.#results.set(level, result);
    }
    return result;
  }

  #reached(level: Level): Reached | undefined {
    const search = this.#results.get(level)?.search;
    if (search?.reached === undefined) search?.advance(EXPLAINING);
    return search?.reached;
  }

  /** Begins with what shows that an included level is broken, if that is known. */
  #witness(level: Level, decisive: Level): readonly Step[] {
    let witness = this.#witnesses.get(level);
    if (witness === undefined) {
      const broken = level === decisive ? this.#subject.steps : this.#witness(decisive, decisive);
      witness = minimize(this.#subject, level, broken, this.#reached(decisive)?.stuck, this.#budget);
      this.#witnesses.set(level, witness);
    }
    return witness;
  }
}
