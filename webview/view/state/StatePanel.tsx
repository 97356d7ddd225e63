import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { VNode } from "preact";
import { describe } from "../../../src/trace/describe.ts";
import { formatTime } from "../../../src/trace/format.ts";
import type { Location } from "../../../src/trace/trace.ts";
import type { RunIndex } from "../../../src/exporters/picture/runIndex.ts";
import { nodesWithState, stateAt, stateTable, valueOf } from "../../model/stateTable.ts";
import { stateAsJson, stateAsTable } from "../../model/stateText.ts";
import { toMarkdown } from "../../model/tableText.ts";
import { Menu } from "../Menu.tsx";
import { IconButton } from "../icons.tsx";
import { SourceLink } from "../SourceLink.tsx";
import { OpenedValue } from "./OpenedValue.tsx";
import { StateGrid, type FieldOfNode } from "./StateGrid.tsx";

const LEAST = 40;
const ARROW_KEY = 24;

/** Columns and rows of the table that are shown at once, and rows that are added with each wish for more. */
const NODES = 100;
const FIELDS = 50;

/** What the step did, in words, and the state of every node after it. */
export function StatePanel(props: StatePanelProps): VNode {
  const { run, step, height, onHeight, onCopy } = props;
  const { trace } = run;
  const [from, setFrom] = useState(0);
  const [fields, setFields] = useState(FIELDS);
  const [opened, setOpened] = useState<FieldOfNode>();
  const here = trace.events[step].node;
  // The node of the step is among those that are shown, until the user turns to others.
  useLayoutEffect(() => {
    const column = nodesWithState(run).findIndex((node) => node === here);
    if (column >= 0) setFrom(column - (column % NODES));
  }, [run, step, here]);
  const table = useMemo(
    () => stateTable(run, step, { from, nodes: NODES, fields }),
    [run, step, from, fields],
  );
  const section = useRef<HTMLElement>(null);
  const node = trace.nodes.findIndex(({ name }) => name === opened?.node);
  return (
    <section ref={section} class="state-panel" aria-label="State">
      <Splitter height={height} onHeight={onHeight} />
      <Caption {...props} />
      {height > 0 && (
        <div class="state-parts">
          <StateGrid
            run={run}
            step={step}
            table={table}
            height={height}
            opened={opened}
            onOpen={setOpened}
            onTurn={(by) => setFrom(Math.max(0, from + by * NODES))}
            onMoreFields={() => setFields(fields + FIELDS)}
          />
          {opened && node >= 0 && (
            <OpenedValue
              key={`${opened.node}\n${opened.field}`}
              name={`${opened.node} · ${opened.field}`}
              value={valueOf(stateAt(run, step)[node], opened.field)}
              before={valueOf(stateAt(run, Math.max(0, step - 1))[node], opened.field)}
              height={height}
              onCopy={(value) => onCopy(JSON.stringify(value, null, 2), `${opened.field} of ${opened.node}`)}
              onClose={() => {
                setOpened(undefined);
                section.current?.querySelector<HTMLElement>("td[tabindex='0']")?.focus();
              }}
            />
          )}
        </div>
      )}
    </section>
  );
}

interface StatePanelProps {
  readonly run: RunIndex;
  readonly step: number;
  /** Height of the table in px at most; 0 when it is closed. */
  readonly height: number;
  readonly onHeight: (height: number) => void;
  readonly onGo: (event: number) => void;
  readonly onReveal: (location: Location, focus: boolean) => void;
  readonly onCopy: (text: string, what: string) => void;
}

/** Height of the table until the user chooses one, in px. */
export const DEFAULT_HEIGHT = 150;

function Caption({ run, step, height, onHeight, onGo, onReveal, onCopy }: StatePanelProps): VNode {
  const { trace } = run;
  const { time, cause, at } = trace.events[step];
  const location = at === undefined ? undefined : trace.locations[at];
  const toggle = height > 0 ? "Hide state" : "Show state";
  return (
    <div class="step-caption">
      <p class="sentence" title={describe(trace, step)}>
        <span class="quiet">
          #{step + 1} · {formatTime(time)} ·{" "}
        </span>
        {describe(trace, step)}
      </p>
      {cause !== undefined && (
        <button type="button" class="link" title="Go to the cause" onClick={() => onGo(cause)}>
          caused by #{cause + 1}
        </button>
      )}
      {location && (
        <SourceLink
          title={`Show ${location.file}:${location.line} in the editor (Enter)`}
          onReveal={() => onReveal(location, true)}
        >
          {location.file.split("/").at(-1)}:{location.line}
        </SourceLink>
      )}
      <Menu
        icon="copy"
        label="Copy the state of all nodes"
        choices={{
          "as Markdown": () => onCopy(toMarkdown(stateAsTable(run, step)), "the state as Markdown"),
          "as JSON": () => onCopy(stateAsJson(run, step), "the state as JSON"),
        }}
      />
      <IconButton
        icon={height > 0 ? "down" : "up"}
        label={toggle}
        onClick={() => onHeight(height > 0 ? 0 : DEFAULT_HEIGHT)}
      />
    </div>
  );
}

/** The upper edge of the panel, which can be dragged, or moved with the arrow keys. */
function Splitter({ height, onHeight }: Pick<StatePanelProps, "height" | "onHeight">): VNode {
  const drag = useRef<{ readonly y: number; readonly height: number }>(undefined);
  const limit = (wanted: number) =>
    wanted < LEAST ? 0 : Math.min(wanted, Math.round(window.innerHeight * 0.6));
  return (
    <div
      class="splitter"
      role="separator"
      aria-orientation="horizontal"
      aria-label="Height of the state"
      aria-valuenow={height}
      tabIndex={0}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { y: event.clientY, height };
      }}
      onPointerMove={(event) => {
        if (drag.current) onHeight(limit(drag.current.height + drag.current.y - event.clientY));
      }}
      onPointerUp={() => (drag.current = undefined)}
      onDblClick={() => onHeight(height > 0 ? 0 : DEFAULT_HEIGHT)}
      onKeyDown={(event) => {
        const change = { ArrowUp: ARROW_KEY, ArrowDown: -ARROW_KEY }[event.key];
        if (change === undefined) return;
        event.stopPropagation();
        event.preventDefault();
        onHeight(height === 0 && change > 0 ? LEAST : limit(height + change));
      }}
    />
  );
}
