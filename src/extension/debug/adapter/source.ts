import type { Location, Trace } from "../../../trace/trace.ts";

/**
 * Where an event stands in the source: at the line that did it, a violated check where it is demanded, and what has no
 * line, as the loss of a message, where what led to it stands.
 */
export function locationOf(trace: Trace, index: number): Location | undefined {
  for (let event = trace.events[index]; ;) {
    if (event.at !== undefined) return trace.locations[event.at];
    if (event.kind === "violation") {
      const { location } = trace.checks[event.check];
      if (location) return location;
    }
    const { cause } = event;
    // A cause is earlier than its effect; on a trace that was tampered with it may not be.
    if (cause === undefined || cause < 0 || cause >= event.index) return undefined;
    event = trace.events[cause];
  }
}

/** Whether an event has no line of its own. */
export function isBetweenLines(trace: Trace, index: number): boolean {
  const event = trace.events[index];
  return event.at === undefined && (event.kind !== "violation" || !trace.checks[event.check].location);
}
