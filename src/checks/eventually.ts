import type { Location } from "../trace/trace.ts";
import type { Check, Finding, Moment, RunView } from "./check.ts";

/** Something that must come true, before the run ends or within a bound. */
export class Eventually implements Check {
  readonly kind = "eventually";
  readonly name: string;
  readonly location: Location | undefined;
  readonly #predicate: () => boolean;
  readonly #deadline: number;
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
    this.#deadline = within === undefined ? Infinity : now + within;
    this.#stopWaiting = within === undefined ? undefined : run.lookAt(this.#deadline);
  }

  afterStep({ event, time }: Moment): Finding | undefined {
    if (time <= this.#deadline && this.#predicate()) {
      this.#stopWaiting?.();
      return { status: "passed", message: "came true", event, time };
    }
    if (time < this.#deadline) return undefined;
    return {
      status: "violated",
      message: `did not come true within ${String(this.#within)} ms`,
      event,
      time,
    };
  }

  atEnd({ event, time }: Moment): Finding {
    return { status: "violated", message: "had not come true when the run ended", event, time };
  }
}
