import type { Location } from "../trace/trace.ts";
import { withReason } from "./check.ts";
import type { Check, Finding } from "./check.ts";

/** Something that must hold when the run ends, whatever was before. */
export class AtEnd implements Check {
  readonly kind = "at end";
  readonly name: string;
  readonly location: Location | undefined;
  readonly #predicate: () => boolean;
  readonly #because: (() => string) | undefined;

  /** @param because Says why it doesn't hold; asked once, when it is violated. */
  constructor(
    name: string,
    location: Location | undefined,
    predicate: () => boolean,
    because: (() => string) | undefined,
  ) {
    this.name = name;
    this.location = location;
    this.#predicate = predicate;
    this.#because = because;
  }

  afterStep(): undefined {
    return undefined;
  }

  atEnd(): Finding {
    return this.#predicate()
      ? { status: "passed", message: "held when the run ended" }
      : { status: "violated", message: withReason("did not hold when the run ended", this.#because) };
  }
}
