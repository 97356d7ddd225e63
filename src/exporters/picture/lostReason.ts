import { shorten } from "../../trace/format.ts";
import type { Arrow } from "./arrows.ts";

const LONGEST = 30;

/** Why a message never arrived, as the diagram says it. */
export function lostReason({ fate, why, arrived }: Pick<Arrow, "fate" | "why" | "arrived">): string {
  switch (fate) {
    case "loss":
      return "lost";
    case "intercepted":
      return why ? shorten(`intercepted: ${why}`, LONGEST) : fate;
    case "in flight":
      return arrived === undefined ? "still in flight" : "still waiting";
    default:
      return fate;
  }
}
