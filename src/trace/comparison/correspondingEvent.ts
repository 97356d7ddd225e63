import type { Trace } from "../trace.ts";
import { align } from "./alignment.ts";

/**
 * Finds the event of another run that corresponds to one of this run, as {@link align} sees it.
 * @returns Index in `to`; where nothing corresponds, the latest event up to the same virtual time.
 */
export function correspondingEvent(from: Trace, index: number, to: Trace): number {
  const counterpart = align(from, to).toB[index];
  if (counterpart >= 0) return counterpart;
  const { time } = from.events[index];
  return Math.max(
    0,
    to.events.findLastIndex((event) => event.time <= time),
  );
}
