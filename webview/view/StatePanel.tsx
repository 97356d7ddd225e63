import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import type { VNode } from "preact";
import { describe } from "../../src/trace/describe.ts";
import { formatTime } from "../../src/trace/format.ts";
import type { Location } from "../../src/trace/trace.ts";
import type { RunIndex } from "../../src/exporters/picture/runIndex.ts";
import { stateTable } from "../model/stateTable.ts";
import { statusOf, type Status } from "../model/status.ts";
import { Icon, IconButton } from "./icons.tsx";

const LEAST = 40;
const ARROW_KEY = 24;

/** What the step did, in words, and the state of every node after it. */
export function StatePanel(props: StatePanelProps): VNode {
  const { run, step, height, onHeight } = props;
  const table = useMemo(() => stateTable(run, step), [run, step]);
  const { trace } = run;
  const event = trace.events[step];
  const open = height > 0;
  const scroller = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => showColumn(scroller.current), [step, open]);
  return (
    <section class="state-panel" aria-label="State">
      <Splitter height={height} onHeight={onHeight} />
      <Caption {...props} />
      {open && (
        <div ref={scroller} class="state-scroll" style={{ maxHeight: `${height}px` }} tabIndex={0}>
          {table.rows.length === 0 ? (
            <p class="quiet no-state">No node has any state here.</p>
          ) : (
            <table>
              <thead>
                <tr>
                  <th scope="col" class="corner-cell">
                    <span class="quiet">state</span>
                  </th>
                  {table.nodes.map((node) => (
                    <th key={node} scope="col" class={event.node === node ? "here" : undefined}>
                      {trace.nodes[node].name}
                      <Badge status={statusOf(run, node, step)} />
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {table.rows.map(({ field, differs, cells }) => (
                  <tr key={field}>
                    <th scope="row">
                      {field}
                      {differs && <span class="differs-word"> differ</span>}
                    </th>
                    {cells.map(({ text, before, differs: apart }, column) => {
                      const look = [before === undefined ? "" : "changed", apart ? "differs" : ""];
                      const node = table.nodes[column];
                      return (
                        <td
                          key={node}
                          class={[...look, event.node === node ? "here" : ""].join(" ")}
                          title={before === undefined ? text : `${before} → ${text}`}
                        >
                          {before !== undefined && <span class="before">{before} → </span>}
                          {text ?? <span class="quiet">–</span>}
                        </td>
                      );
                    })}
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </div>
      )}
    </section>
  );
}

/** What keeps a node from working as it should. */
function Badge({ status }: { readonly status: Status | undefined }): VNode | null {
  return status ? <span class={`badge ${status.kind}`}> {status.text}</span> : null;
}

interface StatePanelProps {
  readonly run: RunIndex;
  readonly step: number;
  /** Height of the table in px at most; 0 when it is closed. */
  readonly height: number;
  readonly onHeight: (height: number) => void;
  readonly onGo: (event: number) => void;
  readonly onReveal: (location: Location, focus: boolean) => void;
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

/** Height of the table until the user chooses one, in px. */
export const DEFAULT_HEIGHT = 150;

function Caption({ run, step, height, onHeight, onGo, onReveal }: StatePanelProps): VNode {
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
        <button
          type="button"
          class="link"
          title={`Show ${location.file}:${location.line} in the editor (Enter)`}
          onClick={() => onReveal(location, true)}
        >
          {location.file.split("/").at(-1)}:{location.line}
          <Icon name="go" />
        </button>
      )}
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
