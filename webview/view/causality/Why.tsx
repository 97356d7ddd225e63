import { useMemo } from "preact/hooks";
import type { VNode } from "preact";
import { tellRoot, whyChain } from "../../../src/trace/why.ts";
import type { Trace } from "../../../src/trace/trace.ts";
import { EventList, type EventActions } from "./EventList.tsx";
import { Panel } from "./Panel.tsx";

/** Why the selected event happened: from it back, message by message, to what nothing in the run led to. */
export function Why({ trace, event, selected, onClose, ...actions }: WhyProps): VNode {
  const chain = useMemo(() => whyChain(trace, event), [trace, event]);
  return (
    <Panel title={`Why #${event + 1} happened`} takesFocus onClose={onClose}>
      <EventList
        trace={trace}
        label="Causes, nearest first"
        events={chain}
        selected={selected}
        {...actions}
      />
      <p class="quiet root">{tellRoot(trace, chain.at(-1)!)}.</p>
    </Panel>
  );
}

interface WhyProps extends EventActions {
  readonly trace: Trace;
  /** The event that is asked about. Stays the same while one walks along its causes. */
  readonly event: number;
  /** The event under the play head. */
  readonly selected: number;
  readonly onClose: () => void;
}
