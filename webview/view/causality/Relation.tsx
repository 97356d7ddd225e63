import type { VNode } from "preact";
import type { Trace } from "../../../src/trace/trace.ts";
import type { Relationship } from "../../model/causality.ts";
import { EventList, type EventActions } from "./EventList.tsx";
import { Panel } from "./Panel.tsx";

/** How the pinned event stands to the selected one, with the shortest way of cause and effect between them. */
export function Relation({ trace, relationship, selected, onUnpin, ...actions }: RelationProps): VNode {
  const { headline, remark, events } = relationship;
  return (
    <Panel title="Pinned and selected event" onClose={onUnpin}>
      <p role="status">
        {headline}.{remark && ` ${remark}`}
      </p>
      <EventList
        trace={trace}
        label="From the one to the other"
        events={events}
        selected={selected}
        {...actions}
      />
    </Panel>
  );
}

interface RelationProps extends EventActions {
  readonly trace: Trace;
  readonly relationship: Relationship;
  /** The event under the play head. */
  readonly selected: number;
  readonly onUnpin: () => void;
}
