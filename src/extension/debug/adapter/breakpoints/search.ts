import { Budget } from "../expression/budget.ts";
import type { Compiled } from "../expression/compile.ts";
import { ExpressionError } from "../expression/expressionError.ts";
import { Moment } from "../expression/moment.ts";
import type { Recording } from "../expression/recording.ts";

/** How much all conditions may cost that are tried on the way to the next breakpoint: about a second. */
const WHOLE_SEARCH = 10_000_000;

/** What looking at one event costs, apart from what the condition does. */
const ONE_EVENT = 10;

/** Tries conditions at events, for as long as it doesn't take too long. */
export class Search {
  readonly #recording: Recording;
  readonly #budget = new Budget(WHOLE_SEARCH);
  readonly #mistakes = new Map<Compiled, string>();

  constructor(recording: Recording) {
    this.#recording = recording;
  }

  /** Whether it has taken so long that it should end where it is. */
  get exhausted(): boolean {
    return this.#budget.isSpent;
  }

  /** What was wrong with conditions, one sentence for each. */
  get mistakes(): readonly string[] {
    return [...this.#mistakes.values()];
  }

  /** Whether the condition is true after an event. One that can't be worked out there isn't. */
  isTrue(condition: Compiled, event: number): boolean {
    try {
      this.#budget.spend(ONE_EVENT);
      return Boolean(condition(new Moment(this.#recording, event), new Budget(undefined, this.#budget)));
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      if (!this.#mistakes.has(condition)) this.#mistakes.set(condition, error.message);
      return false;
    }
  }
}
