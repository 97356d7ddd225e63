import type { Fate } from "./arrows.ts";

/** Why a message never arrived, as the diagram says it. */
export function lostReason(fate: Exclude<Fate, "arrived">): string {
  switch (fate) {
    case "loss":
      return "lost";
    case "partition":
      return "partition";
    case "receiver down":
      return "receiver down";
    case "in flight":
      return "still in flight";
  }
}
