import { describe } from "../../trace/describe.ts";
import { formatTime } from "../../trace/format.ts";
import type { Location, Trace } from "../../trace/trace.ts";
import { whyChain } from "../../trace/why.ts";

/** One event of what led to something. */
export interface Link {
  readonly text: string;
  readonly location?: Location;
}

/** An event and what led to it, the latest first. @param longest How many events are told. */
export function chainOf(trace: Trace, step: number, longest: number): Link[] {
  return whyChain(trace, step)
    .slice(0, longest)
    .map((index) => {
      const { at } = trace.events[index];
      return { text: tellEvent(trace, index), ...(at !== undefined && { location: trace.locations[at] }) };
    });
}

/** An event as the diagram names it. */
export function tellEvent(trace: Trace, index: number): string {
  return `#${index + 1} at ${formatTime(trace.events[index].time)}: ${describe(trace, index)}`;
}
