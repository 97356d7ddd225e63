import { BudgetError } from "./expressionError.ts";

/** How much evaluating one expression may cost: about a tenth of a second. */
const ONE_EXPRESSION = 1_000_000;

/** What evaluating may still cost, so that nothing hangs: one for each operation, element and character gone through. */
export class Budget {
  readonly #whole: Budget | undefined;
  #left: number;

  /** @param whole The budget of which this is a part. */
  constructor(units = ONE_EXPRESSION, whole?: Budget) {
    this.#left = units;
    this.#whole = whole;
  }

  /** Whether nothing is left. */
  get isSpent(): boolean {
    return this.#left <= 0;
  }

  /** @throws {BudgetError} When there is not that much left. */
  spend(units: number): void {
    this.#whole?.spend(units);
    const enough = units <= this.#left;
    this.#left = enough ? this.#left - Math.max(0, units) : 0;
    if (!enough) throw new BudgetError();
  }
}
