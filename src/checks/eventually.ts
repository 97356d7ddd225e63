import type { Location } from "../trace/trace.ts";
import type { Check, Finding, RunView } from "./check.ts";

/** Something that must come true, before the run ends or within a bound. */
export class Eventually implements Check {
  readonly kind = "eventually";
  readonly name: string;
  readonly location: Location | undefined;
  readonly #predicate: () => boolean;
  #overdue = false;
  readonly #within: number | undefined;
  readonly #stopWaiting: (() => void) | undefined;

  /**
   * @param now Virtual time in ms from which the bound counts.
   * @param within In ms; the end of the run when absent.
   */
  constructor(
    name: string,
    location: Location | undefined,
    predicate: () => boolean,
    run: RunView,
    now: number,
    within: number | undefined,
  ) {
    this.name = name;
    this.location = location;
    this.#predicate = predicate;
    this.#within = within;
    this.#stopWaiting =
      within === undefined ? undefined : run.lookAt(now + within, () => (this.#overdue = true));
  }

  afterStep(): Finding | undefined {
    if (this.#predicate()) {
      this.#stopWaiting?.();
      return { status: "passed", message: "came true" };
    }
    if (!this.#overdue) return undefined;
    return { status: "violated", message: `did not come true within ${String(this.#within)} ms` };
  }

  atEnd(): Finding {
    return { status: "violated", message: "had not come true when the run ended" };
  }
}
