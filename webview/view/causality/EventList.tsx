import { useEffect, useState } from "preact/hooks";
import type { VNode } from "preact";
import { describe } from "../../../src/trace/describe.ts";
import { formatTime } from "../../../src/trace/format.ts";
import type { Location, Trace } from "../../../src/trace/trace.ts";

/** How many events are listed at first, and how many more each time. */
const PORTION = 50;

/** Events as a list of sentences; each leads to its event and to its line. The arrow keys move along it. */
export function EventList({ trace, label, events, selected, onGo, onReveal }: EventListProps): VNode {
  const [portion, setPortion] = useState(PORTION);
  useEffect(() => setPortion(PORTION), [events]);
  const rest = events.length - portion;
  return (
    <ol class="event-list" aria-label={label} onKeyDown={moveFocus}>
      {events.slice(0, portion).map((event) => (
        <li key={event} aria-current={event === selected ? "step" : undefined}>
          <button type="button" class="event-entry" title="Go to this event" onClick={() => onGo(event)}>
            <span class="quiet">
              #{event + 1} · {formatTime(trace.events[event].time)}
            </span>{" "}
            {describe(trace, event)}
          </button>
          <Line location={locationOf(trace, event)} onReveal={onReveal} />
        </li>
      ))}
      {rest > 0 && (
        <li>
          <button type="button" class="event-entry more" onClick={() => setPortion(portion + PORTION)}>
            Show {Math.min(rest, PORTION)} of {rest.toLocaleString("en")} more
          </button>
        </li>
      )}
    </ol>
  );
}

/** What a list of events does when it is used. */
export interface EventActions {
  readonly onGo: (event: number) => void;
  readonly onReveal: (location: Location) => void;
}

interface EventListProps extends EventActions {
  readonly trace: Trace;
  /** Name for screen readers. */
  readonly label: string;
  /** Indices, in the order in which they are shown. */
  readonly events: readonly number[];
  /** The event under the play head, which is marked. */
  readonly selected: number;
}

function Line(props: {
  readonly location: Location | undefined;
  readonly onReveal: EventActions["onReveal"];
}): VNode | null {
  const { location, onReveal } = props;
  if (!location) return null;
  return (
    <button
      type="button"
      class="link"
      title={`Show ${location.file}:${location.line} in the editor`}
      onClick={() => onReveal(location)}
    >
      line {location.line}
    </button>
  );
}

function locationOf(trace: Trace, event: number): Location | undefined {
  const { at } = trace.events[event];
  return at === undefined ? undefined : trace.locations[at];
}

/** Moves the focus along the entries with the arrow keys, Home and End. */
function moveFocus(event: KeyboardEvent): void {
  const list = event.currentTarget as HTMLElement;
  const entries = [...list.querySelectorAll<HTMLElement>(".event-entry")];
  const at = entries.findIndex((entry) => entry.parentElement!.contains(event.target as Node));
  const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: entries.length - 1 }[event.key];
  if (to === undefined) return;
  // At either end the key stays here, too, instead of moving the picture.
  event.preventDefault();
  entries.at(Math.max(0, Math.min(to, entries.length - 1)))?.focus();
}
