import type { RunIndex } from "./runIndex.ts";
import type { Timeline } from "./timeline.ts";

/**
 * Position of the play head when it stands on an event: what has happened by then is above it, the rest below. An
 * event that has no row of its own may be further up, since it is drawn with an earlier one.
 */
export function playHeadY({ folds }: RunIndex, timeline: Timeline, event: number): number {
  if (folds && timeline.scale.axis === "causal") while (folds.drawnWith(event) >= 0) event--;
  return timeline.yOf(event);
}
