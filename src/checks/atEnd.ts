import type { Location } from "../trace/trace.ts";
import type { Check, Finding } from "./check.ts";

/** Something that must hold when the run ends, whatever was before. */
export class AtEnd implements Check {
  readonly kind = "at end";
  readonly name: string;
  readonly location: Location | undefined;
  readonly #predicate: () => boolean;

  constructor(name: string, location: Location | undefined, predicate: () => boolean) {
    this.name = name;
    this.location = location;
    this.#predicate = predicate;
  }

  afterStep(): undefined {
    return undefined;
  }

  atEnd(): Finding {
    return this.#predicate()
      ? { status: "passed", message: "held when the run ended" }
      : { status: "violated", message: "did not hold when the run ended" };
  }
}
