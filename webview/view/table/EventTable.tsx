import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { VNode } from "preact";
import { formatCount } from "../../../src/trace/format.ts";
import type { RunIndex } from "../../../src/exporters/picture/runIndex.ts";
import { columnsOf, EventRows, kindsOf, rowsAsTable, type EventFilter } from "../../model/eventTable.ts";
import { RowWindow } from "../../model/rowWindow.ts";
import type { Session } from "../../model/session.ts";
import { toMarkdown, toTsv } from "../../model/tableText.ts";
import { Menu } from "../Menu.tsx";
import { useSize } from "../useSize.ts";
import { EventRow } from "./EventRow.tsx";
import { TableHead } from "./TableHead.tsx";
import { tracksOf } from "./tracks.ts";
import { useRowKeys, type RowMove } from "./useRowKeys.ts";

/** Height in px of the titles of the columns, and of a row: in a narrow table the sentence has a line of its own. */
const HEAD_HEIGHT = 28;
const ROW_HEIGHT = 24;
const NARROW_ROW_HEIGHT = 42;
/** Width in px below which a table is narrow, and what each clock adds to that. */
const NARROW = 800;
const CLOCK = 100;
/** Rows drawn before and after those in view. */
const AROUND = 8;
/** Rows that are copied at most; more would take long, and no clipboard is glad of them. */
const MOST_COPIED = 10_000;

/** The run as a table, a row per event: the text alternative to the picture. The row of the step is selected. */
export function EventTable({ run, session, found, onGo, onPick, onCopy }: EventTableProps): VNode {
  const { step, clocks } = session;
  const { trace } = run;
  const scroller = useRef<HTMLDivElement>(null);
  const size = useSize(scroller);
  const [scrollTop, setScrollTop] = useState(0);
  const [filter, setFilter] = useState<EventFilter>({});
  const [onlyFound, setOnlyFound] = useState(false);
  const showAll = () => {
    setFilter({});
    setOnlyFound(false);
  };
  // Rows from the anchor to the step are selected until the step goes elsewhere.
  const [range, setRange] = useState({ anchor: -1, step: -1 });

  const among = onlyFound ? found : undefined;
  const rows = useMemo(() => new EventRows(trace, { ...filter, among }), [trace, filter, among]);
  const kinds = useMemo(() => kindsOf(trace), [trace]);
  const columns = useMemo(() => columnsOf(clocks), [clocks]);
  const narrow = size.width < NARROW + CLOCK * clocks.length;
  const tracks = useMemo(() => tracksOf(trace, columns, narrow), [trace, columns, narrow]);
  const rowHeight = narrow ? NARROW_ROW_HEIGHT : ROW_HEIGHT;
  const viewport = Math.max(rowHeight, size.height - HEAD_HEIGHT);
  const list = useMemo(() => new RowWindow(rows.count, rowHeight, viewport), [rows, rowHeight, viewport]);

  const [first, last] =
    range.step === step ? [Math.min(range.anchor, step), Math.max(range.anchor, step)] : [step, step];
  const selected = rows.rowAt(last) - rows.rowAt(first - 1);

  // A step of the user's moves the view, and so does a filter; a new run never does.
  const shown = useRef<Shown>(undefined);
  useLayoutEffect(() => {
    const element = scroller.current!;
    const row = rows.rowAt(step);
    const before = shown.current;
    const moved = before?.run === run && (before.step !== step || before.rows !== rows);
    if (row >= 0 && (!before || moved || (before.run === run && before.inView))) {
      element.scrollTop = list.showing(row, element.scrollTop);
    }
    setScrollTop(element.scrollTop);
    shown.current = { run, step, rows, inView: list.shows(row, element.scrollTop) };
  }, [run, rows, list, step]);
  useLayoutEffect(() => setRange((now) => (now.step === step ? now : { anchor: step, step })), [step]);

  const extendTo = (event: number, extend: boolean) =>
    setRange({ anchor: !extend ? event : range.step === step ? range.anchor : step, step: event });
  const move = (to: RowMove, extend: boolean) => {
    if (rows.count === 0) return;
    const row = rowAfter(to, rows.rowAt(step), rows.has(step), Math.floor(viewport / rowHeight), rows.count);
    extendTo(rows.eventAt(row), extend);
    onGo(rows.eventAt(row));
  };
  const copy = (format: CopyFormat) => {
    if (selected === 0) return;
    const from = rows.rowAt(first - 1) + 1;
    const to = Math.min(from + selected, from + MOST_COPIED);
    const table = rowsAsTable(trace, rows, columns, from, to);
    const count = formatCount(to - from, "event");
    const what = to - from < selected ? `the first ${count} of ${selected}` : count;
    onCopy(
      format === "Markdown" ? toMarkdown(table) : toTsv(format === "rows" ? table.slice(1) : table),
      format === "rows" ? what : `${what} as ${format}`,
    );
  };
  useRowKeys({ onMove: move, onCopy: () => copy("rows") });

  const { from, to, top } = list.at(scrollTop, AROUND);
  const line = session.line;
  return (
    <div class={narrow ? "event-table narrow" : "event-table"}>
      <div class="table-bar">
        <span class="quiet">
          {rows.count === trace.events.length
            ? formatCount(rows.count, "event")
            : `${rows.count} of ${formatCount(trace.events.length, "event")}`}
          {selected > 1 && ` · ${selected} selected`}
        </span>
        {rows.count < trace.events.length && (
          <button type="button" class="link" onClick={showAll}>
            show all
          </button>
        )}
        <span class="spring" />
        {found && (found.length > 0 || onlyFound) && (
          <div class="segments">
            <button
              type="button"
              aria-pressed={onlyFound}
              title="Only the events that Find has found"
              onClick={() => setOnlyFound(!onlyFound)}
            >
              Only found
            </button>
          </div>
        )}
        <Menu
          icon="copy"
          label="Copy the selected rows"
          choices={{ "as Markdown": () => copy("Markdown"), "as TSV": () => copy("TSV") }}
        />
      </div>
      <div
        ref={scroller}
        class="table-scroll"
        style={{ "--tracks": tracks }}
        role="grid"
        aria-label={`Events of ${trace.scenario}`}
        aria-rowcount={rows.count + 1}
        aria-colcount={columns.length}
        aria-multiselectable
        aria-activedescendant={
          isBetween(rows.rowAt(step), from, to) && rows.has(step) ? `event-${step}` : undefined
        }
        tabIndex={0}
        onScroll={({ currentTarget }) => {
          setScrollTop(currentTarget.scrollTop);
          if (shown.current) shown.current.inView = list.shows(rows.rowAt(step), currentTarget.scrollTop);
        }}
      >
        <TableHead trace={trace} columns={columns} kinds={kinds} filter={filter} onFilter={setFilter} />
        <div role="rowgroup" class="event-rows" style={{ height: `${list.height}px` }}>
          {Array.from({ length: Math.max(0, to - from) }, (_, position) => {
            const event = rows.eventAt(from + position);
            const { at } = trace.events[event];
            const place = at === undefined ? undefined : trace.locations[at];
            return (
              <EventRow
                key={event}
                run={run}
                event={event}
                columns={columns}
                row={from + position}
                top={top + position * rowHeight}
                height={rowHeight}
                step={step}
                selected={event >= first && event <= last}
                lit={line !== undefined && place?.line === line.line && place.file === line.file}
                onSelect={(extend, twice) => {
                  extendTo(event, extend);
                  if (extend) onGo(event);
                  else onPick(event, twice);
                }}
                onGo={(cause) => {
                  if (!rows.has(cause)) showAll();
                  onGo(cause);
                }}
                onReveal={() => onPick(event, true)}
              />
            );
          })}
        </div>
        {rows.count === 0 && (
          <p class="no-events quiet">
            {among?.length === 0
              ? "Nothing was found."
              : `No event${among ? " that was found" : ""} is of this kind and at this node.`}
          </p>
        )}
      </div>
    </div>
  );
}

interface EventTableProps {
  readonly run: RunIndex;
  readonly session: Session;
  /** Events that were found, ascending; absent while nothing is looked for. */
  readonly found: readonly number[] | undefined;
  readonly onGo: (event: number) => void;
  /** An event was clicked, or double-clicked. */
  readonly onPick: (event: number, twice: boolean) => void;
  readonly onCopy: (text: string, what: string) => void;
}

/** What the table last showed. */
interface Shown {
  readonly run: RunIndex;
  readonly step: number;
  readonly rows: EventRows;
  /** Whether the row of the step was in view. */
  inView: boolean;
}

/** How rows are copied: as they are, or as a table with titles. */
type CopyFormat = "rows" | "TSV" | "Markdown";

/**
 * The row to which a key leads.
 * @param row The row of the step, or the last one before it if the step has none.
 */
function rowAfter(to: RowMove, row: number, there: boolean, page: number, count: number): number {
  const back = there ? row : row + 1;
  const wanted = {
    first: 0,
    last: count - 1,
    previous: back - 1,
    next: row + 1,
    pageUp: back - page,
    pageDown: row + page,
  }[to];
  return Math.max(0, Math.min(count - 1, wanted));
}

function isBetween(row: number, from: number, to: number): boolean {
  return row >= from && row < to;
}
