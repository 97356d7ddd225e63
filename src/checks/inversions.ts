import { formatTime } from "../trace/format.ts";
import type { Location } from "../trace/trace.ts";
import type { Check, Finding } from "./check.ts";

/** A machine that receives messages, with a clock of its own. */
export interface Receiver {
  readonly name: string;
  /** By how many ms, by the two clocks, the latest such message arrived before it was sent; 0 if there was none. */
  readonly inversion: number;
}

/** No message may arrive before it was sent, by the clocks of its two ends: timestamps may not contradict cause and effect. */
export class Inversions implements Check {
  readonly kind = "no inversion";
  readonly name: string;
  readonly location: Location | undefined;
  readonly #receivers: readonly Receiver[];

  /** @param receivers Grows as machines join. */
  constructor(name: string, location: Location | undefined, receivers: readonly Receiver[]) {
    this.name = name;
    this.location = location;
    this.#receivers = receivers;
  }

  afterStep(): Finding | undefined {
    const wrong = this.#receivers.find(({ inversion }) => inversion > 0);
    if (wrong === undefined) return undefined;
    return {
      status: "violated",
      message: `by the clocks ${wrong.name} received a message ${formatTime(wrong.inversion)} before it was sent`,
    };
  }

  atEnd(): Finding {
    return { status: "passed", message: "by the clocks every message was sent before it arrived" };
  }
}
