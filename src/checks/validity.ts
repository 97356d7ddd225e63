import { formatValue } from "../trace/format.ts";
import type { Location } from "../trace/trace.ts";
import type { Check, Finding } from "./check.ts";
import type { Decision } from "./decisions.ts";

/** Only values that may be decided are decided: such as those that someone proposed. */
export class Validity implements Check {
  readonly kind = "validity";
  readonly name: string;
  readonly location: Location | undefined;
  readonly #decisions: readonly Decision[];
  readonly #allowed: (decision: Decision) => boolean;
  #seen = 0;

  /**
   * @param decisions Grows as the run goes on.
   * @param allowed Asked once for each decision, when it is made.
   */
  constructor(
    name: string,
    location: Location | undefined,
    decisions: readonly Decision[],
    allowed: (decision: Decision) => boolean,
  ) {
    this.name = name;
    this.location = location;
    this.#decisions = decisions;
    this.#allowed = allowed;
  }

  afterStep(): Finding | undefined {
    while (this.#seen < this.#decisions.length) {
      const decision = this.#decisions[this.#seen++];
      if (this.#allowed(decision)) continue;
      const { node, slot, value } = decision;
      return {
        status: "violated",
        message: `${node} decided ${formatValue(value, 60)} for ${formatValue(slot, 40)}, which may not be decided`,
      };
    }
    return undefined;
  }

  atEnd(): Finding {
    if (this.#seen === 0) return { status: "warning", message: "nothing was decided" };
    return { status: "passed", message: "everything that was decided may be" };
  }
}
