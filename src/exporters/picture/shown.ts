import { arrange, type Arrangement } from "./columnOrder.ts";
import type { RunIndex } from "./runIndex.ts";

/** What of a run is drawn, as the user has chosen it. */
export interface Shown {
  /** What is changed about the lifelines; nothing when absent. */
  readonly arrangement?: Arrangement;
  /** Names of the messages that are not drawn. */
  readonly muted: ReadonlySet<string>;
  /** Whether each client's operation has a colour of its own. */
  readonly tinted: boolean;
  /** Whether a ruler beside each lifeline shows the node's own clock. */
  readonly rulers: boolean;
  /** Whether runs of local events are drawn as one. */
  readonly folded: boolean;
}

/** All there is, as it is. */
export const EVERYTHING: Shown = { muted: new Set(), tinted: false, rulers: false, folded: false };

/** The run with the lifelines and events that are shown. */
export function shownRun(run: RunIndex, { arrangement, folded }: Shown): RunIndex {
  const arranged = arrangement ? run.ordered(arrange(run.trace, run.order, arrangement)) : run;
  return folded ? arranged.folded() : arranged;
}
