import type { VNode } from "preact";
import type { EventKind } from "../../../src/trace/event.ts";
import type { Trace } from "../../../src/trace/trace.ts";
import { COLUMN_TITLES, KIND_WORDS, type ColumnName, type EventFilter } from "../../model/eventTable.ts";
import { Choice } from "./Choice.tsx";

/** The titles of the columns; those of nodes and kinds choose what is shown. */
export function TableHead({ trace, columns, kinds, filter, onFilter }: TableHeadProps): VNode {
  return (
    <div role="rowgroup" class="table-head">
      <div role="row" aria-rowindex={1} class="event-row titles">
        {columns.map((column, position) => (
          <div
            key={column}
            role="columnheader"
            aria-colindex={position + 1}
            aria-label={COLUMN_TITLES[column]}
            aria-sort={column === "number" ? "ascending" : undefined}
            class={`cell ${column}`}
          >
            {column === "node" ? (
              <Choice
                label="Only events of node"
                all="any node"
                chosen={filter.node}
                choices={trace.nodes.map(({ name }) => [name, name])}
                onChoose={(node) => onFilter({ ...filter, node })}
              />
            ) : column === "kind" ? (
              <Choice
                label="Only events of kind"
                all="any kind"
                chosen={filter.kind}
                choices={kinds.map((kind) => [kind, KIND_WORDS[kind]])}
                onChoose={(kind) => onFilter({ ...filter, kind: kind as EventKind | undefined })}
              />
            ) : (
              COLUMN_TITLES[column]
            )}
          </div>
        ))}
      </div>
    </div>
  );
}

interface TableHeadProps {
  readonly trace: Trace;
  readonly columns: readonly ColumnName[];
  /** The kinds of events that the run has. */
  readonly kinds: readonly EventKind[];
  readonly filter: EventFilter;
  readonly onFilter: (filter: EventFilter) => void;
}
