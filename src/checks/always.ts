import type { Location } from "../trace/trace.ts";
import type { Check, Finding, Moment } from "./check.ts";

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

  afterStep({ event, time }: Moment): Finding | undefined {
    if (this.#predicate()) return undefined;
    return { status: "violated", message: "no longer holds", event, time };
  }

  atEnd(): Finding {
    return { status: "passed", message: "held after every event" };
  }
}
