import { describeMessage } from "../../trace/describe.ts";
import type { Trace } from "../../trace/trace.ts";
import type { Arrow } from "./arrows.ts";

/** Longest form of a message that is changed on its way, since both forms stand in one label. */
const LONGEST_CHANGED = 24;

/** What stands along a message's arrow: what it says, whose copy it is, and what became of it on its way. */
export function messageText(
  trace: Trace,
  { send, original, onWay }: Pick<Arrow, "send" | "original" | "onWay">,
): string {
  const tamper = onWay.findLast((event) => event.kind === "tamper");
  const before = describeMessage(original, tamper ? LONGEST_CHANGED : undefined);
  if (tamper?.kind === "tamper") {
    const after = describeMessage({ ...original, args: tamper.after }, LONGEST_CHANGED);
    return `${prefix(trace, send)}${before} ⇒ ${after}`;
  }
  return prefix(trace, send) + before;
}

function prefix(trace: Trace, send: Arrow["send"]): string {
  switch (send.kind) {
    case "duplicate":
      return "copy: ";
    case "retransmit":
      return "again: ";
    case "forge":
      return `as ${trace.nodes[send.as].name}: `;
    default:
      return "";
  }
}
