import type { TraceEvent } from "./event.ts";
import { flights } from "./flights.ts";
import type { Trace } from "./trace.ts";

/**
 * By how many ms an event lies before its cause, by the wall clocks of the two nodes: the receipt of a message that was
 * sent later, as the sender's clock had it. 0 where the clocks don't contradict cause and effect.
 */
export function inversion(trace: Trace, event: TraceEvent): number {
  if (event.kind !== "deliver" && event.kind !== "ok" && event.kind !== "fail" && event.kind !== "tap")
    return 0;
  const { send } = flights(trace)[event.message];
  return Math.max(0, Math.round((send.clocks.wall - event.clocks.wall) * 1000) / 1000);
}
