import type { Trace } from "../trace.ts";
import { align } from "./alignment.ts";

/**
 * Finds the event of another run that corresponds to one of this run, as {@link align} sees it.
 * @returns Index in `to`; where nothing corresponds, the latest event up to the same virtual time.
 */
export function correspondingEvent(from: Trace, index: number, to: Trace): number {
  return correspondence(from, to)(index);
}

/** {@link correspondingEvent} for several events of the same two runs, which are aligned once. */
export function correspondence(from: Trace, to: Trace): (index: number) => number {
  const { toB } = align(from, to);
  return (index) => {
    if (toB[index] >= 0) return toB[index];
    const { time } = from.events[index];
    return Math.max(
      0,
      to.events.findLastIndex((event) => event.time <= time),
    );
  };
}
