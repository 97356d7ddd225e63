import { flights, type Flight } from "./flights.ts";
import type { Trace } from "./trace.ts";

/** A message that has been sent and is neither taken up nor lost. */
export interface UnderWay {
  readonly flight: Flight;
  /** Whether it has reached its receiver, who has not had time for it yet. */
  readonly waiting: boolean;
}

/** The messages that are under way just after event `step`, in order of sending. Takes time linear in all messages. */
export function underWay(trace: Trace, step: number): readonly UnderWay[] {
  const { time } = trace.events[step];
  const result: UnderWay[] = [];
  for (const flight of flights(trace)) {
    const { send, end } = flight;
    if (send.index > step) break;
    if (end !== undefined && end.index <= step) continue;
    const arrived = end !== undefined && end.kind !== "drop" ? end.arrived : undefined;
    result.push({ flight, waiting: arrived !== undefined && arrived <= time });
  }
  return result;
}
