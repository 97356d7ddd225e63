import type { VNode } from "preact";
import { explainClock } from "../../../src/trace/clockOrigin.ts";
import { describe } from "../../../src/trace/describe.ts";
import { showsFault } from "../../../src/trace/faults.ts";
import { formatCount, formatTime } from "../../../src/trace/format.ts";
import type { Arrow } from "../../../src/exporters/picture/arrows.ts";
import type { RunIndex } from "../../../src/exporters/picture/runIndex.ts";
import { CLOCKS, reading } from "../../../src/exporters/picture/readings.ts";
import { useAbilities } from "../abilities.ts";

/** What the pointer rests on. */
export interface Hover {
  readonly event: number;
  /** Position of the pointer in the window. */
  readonly x: number;
  readonly y: number;
}

const WIDTH = 360;

/** All about what the pointer rests on, beside it: what the picture had to shorten stands here in full. */
export function HoverCard({ run, hover }: { readonly run: RunIndex; readonly hover: Hover }): VNode {
  const below = hover.y < window.innerHeight / 2;
  const style = {
    left: `${Math.max(8, Math.min(hover.x + 14, window.innerWidth - WIDTH - 8))}px`,
    width: `${WIDTH}px`,
    ...(below ? { top: `${hover.y + 16}px` } : { bottom: `${window.innerHeight - hover.y + 12}px` }),
  };
  const fold = run.folds?.of[hover.event] ?? -1;
  return (
    <div class="hover-card" style={style} role="tooltip">
      {fold < 0 ? (
        <EventFacts run={run} index={hover.event} />
      ) : (
        <FoldFacts run={run} events={run.folds!.events(fold)} />
      )}
    </div>
  );
}

function EventFacts({ run, index }: { readonly run: RunIndex; readonly index: number }): VNode {
  const { rerun } = useAbilities();
  const { trace } = run;
  const event = trace.events[index];
  const location = event.at === undefined ? undefined : trace.locations[event.at];
  const arrow = run.arrowOf(event.index);
  const ways = arrow?.end === undefined ? [] : waysOf(arrow, run.times[arrow.end]);
  return (
    <>
      <p>{describe(trace, event.index)}</p>
      <p class="quiet">
        #{event.index + 1} · {formatTime(event.time)}
        {ways.map((way) => ` · ${way}`)}
        {event.cause !== undefined && ` · caused by #${event.cause + 1}`}
        {location && ` · ${location.file}:${location.line}`}
      </p>
      {event.node !== undefined &&
        CLOCKS.map((clock) => (
          <p key={clock} class="quiet origin">
            <span class="mono">{reading(clock, trace.nodes.length, event.clocks)}</span>
            {" · "}
            {explainClock(trace, event.index, clock)}
          </p>
        ))}
      {rerun && showsFault(event) && <p class="quiet origin">Click, then H: what if this hadn't happened?</p>}
    </>
  );
}

/** So many events of a run of local events are told one by one. */
const MOST_TOLD = 8;

/** What a run of local events consists of. */
function FoldFacts({ run, events }: { readonly run: RunIndex; readonly events: Int32Array }): VNode {
  const { trace, times } = run;
  const [first] = events;
  const last = events[events.length - 1];
  const told = events.length > MOST_TOLD ? events.subarray(0, MOST_TOLD - 1) : events;
  return (
    <>
      <p>
        {formatCount(events.length, "event")} with nothing else in between, from {formatTime(times[first])} to{" "}
        {formatTime(times[last])}
      </p>
      {Array.from(told, (event) => (
        <p key={event} class="quiet">
          #{event + 1} · {formatTime(times[event])} · {describe(trace, event)}
        </p>
      ))}
      {told.length < events.length && <p class="quiet">and {events.length - told.length} more</p>}
    </>
  );
}

/** What a message spent its time with: queueing, flying, and waiting to be handled. */
function waysOf({ departure, leaves, arrived }: Arrow, end: number): string[] {
  const spent: [ms: number, how: string][] = [
    [leaves - departure.time, "in the queue"],
    [(arrived ?? end) - leaves, "on its way"],
    [arrived === undefined ? 0 : end - arrived, "waiting there"],
  ];
  return spent.filter(([ms]) => ms > 0).map(([ms, how]) => `${formatTime(ms)} ${how}`);
}
