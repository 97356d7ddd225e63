import type { ClockName, ClockReadings } from "../../trace/event.ts";
import { shorten } from "../../trace/format.ts";

/** The clocks, in the order in which they are listed. */
export const CLOCKS: readonly ClockName[] = ["wall", "lamport", "vector", "hybrid"];

const LONGEST = 26;

/**
 * What a clock shows at a point of a lifeline, briefly.
 * @param nodes How many nodes the run has: a vector leaves out zeros at its end.
 * @param last The readings after the last event at this point, since a handler that sends goes on counting.
 */
export function reading(clock: ClockName, nodes: number, first: ClockReadings, last = first): string {
  switch (clock) {
    case "wall":
      return `◷ ${brief(first.wall)}`;
    case "lamport":
      return first.lamport === last.lamport ? `L ${first.lamport}` : `L ${first.lamport}–${last.lamport}`;
    case "vector":
      return shorten(
        `[${Array.from({ length: nodes }, (_, node) => last.vector[node] ?? 0).join(" ")}]`,
        LONGEST,
      );
    case "hybrid":
      return `H ${brief(last.hybrid[0])}+${last.hybrid[1]}`;
  }
}

function brief(ms: number): string {
  return String(Math.round(ms * 10) / 10);
}
