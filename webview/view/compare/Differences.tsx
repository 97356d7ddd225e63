import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { VNode } from "preact";
import { tellCheck, tellNodes } from "../../../src/trace/comparison/tell.ts";
import type { Difference } from "../../../src/trace/comparison/differences.ts";
import { formatTime } from "../../../src/trace/format.ts";
import type { ComparedRuns } from "../../model/comparison.ts";
import { RowWindow } from "../../model/rowWindow.ts";
import { useSize } from "../useSize.ts";

/** Height of a row in px. */
const ROW_HEIGHT = 24;
/** Rows drawn before and after those in view. */
const AROUND = 8;

/** All differences between two runs, a row each; above them what is to say of nodes and checks. */
export function Differences({ runs, row: chosen, onGo }: DifferencesProps): VNode {
  const scroller = useRef<HTMLDivElement>(null);
  const size = useSize(scroller);
  const [scrollTop, setScrollTop] = useState(0);
  const count = runs.rows.length;
  const viewport = Math.max(ROW_HEIGHT, size.height);
  const list = useMemo(() => new RowWindow(count, ROW_HEIGHT, viewport), [count, viewport]);
  useLayoutEffect(() => {
    const element = scroller.current!;
    if (chosen !== undefined) element.scrollTop = list.showing(chosen, element.scrollTop);
    setScrollTop(element.scrollTop);
  }, [list, chosen]);

  const press = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor(viewport / ROW_HEIGHT));
    const at = chosen ?? -1;
    const moves: Readonly<Record<string, number>> = {
      ArrowUp: at - 1,
      ArrowDown: at + 1,
      PageUp: at - page,
      PageDown: at + page,
      Home: 0,
      End: count - 1,
    };
    if (count === 0 || !Object.hasOwn(moves, event.key)) return;
    // The panel has the same keys for the play head.
    event.stopPropagation();
    event.preventDefault();
    onGo(Math.max(0, Math.min(count - 1, moves[event.key])));
  };

  const { from, to, top } = list.at(scrollTop, AROUND);
  return (
    <section class="differences" aria-label="Differences">
      <Remarks runs={runs} />
      <div
        ref={scroller}
        class="difference-scroll"
        role="listbox"
        aria-label={`Differences between ${runs.names.a} and ${runs.names.b}`}
        aria-activedescendant={
          chosen !== undefined && chosen >= from && chosen < to ? `difference-${chosen}` : undefined
        }
        tabIndex={0}
        onKeyDown={press}
        onScroll={({ currentTarget }) => setScrollTop(currentTarget.scrollTop)}
      >
        <div class="difference-rows" role="presentation" style={{ height: `${list.height}px` }}>
          {Array.from({ length: Math.max(0, to - from) }, (_, position) => (
            <Row
              key={from + position}
              runs={runs}
              row={from + position}
              top={top + position * ROW_HEIGHT}
              chosen={from + position === chosen}
              onGo={onGo}
            />
          ))}
        </div>
        {count === 0 && <p class="no-differences quiet">No event differs.</p>}
      </div>
    </section>
  );
}

interface DifferencesProps {
  readonly runs: ComparedRuns;
  /** Row of the difference that was gone to last. */
  readonly row: number | undefined;
  /** Goes to the difference in a row, in both runs. */
  readonly onGo: (row: number) => void;
}

/** What is to say of the runs as wholes. */
function Remarks({ runs }: { readonly runs: ComparedRuns }): VNode | null {
  const remarks = useMemo(() => {
    const { comparison, shortNames } = runs;
    return [
      ...tellNodes(comparison, shortNames),
      ...comparison.checks.map((check) => `check ${tellCheck(check, shortNames)}`),
    ];
  }, [runs]);
  if (remarks.length === 0) return null;
  return (
    <ul class="comparison-remarks">
      {remarks.map((remark, index) => (
        <li key={index}>{remark}</li>
      ))}
    </ul>
  );
}

function Row(props: {
  readonly runs: ComparedRuns;
  readonly row: number;
  /** Place in px. */
  readonly top: number;
  readonly chosen: boolean;
  readonly onGo: (row: number) => void;
}): VNode {
  const { runs, row, chosen } = props;
  const difference = runs.at(row);
  const sentence = runs.tell(row);
  return (
    <div
      id={`difference-${row}`}
      class={`difference ${difference.kind}`}
      role="option"
      aria-selected={chosen}
      aria-posinset={row + 1}
      aria-setsize={runs.rows.length}
      style={{ top: `${props.top}px`, height: `${ROW_HEIGHT}px` }}
      title={sentence}
      onClick={() => props.onGo(row)}
    >
      <span class="difference-time">{formatTime(runs.timeOf(row))}</span>
      <span class="difference-sign" aria-hidden="true">
        {signOf(difference)}
      </span>
      <span class="difference-text">{sentence}</span>
    </div>
  );
}

/** What the second run has, held against the first: less, more, something else, or the same at another time. */
function signOf({ kind, b }: Difference): string {
  if (kind === "time") return "↕";
  if (kind === "only") return b < 0 ? "−" : "+";
  return kind === "instead" ? "±" : "≠";
}
