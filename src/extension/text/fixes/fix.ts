import type { Change } from "../../edit/writeStatement.ts";

/** A mend of a text that is sure to be the right one. */
export interface Fix {
  readonly title: string;
  /** None meets another. */
  readonly changes: readonly Change[];
}
