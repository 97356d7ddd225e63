import type { DropReason } from "../trace/event.ts";
import type { Message } from "./message.ts";
import type { Simulator } from "./simulator.ts";

/** Records that a message is lost. @param why What the rule that took it says. */
export function drop(simulator: Simulator, message: Message, reason: DropReason, why?: string): void {
  simulator.record(() => ({
    kind: "drop",
    time: simulator.now,
    cause: message.sent,
    message: message.id,
    reason,
    ...(why === undefined ? {} : { why }),
  }));
}
