import type { Location } from "../trace/trace.ts";
import type { Check, Finding } from "./check.ts";

/** Something that must hold after every event. */
export class Always implements Check {
  readonly kind = "always";
  readonly name: string;
  readonly location: Location | undefined;
  readonly #predicate: () => boolean;

  constructor(name: string, location: Location | undefined, predicate: () => boolean) {
    this.name = name;
    this.location = location;
    this.#predicate = predicate;
  }

  afterStep(): Finding | undefined {
    return this.#predicate() ? undefined : { status: "violated", message: "no longer holds" };
  }

  atEnd(): Finding {
    return { status: "passed", message: "held after every event" };
  }
}
