import type { Location } from "../trace/trace.ts";
import type { Check, Finding } from "./check.ts";

/** Every call must have been answered, or given up, when the run ends. */
export class Answered implements Check {
  readonly kind = "answered";
  readonly name: string;
  readonly location: Location | undefined;
  readonly #waiting: () => readonly string[];

  /** @param waiting Describes each call that still waits. */
  constructor(name: string, location: Location | undefined, waiting: () => readonly string[]) {
    this.name = name;
    this.location = location;
    this.#waiting = waiting;
  }

  afterStep(): undefined {
    return undefined;
  }

  atEnd(): Finding {
    const waiting = this.#waiting();
    if (waiting.length === 0) return { status: "passed", message: "no call was left waiting" };
    const others = waiting.length === 1 ? "" : ` (and ${waiting.length - 1} more)`;
    return { status: "violated", message: `at the end ${waiting[0]}${others}` };
  }
}
