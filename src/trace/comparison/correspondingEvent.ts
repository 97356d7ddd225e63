import type { Trace } from "../trace.ts";
import { align, type Alignment } from "./alignment.ts";

/** Several ask for the same alignment when a run has been made anew. */
const known = new WeakMap<Trace, WeakMap<Trace, Alignment>>();

function alignment(from: Trace, to: Trace): Alignment {
  const alignments = known.get(from) ?? new WeakMap<Trace, Alignment>();
  known.set(from, alignments);
  const result = alignments.get(to) ?? align(from, to);
  alignments.set(to, result);
  return result;
}

/**
 * Finds the event of another run that corresponds to one of this run, as {@link align} sees it.
 * @returns Index in `to`; `undefined` where nothing corresponds.
 */
export function counterpart(from: Trace, index: number, to: Trace): number | undefined {
  const event = alignment(from, to).toB[index];
  return event < 0 ? undefined : event;
}

/**
 * Finds the event of another run that corresponds to one of this run.
 * @returns Index in `to`; where nothing corresponds, the latest event up to the same virtual time.
 */
export function correspondingEvent(from: Trace, index: number, to: Trace): number {
  return correspondence(from, to)(index);
}

/** {@link correspondingEvent} for several events of the same two runs. */
export function correspondence(from: Trace, to: Trace): (index: number) => number {
  const { toB } = alignment(from, to);
  return (index) => {
    if (toB[index] >= 0) return toB[index];
    const { time } = from.events[index];
    return Math.max(
      0,
      to.events.findLastIndex((event) => event.time <= time),
    );
  };
}
