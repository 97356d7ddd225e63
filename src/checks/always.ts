import type { Location } from "../trace/trace.ts";
import { withReason } from "./check.ts";
import type { Check, Finding } from "./check.ts";

/** Something that must hold after every event. */
export class Always implements Check {
  readonly kind = "always";
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

  afterStep(): Finding | undefined {
    if (this.#predicate()) return undefined;
    return { status: "violated", message: withReason("no longer holds", this.#because) };
  }

  atEnd(): Finding {
    return { status: "passed", message: "held after every event" };
  }
}
