import { flights } from "../../trace/flights.ts";
import type { Trace } from "../../trace/trace.ts";

/** So many messages say as much about a run as all of them. */
const SAMPLE = 5_000;

/** How fast things go in a run. */
export interface Pace {
  /** Median time of flight in ms of the messages that take any; `Infinity` when there are none. */
  readonly flight: number;
  /** So many ms without any event are a lull: nothing is lost when they are drawn shorter. */
  readonly lull: number;
}

/** Reads off the messages of a run how fast things go in it; where there are none, off its events. */
export function paceOf(trace: Trace): Pace {
  const flight = median(sample(flights(trace)).map(({ send }) => send.arrival - (send.leaves ?? send.time)));
  if (flight < Infinity) return { flight, lull: 2 * flight };
  const { events } = trace;
  const pauses = sample(events).map(({ index, time }) => time - events[Math.max(0, index - 1)].time);
  return { flight, lull: 4 * median(pauses) };
}

function sample<T>(all: readonly T[]): T[] {
  const stride = Math.max(1, Math.floor(all.length / SAMPLE));
  return all.filter((_, index) => index % stride === 0);
}

/** Of those above zero. */
function median(times: readonly number[]): number {
  const sorted = Float64Array.from(times.filter((time) => time > 0)).sort();
  return sorted.length > 0 ? sorted[sorted.length >>> 1] : Infinity;
}
