import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { VNode } from "preact";
import { describe } from "../../../src/trace/describe.ts";
import { formatTime } from "../../../src/trace/format.ts";
import type { Trace } from "../../../src/trace/trace.ts";
import { firstAtLeast } from "../../../src/trace/ascending.ts";
import { RowWindow } from "../../model/rowWindow.ts";

/** Height of a row in px. */
const ROW_HEIGHT = 24;
/** Rows in view at most, and rows drawn before and after them. */
const MOST_ROWS = 6;
const AROUND = 4;

/** The events found, a row for each; only those in view are drawn. It has the focus as soon as it is there. */
export function FindResults({ trace, found, step, onGo }: FindResultsProps): VNode {
  const list = useRef<HTMLDivElement>(null);
  const [scrollTop, setScrollTop] = useState(0);
  const count = found.length;
  const page = Math.min(count, MOST_ROWS);
  const rows = useMemo(() => new RowWindow(count, ROW_HEIGHT, page * ROW_HEIGHT), [count, page]);
  const place = firstAtLeast(found, step);
  const current = found[place] === step ? place : -1;

  useLayoutEffect(() => list.current!.focus(), []);
  // What a search goes on to find does not move the list.
  useLayoutEffect(() => {
    const element = list.current!;
    element.scrollTop = rows.showing(Math.min(place, count - 1), element.scrollTop);
  }, [found, step]);

  const go = (row: number) => onGo(found[Math.max(0, Math.min(count - 1, row))]);
  const { from, to, top } = rows.at(scrollTop, AROUND);
  return (
    <div
      ref={list}
      class="find-results"
      role="listbox"
      aria-label="Found events"
      aria-activedescendant={current >= from && current < to ? `found-${current}` : undefined}
      tabIndex={0}
      style={{ height: `${page * ROW_HEIGHT}px` }}
      onScroll={({ currentTarget }) => setScrollTop(currentTarget.scrollTop)}
      onKeyDown={(event) => {
        const before = current < 0 ? place : current;
        const after = current < 0 ? place - 1 : current;
        const moves: Readonly<Record<string, number>> = {
          ArrowUp: before - 1,
          ArrowDown: after + 1,
          PageUp: before - page,
          PageDown: after + page,
          Home: 0,
          End: count - 1,
        };
        if (!Object.hasOwn(moves, event.key)) return;
        event.preventDefault();
        go(moves[event.key]);
      }}
    >
      <div style={{ height: `${rows.height}px` }}>
        {found.slice(from, to).map((event, position) => (
          <Row
            key={event}
            trace={trace}
            event={event}
            row={from + position}
            count={count}
            top={top + position * ROW_HEIGHT}
            current={from + position === current}
            onGo={onGo}
          />
        ))}
      </div>
    </div>
  );
}

interface FindResultsProps {
  readonly trace: Trace;
  /** Indices of events, ascending. */
  readonly found: readonly number[];
  /** Index of the event on which the play head stands. */
  readonly step: number;
  readonly onGo: (event: number) => void;
}

function Row(props: {
  readonly trace: Trace;
  readonly event: number;
  readonly row: number;
  readonly count: number;
  /** Its place in px. */
  readonly top: number;
  readonly current: boolean;
  readonly onGo: (event: number) => void;
}): VNode {
  const { trace, event, row, top } = props;
  const sentence = describe(trace, event);
  return (
    <div
      id={`found-${row}`}
      class="found"
      style={{ top: `${top}px`, height: `${ROW_HEIGHT}px` }}
      role="option"
      aria-selected={props.current}
      aria-setsize={props.count}
      aria-posinset={row + 1}
      title={sentence}
      onClick={() => props.onGo(event)}
    >
      <span class="quiet">
        #{event + 1} · {formatTime(trace.events[event].time)} ·{" "}
      </span>
      {sentence}
    </div>
  );
}
