import type { DropReason } from "../trace/event.ts";
import type { Message } from "./message.ts";
import type { Simulator } from "./simulator.ts";

/** What is said of a message that a rule of the scenario took. */
export interface Taken {
  /** What the rule says. */
  readonly why: string | undefined;
  /** Its line. */
  readonly at: number | undefined;
}

/** Records that a message is lost. */
export function drop(simulator: Simulator, message: Message, reason: DropReason, taken?: Taken): void {
  simulator.record(() => ({
    kind: "drop",
    time: simulator.now,
    cause: message.sent,
    at: taken?.at,
    message: message.id,
    reason,
    ...(taken?.why === undefined ? {} : { why: taken.why }),
  }));
}
