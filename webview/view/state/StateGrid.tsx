import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { VNode } from "preact";
import { formatCount } from "../../../src/trace/format.ts";
import type { RunIndex } from "../../../src/exporters/picture/runIndex.ts";
import type { StateCell, StateTable } from "../../model/stateTable.ts";
import { statusOf, type Status } from "../../model/status.ts";

/** A field of a node. */
export interface FieldOfNode {
  /** Name of the node. */
  readonly node: string;
  readonly field: string;
}

/** The state of the nodes at a step, a column per node. A cell opens its whole value. */
export function StateGrid(props: StateGridProps): VNode {
  const { run, step, table, height, opened, onOpen } = props;
  const { trace } = run;
  const here = trace.events[step].node;
  const scroller = useRef<HTMLDivElement>(null);
  const [reachable, setReachable] = useState({ row: 0, column: 0 });
  useLayoutEffect(() => showColumn(scroller.current), [step, table.earlier]);
  if (table.rows.length === 0) return <p class="quiet no-state">No node has any state here.</p>;
  const row = Math.min(reachable.row, table.rows.length - 1);
  const column = Math.min(reachable.column, table.nodes.length - 1);
  return (
    <div ref={scroller} class="state-scroll" style={{ maxHeight: `${height}px` }}>
      <table role="grid" aria-label="State of the nodes" onKeyDown={moveFocus}>
        <thead>
          <tr>
            <th scope="col" class="corner-cell">
              <span class="quiet">state</span>
              {table.earlier > 0 && <More by={-1} count={table.earlier} onTurn={props.onTurn} />}
              {table.later > 0 && <More by={1} count={table.later} onTurn={props.onTurn} />}
            </th>
            {table.nodes.map((node) => (
              <th key={node} scope="col" class={here === node ? "here" : undefined}>
                {trace.nodes[node].name}
                <Badge status={statusOf(run, node, step)} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map(({ field, differs, cells }, rowAt) => (
            <tr key={field}>
              <th scope="row" title={field}>
                {field}
                {differs && <span class="differs-word"> differ</span>}
              </th>
              {cells.map((cell, columnAt) => {
                const node = table.nodes[columnAt];
                const { name } = trace.nodes[node];
                const isOpen = opened?.node === name && opened.field === field;
                return (
                  <td
                    key={node}
                    class={lookOf(cell, here === node)}
                    title={cell.before === undefined ? cell.text : `${cell.before} → ${cell.text}`}
                    tabIndex={rowAt === row && columnAt === column ? 0 : -1}
                    aria-expanded={isOpen}
                    onFocus={() => setReachable({ row: rowAt, column: columnAt })}
                    onClick={() => onOpen({ node: name, field })}
                    onKeyDown={(event) => {
                      if (event.key !== "Enter" && event.key !== " ") return;
                      event.preventDefault();
                      onOpen({ node: name, field });
                    }}
                  >
                    {cell.before !== undefined && <span class="before">{cell.before} → </span>}
                    {cell.text ?? <span class="quiet">–</span>}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {table.moreFields > 0 && (
        <button type="button" class="link more-fields" onClick={props.onMoreFields}>
          {formatCount(table.moreFields, "more field")}
        </button>
      )}
    </div>
  );
}

interface StateGridProps {
  readonly run: RunIndex;
  readonly step: number;
  readonly table: StateTable;
  /** In px at most. */
  readonly height: number;
  /** The field whose value is open. */
  readonly opened: FieldOfNode | undefined;
  readonly onOpen: (field: FieldOfNode) => void;
  /** Shows the nodes before (-1) or after (1) those that are shown. */
  readonly onTurn: (by: -1 | 1) => void;
  readonly onMoreFields: () => void;
}

function More({ by, count, onTurn }: Pick<StateGridProps, "onTurn"> & { by: -1 | 1; count: number }): VNode {
  const where = by < 0 ? "before these" : "after these";
  return (
    <button
      type="button"
      class="link"
      title={`${formatCount(count, "node")} ${where}`}
      onClick={() => onTurn(by)}
    >
      {by < 0 ? `‹ ${count}` : `${count} ›`}
    </button>
  );
}

/** What keeps a node from working as it should. */
function Badge({ status }: { readonly status: Status | undefined }): VNode | null {
  return status ? <span class={`badge ${status.kind}`}> {status.text}</span> : null;
}

function lookOf({ before, differs }: StateCell, here: boolean): string {
  return [before === undefined ? "" : "changed", differs ? "differs" : "", here ? "here" : ""].join(" ");
}

/** Moves the focus from cell to cell; Escape gives the keys back to the panel. */
function moveFocus(event: KeyboardEvent): void {
  const cell = document.activeElement;
  if (!(cell instanceof HTMLTableCellElement)) return;
  const row = cell.parentElement as HTMLTableRowElement;
  const rows = (event.currentTarget as HTMLTableElement).rows;
  const next = {
    ArrowUp: rows[Math.max(1, row.rowIndex - 1)].cells[cell.cellIndex],
    ArrowDown: rows[Math.min(rows.length - 1, row.rowIndex + 1)].cells[cell.cellIndex],
    ArrowLeft: row.cells[Math.max(1, cell.cellIndex - 1)],
    ArrowRight: row.cells[Math.min(row.cells.length - 1, cell.cellIndex + 1)],
    Home: row.cells[1],
    End: row.cells[row.cells.length - 1],
  }[event.key];
  if (next) next.focus();
  else if (event.key === "Escape") cell.blur();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/** Scrolls sideways, no more than it takes, to the node at which the step happens. */
function showColumn(scroller: HTMLElement | null): void {
  const here = scroller?.querySelector<HTMLElement>("thead .here");
  if (!scroller || !here) return;
  const names = scroller.querySelector<HTMLElement>(".corner-cell")!.offsetWidth;
  const { offsetLeft, offsetWidth } = here;
  if (offsetLeft - names < scroller.scrollLeft) scroller.scrollLeft = offsetLeft - names;
  const beyond = offsetLeft + offsetWidth - scroller.clientWidth;
  if (beyond > scroller.scrollLeft) scroller.scrollLeft = beyond;
}
