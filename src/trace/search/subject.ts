import type { SendEvent, TraceEvent } from "../event.ts";
import { flights } from "../flights.ts";
import type { Trace } from "../trace.ts";

/**
 * The message that an event is about: the one that it sends, receives, loses or changes; for a node that gives up
 * waiting, the request.
 */
export function subject(trace: Trace, event: TraceEvent): SendEvent | undefined {
  if (event.kind === "timeout" || event.kind === "unknown") return flights(trace)[event.request].send;
  if (!("message" in event) || typeof event.message !== "number") return undefined;
  return flights(trace)[event.message].send;
}
