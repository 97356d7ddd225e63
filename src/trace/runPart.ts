import { formatCount, formatTime } from "./format.ts";
import type { Trace } from "./trace.ts";

/** A part of a run, by indices of events; both ends belong to it. */
export interface RunPart {
  readonly from: number;
  readonly to: number;
}

/** Whether a part is all of a run of so many events. */
export function isWhole({ from, to }: RunPart, count: number): boolean {
  return from === 0 && to === count - 1;
}

/** Names a part by the numbers that its events have everywhere else: `events 12–40`, `event 7`. */
export function formatPart({ from, to }: RunPart): string {
  return from === to ? `event ${from + 1}` : `events ${from + 1}–${to + 1}`;
}

/** Names a part together with the run that it is of: `events 12–40 of 97`; of a whole run just `97 events`. */
export function formatExtent(part: RunPart, count: number): string {
  return isWhole(part, count) ? formatCount(count, "event") : `${formatPart(part)} of ${count}`;
}

/** How long a part is: `29 events`, `130 ms`. */
export function formatLength(
  { events }: Trace,
  { from, to }: RunPart,
): readonly [count: string, time: string] {
  return [formatCount(to - from + 1, "event"), formatTime(events[to].time - events[from].time)];
}
