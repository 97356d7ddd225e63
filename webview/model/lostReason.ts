import type { Fate } from "./arrows.ts";

/** Why a message never arrived, as the diagram says it. */
export function lostReason(fate: Exclude<Fate, "arrived">): string {
  switch (fate) {
    case "loss":
      return "lost";
    case "partition":
    case "receiver down":
    case "receiver gone":
    case "queue full":
    case "intercepted":
    case "rejected":
    case "connection reset":
      return fate;
    case "in flight":
      return "still in flight";
  }
}
