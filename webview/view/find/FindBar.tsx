import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { RefObject, VNode } from "preact";
import { READY_QUERIES } from "../../../src/trace/search/readyQueries.ts";
import { QueryError } from "../../../src/trace/search/queryError.ts";
import type { Trace } from "../../../src/trace/trace.ts";
import { firstAtLeast } from "../../../src/trace/ascending.ts";
import { neighbour, type Finding } from "../../model/find.ts";
import { Icon, IconButton } from "../icons.tsx";
import { FindResults } from "./FindResults.tsx";
import { useFinding } from "./useFinding.ts";
import { useFindKeys } from "./useFindKeys.ts";

/** Looks for events, and leads from one that was found to the next. The query stays with whoever shows the bar. */
export function FindBar(props: FindBarProps): VNode {
  const { trace, step, query, takesFocus, onQuery, onGo, onClose, onResults } = props;
  const bar = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const [listed, setListed] = useState(false);
  const finding = useFinding(trace, query);
  const { found, done } = finding instanceof QueryError || !finding ? NONE : finding;
  const place = firstAtLeast(found, step);
  const current = found[place] === step ? place : -1;

  useEffect(() => onResults?.(done ? { trace, events: found } : undefined), [trace, found, done, onResults]);
  useEffect(() => () => onResults?.(undefined), [onResults]);
  useReturningFocus(field, takesFocus);
  const go = useGoing(found, done, (direction) => onGo(found[neighbour(found, step, direction)]));
  useFindKeys({ bar, field, onGo: go, onClose });

  const wrong = finding instanceof QueryError;
  return (
    <div ref={bar} class="find" role="search" aria-label="Find events">
      <div class="find-row">
        <div class={wrong ? "find-field wrong" : "find-field"}>
          <input
            ref={field}
            type="text"
            aria-label="Find"
            aria-invalid={wrong}
            aria-describedby={wrong ? "find-mistake" : undefined}
            placeholder="text, kind:drop, stock=0, is:twice"
            spellcheck={false}
            autocomplete="off"
            value={query}
            onInput={({ currentTarget }) => onQuery(currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== "ArrowDown" || found.length === 0) return;
              event.preventDefault();
              setListed(true);
              bar.current?.querySelector<HTMLElement>("[role=listbox]")?.focus();
            }}
          />
          <ReadyQueries
            onChoose={(ready) => {
              onQuery(ready);
              field.current?.focus();
            }}
          />
        </div>
        {found.length === 0 ? (
          <span class="find-count quiet">{count(finding, current)}</span>
        ) : (
          <button
            type="button"
            class="find-count"
            aria-expanded={listed}
            title={listed ? "Hide the list" : "List what was found (↓)"}
            onClick={() => setListed(!listed)}
          >
            {count(finding, current)}
            <Icon name={listed ? "up" : "down"} />
          </button>
        )}
        <div class="buttons">
          <IconButton
            icon="previous"
            label="Previous result (Shift+Enter)"
            disabled={found.length === 0}
            onClick={() => go(-1)}
          />
          <IconButton
            icon="next"
            label="Next result (Enter)"
            disabled={found.length === 0}
            onClick={() => go(1)}
          />
          <IconButton icon="close" label="Close (Esc)" onClick={onClose} />
        </div>
      </div>
      {finding && !wrong && !done && (
        <progress class="find-progress" aria-label="Searching" value={finding.examined} />
      )}
      {wrong && <Mistake query={query} mistake={finding} />}
      {listed && found.length > 0 && <FindResults trace={trace} found={found} step={step} onGo={onGo} />}
      <span class="spoken" role="status">
        {done && (found.length === 0 ? "nothing found" : `${found.length} found`)}
      </span>
    </div>
  );
}

interface FindBarProps {
  readonly trace: Trace;
  /** Index of the event on which the play head stands. */
  readonly step: number;
  readonly query: string;
  /** Whether it takes the focus as soon as it is there. */
  readonly takesFocus: boolean;
  readonly onQuery: (query: string) => void;
  readonly onGo: (event: number) => void;
  readonly onClose: () => void;
  /** Is told what was found at the end of a search; nothing while there is no result. */
  readonly onResults?: (found: Found | undefined) => void;
}

/** What a search has found. */
export interface Found {
  readonly trace: Trace;
  /** Indices of events, ascending. */
  readonly events: readonly number[];
}

const NONE: Finding = { found: [], examined: 0, done: false };

/**
 * Goes to the next or previous of the events found. Asked for while a search has found nothing yet, it goes there as
 * soon as the search is done.
 */
function useGoing(
  found: readonly number[],
  done: boolean,
  onGo: (direction: 1 | -1) => void,
): (direction: 1 | -1) => void {
  const awaited = useRef<1 | -1 | undefined>(undefined);
  useEffect(() => {
    if (!done || !awaited.current) return;
    const direction = awaited.current;
    awaited.current = undefined;
    if (found.length > 0) onGo(direction);
  }, [found, done]);
  return (direction) => {
    if (found.length > 0) onGo(direction);
    else if (!done) awaited.current = direction;
  };
}

/** Takes the focus to the field while the bar is there, and then back to where it was. */
function useReturningFocus(field: RefObject<HTMLInputElement | null>, takes: boolean): void {
  useLayoutEffect(() => {
    if (!takes) return undefined;
    const before = document.activeElement;
    field.current?.select();
    field.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
    // Only as the bar appears.
  }, [field]);
}

function count(finding: Finding | QueryError | undefined, current: number): string {
  if (!finding || finding instanceof QueryError) return "";
  const { found, examined, done } = finding;
  if (!done) return `${found.length} so far · ${Math.floor(examined * 100)} %`;
  if (found.length === 0) return "nothing found";
  return current < 0 ? `${found.length} found` : `${current + 1} of ${found.length}`;
}

/** A menu of queries to begin with. */
function ReadyQueries({ onChoose }: { readonly onChoose: (query: string) => void }): VNode {
  return (
    <div class="ready-queries">
      <select
        aria-label="Ready-made queries"
        title="Ready-made queries"
        value=""
        onChange={({ currentTarget }) => {
          onChoose(currentTarget.value);
          currentTarget.value = "";
        }}
      >
        <option value="" disabled hidden />
        {READY_QUERIES.map(({ title, query }) => (
          <option key={query} value={query}>
            {title} – {query}
          </option>
        ))}
      </select>
      <Icon name="down" />
    </div>
  );
}

/** What is wrong with the query, and where. */
function Mistake({ query, mistake }: { readonly query: string; readonly mistake: QueryError }): VNode {
  const { from, to, message } = mistake;
  return (
    <p class="find-mistake" id="find-mistake" role="status">
      <span class="mono find-piece">
        {query.slice(0, from)}
        <em>{query.slice(from, to)}</em>
        {query.slice(to)}
      </span>
      <span>{message}</span>
    </p>
  );
}
