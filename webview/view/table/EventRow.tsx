import type { VNode } from "preact";
import { cellText, lineText, type ColumnName } from "../../model/eventTable.ts";
import type { RunIndex } from "../../../src/exporters/picture/runIndex.ts";

/** One event in the table. */
export function EventRow(props: EventRowProps): VNode {
  const { run, event: index, columns, row, top, height, step, selected, lit } = props;
  const event = run.trace.events[index];
  const broken = run.violations.get(index);
  const look = [
    "event-row",
    index === step ? "here" : "",
    index > step ? "later" : "",
    lit ? "lit" : "",
    broken || event.kind === "violation" ? "violation" : "",
  ];
  return (
    <div
      id={`event-${index}`}
      class={look.filter(Boolean).join(" ")}
      style={{ top: `${top}px`, height: `${height}px` }}
      role="row"
      aria-rowindex={row + 2}
      aria-selected={selected}
      onClick={({ shiftKey }) => props.onSelect(shiftKey, false)}
      onDblClick={() => props.onSelect(false, true)}
    >
      {columns.map((column, position) => {
        const text = cellText(run.trace, event, column);
        return (
          <div
            key={column}
            role="gridcell"
            aria-colindex={position + 1}
            class={`cell ${column}`}
            title={column === "number" ? broken?.map(({ message }) => `✗ ${message}`).join("\n") : text}
          >
            {column === "number" && (broken || event.kind === "violation") && <Violated />}
            {column === "cause" && event.cause !== undefined ? (
              <CellLink
                text={`#${text}`}
                title="Go to the cause"
                reachable={index === step}
                onFollow={() => props.onGo(event.cause!)}
              />
            ) : column === "line" && text !== "" ? (
              <CellLink
                text={lineText(run.trace, run.trace.locations[event.at!])}
                title={`Show ${text} in the editor`}
                reachable={index === step}
                onFollow={props.onReveal}
              />
            ) : (
              text
            )}
          </div>
        );
      })}
    </div>
  );
}

interface EventRowProps {
  readonly run: RunIndex;
  readonly event: number;
  readonly columns: readonly ColumnName[];
  /** Position among the rows of the table. */
  readonly row: number;
  /** Place and height in px. */
  readonly top: number;
  readonly height: number;
  readonly step: number;
  readonly selected: boolean;
  /** Whether the editor's cursor stands on the line that did this. */
  readonly lit: boolean;
  readonly onSelect: (extend: boolean, twice: boolean) => void;
  readonly onGo: (event: number) => void;
  readonly onReveal: () => void;
}

function Violated(): VNode {
  return (
    <span class="violated">
      <span aria-hidden="true">✗ </span>
      <span class="spoken">violated </span>
    </span>
  );
}

function CellLink(props: {
  readonly text: string;
  readonly title: string;
  /** Whether Tab leads to it: in one row, so that it is not a long way out of the table. */
  readonly reachable: boolean;
  readonly onFollow: () => void;
}): VNode {
  return (
    <button
      type="button"
      class="link"
      title={props.title}
      tabIndex={props.reachable ? 0 : -1}
      onClick={(click) => {
        click.stopPropagation();
        props.onFollow();
      }}
      onDblClick={(click) => click.stopPropagation()}
    >
      {props.text}
    </button>
  );
}
