import { canonical } from "../trace/canonical.ts";
import { formatValue } from "../trace/format.ts";
import type { Location } from "../trace/trace.ts";
import type { Check, Finding } from "./check.ts";
import type { Decision } from "./decisions.ts";

/** No two decisions about one slot may differ, and none may be taken back. */
export class Agreement implements Check {
  readonly kind = "agreement";
  readonly name: string;
  readonly location: Location | undefined;
  readonly #decisions: readonly Decision[];
  readonly #first = new Map<string, Decision>();
  #seen = 0;

  /** @param decisions Grows as the run goes on. */
  constructor(name: string, location: Location | undefined, decisions: readonly Decision[]) {
    this.name = name;
    this.location = location;
    this.#decisions = decisions;
  }

  afterStep(): Finding | undefined {
    while (this.#seen < this.#decisions.length) {
      const decision = this.#decisions[this.#seen++];
      const slot = canonical(decision.slot);
      const first = this.#first.get(slot);
      if (first === undefined) this.#first.set(slot, decision);
      else if (canonical(first.value) !== canonical(decision.value)) return contradiction(first, decision);
    }
    return undefined;
  }

  atEnd(): Finding {
    const count = this.#first.size;
    if (count === 0) return { status: "warning", message: "nothing was decided, so nobody could disagree" };
    return {
      status: "passed",
      message: `one value for each of ${count === 1 ? "1 slot" : `${count} slots`}`,
    };
  }
}

function contradiction(first: Decision, second: Decision): Finding {
  const slot = formatValue(second.slot, 40);
  const said = ({ node, value }: Decision) => `${node} decided ${formatValue(value, 60)}`;
  return { status: "violated", message: `for ${slot} ${said(first)} and ${said(second)}` };
}
