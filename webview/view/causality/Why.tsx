import type { VNode } from "preact";
import { tellRoot } from "../../../src/trace/why.ts";
import type { Trace } from "../../../src/trace/trace.ts";
import { EventList, type EventActions } from "./EventList.tsx";
import { Panel } from "./Panel.tsx";

/** Why the selected event happened: from it back, message by message, to what nothing in the run led to. */
export function Why({ trace, causes, selected, onClose, ...actions }: WhyProps): VNode {
  return (
    <Panel title={`Why #${causes[0] + 1} happened`} takesFocus onClose={onClose}>
      <EventList
        trace={trace}
        label="Causes, nearest first"
        events={causes}
        selected={selected}
        {...actions}
      />
      <p class="quiet root">{tellRoot(trace, causes.at(-1)!)}.</p>
    </Panel>
  );
}

interface WhyProps extends EventActions {
  readonly trace: Trace;
  /** The event that is asked about and its causes; they stay the same while one walks along them. */
  readonly causes: readonly number[];
  /** The event under the play head. */
  readonly selected: number;
  readonly onClose: () => void;
}
