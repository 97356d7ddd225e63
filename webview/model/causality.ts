import { shortestCausalPath } from "../../src/trace/causalPath.ts";
import { formatCount, formatTime } from "../../src/trace/format.ts";
import { relation } from "../../src/trace/happensBefore.ts";
import type { Trace } from "../../src/trace/trace.ts";

/** How a pinned event stands to the selected one. */
export interface Relationship {
  /** In one sentence: `#3 happened before #8`. */
  readonly headline: string;
  /** What the clocks make of it, where they say something else. */
  readonly remark?: string;
  /** The shortest way of cause and effect, from the earlier event to the later; the two themselves if there is none. */
  readonly events: readonly number[];
  /** Whether there is such a way. */
  readonly connected: boolean;
}

/** What to say of a pinned event and the selected one. Takes time linear in the events between them. */
export function relationship(trace: Trace, pinned: number, selected: number): Relationship {
  switch (relation(trace, pinned, selected)) {
    case "same":
      return {
        headline: `${number(pinned)} is the selected event itself`,
        events: [selected],
        connected: false,
      };
    case "before":
      return ordered(trace, pinned, selected, `${number(pinned)} happened before ${number(selected)}`);
    case "after":
      return ordered(trace, selected, pinned, `${number(pinned)} happened after ${number(selected)}`);
    case "concurrent":
      return {
        headline: `${number(pinned)} and ${number(selected)} are concurrent: neither can know of the other`,
        ...remarkOn(orderOfLamport(trace, pinned, selected)),
        events: [pinned, selected],
        connected: false,
      };
    case undefined:
      return {
        headline: `${number(pinned)} and ${number(selected)}: no order by cause and effect`,
        remark: "One of them is on no lifeline, so no process can know of it.",
        events: [pinned, selected],
        connected: false,
      };
  }
}

function ordered(trace: Trace, earlier: number, later: number, headline: string): Relationship {
  const path = shortestCausalPath(trace, earlier, later);
  if (!path) return { headline, events: [earlier, later], connected: false };
  const { events, messages } = path;
  const how = messages === 0 ? "on one lifeline" : `through ${formatCount(messages, "message")}`;
  return {
    headline: `${headline}, ${how}`,
    ...remarkOn(contradictionOfWalls(trace, earlier, later)),
    events,
    connected: true,
  };
}

function contradictionOfWalls(trace: Trace, earlier: number, later: number): string | undefined {
  const [a, b] = [clocksAt(trace, earlier).wall, clocksAt(trace, later).wall];
  if (a <= b) return undefined;
  return `The wall clocks have it the other way round: ${number(later)} is ${formatTime(a - b)} before ${number(earlier)}.`;
}

function orderOfLamport(trace: Trace, a: number, b: number): string | undefined {
  const [one, other] = [clocksAt(trace, a).lamport, clocksAt(trace, b).lamport];
  if (one === other) return undefined;
  const [first, second] = one < other ? [a, b] : [b, a];
  return (
    `Lamport's clock puts ${number(first)} before ${number(second)} all the same: ` +
    `${Math.min(one, other)} < ${Math.max(one, other)}.`
  );
}

function remarkOn(remark: string | undefined): Pick<Relationship, "remark"> {
  return remark === undefined ? {} : { remark };
}

/** The clocks after an event on a lifeline. */
function clocksAt(trace: Trace, index: number) {
  const event = trace.events[index];
  if (event.node === undefined) throw new Error(`event ${index} is on no lifeline`);
  return event.clocks;
}

/** An event by its number, as it is shown everywhere: from 1. */
function number(index: number): string {
  return `#${index + 1}`;
}
