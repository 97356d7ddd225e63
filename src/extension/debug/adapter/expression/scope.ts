import type { Budget } from "./budget.ts";
import type { Datum } from "./datum.ts";
import type { Moment } from "./moment.ts";

/** Where an expression is evaluated, and at what cost. */
export interface Scope {
  readonly moment: Moment;
  readonly budget: Budget;
  /** The innermost parameter of the functions around it. */
  readonly locals?: Local;
}

/** A parameter of a function that is being called. */
export interface Local {
  readonly name: string;
  readonly value: Datum;
  readonly outer: Local | undefined;
}
