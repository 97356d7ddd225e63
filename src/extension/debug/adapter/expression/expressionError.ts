/** An expression makes no sense, or none at this moment; the message says why, in one sentence. */
export class ExpressionError extends Error {
  override name = "ExpressionError";
}

/** Evaluating takes too long. */
export class BudgetError extends ExpressionError {
  override name = "BudgetError";

  constructor() {
    super("This takes too long to work out.");
  }
}
