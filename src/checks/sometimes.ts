import type { Location } from "../trace/trace.ts";
import type { Check, Finding } from "./check.ts";

/** Something that ought to happen at least once, or the scenario doesn't try what it means to. */
export class Sometimes implements Check {
  readonly kind = "sometimes";
  readonly name: string;
  readonly location: Location | undefined;
  readonly #predicate: () => boolean;

  constructor(name: string, location: Location | undefined, predicate: () => boolean) {
    this.name = name;
    this.location = location;
    this.#predicate = predicate;
  }

  afterStep(): Finding | undefined {
    return this.#predicate() ? { status: "passed", message: "happened" } : undefined;
  }

  atEnd(): Finding {
    return { status: "warning", message: "never happened, so this run doesn't show what it means to" };
  }
}
