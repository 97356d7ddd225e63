import { canonical } from "../trace/canonical.ts";
import { formatValue } from "../trace/format.ts";
import type { Location } from "../trace/trace.ts";
import type { Value } from "../trace/value.ts";
import type { Check, Finding, RunView } from "./check.ts";
import type { Decision } from "./decisions.ts";

/** A node that has to decide, unless it is down. */
export interface Decider {
  readonly name: string;
  readonly up: boolean;
}

/** Every node that is up decides: each slot that anyone has decided, or the slots that are given. */
export class Termination implements Check {
  readonly kind = "termination";
  readonly name: string;
  readonly location: Location | undefined;
  readonly #decisions: readonly Decision[];
  readonly #deciders: readonly Decider[];
  readonly #slots: readonly Value[] | undefined;
  readonly #within: number | undefined;
  readonly #stopWaiting: (() => void) | undefined;
  #overdue = false;

  /**
   * @param decisions Grows as the run goes on.
   * @param slots What has to be decided; whatever anyone has decided when absent.
   * @param now Virtual time in ms from which the bound counts.
   * @param within In ms; the end of the run when absent.
   */
  constructor(
    name: string,
    location: Location | undefined,
    decisions: readonly Decision[],
    deciders: readonly Decider[],
    slots: readonly Value[] | undefined,
    run: RunView,
    now: number,
    within: number | undefined,
  ) {
    this.name = name;
    this.location = location;
    this.#decisions = decisions;
    this.#deciders = deciders;
    this.#slots = slots;
    this.#within = within;
    this.#stopWaiting =
      within === undefined ? undefined : run.lookAt(now + within, () => (this.#overdue = true));
  }

  afterStep(): Finding | undefined {
    if (!this.#overdue) return undefined;
    this.#stopWaiting?.();
    const missing = this.#missing();
    return missing === undefined
      ? { status: "passed", message: "everybody decided in time" }
      : { status: "violated", message: `within ${String(this.#within)} ms ${missing}` };
  }

  atEnd(): Finding {
    const missing = this.#missing();
    return missing === undefined
      ? { status: "passed", message: "everybody has decided" }
      : { status: "violated", message: `when the run ended ${missing}` };
  }

  /** Who has not decided what, in words. */
  #missing(): string | undefined {
    const decided = new Set(this.#decisions.map(({ node, slot }) => `${node} ${canonical(slot)}`));
    const slots = new Map(
      (this.#slots ?? this.#decisions.map(({ slot }) => slot)).map((slot) => [canonical(slot), slot]),
    );
    if (slots.size === 0) return "nothing was decided at all";
    for (const [key, slot] of slots) {
      const late = this.#deciders.filter(({ name, up }) => up && !decided.has(`${name} ${key}`));
      if (late.length > 0)
        return `${late.map(({ name }) => name).join(", ")} had not decided ${formatValue(slot, 40)}`;
    }
    return undefined;
  }
}
