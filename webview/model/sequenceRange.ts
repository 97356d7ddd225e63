import { flights } from "../../src/trace/flights.ts";
import type { RunIndex } from "../../src/exporters/picture/runIndex.ts";

/** Most messages that Mermaid draws in reasonable time. */
export const MOST_MESSAGES = 150;

/** A part of a run, as indices of events, inclusive. */
export interface EventRange {
  readonly from: number;
  readonly to: number;
  /** Whether it is the whole run. */
  readonly whole: boolean;
}

/** The whole run if it has few enough messages, else as much of it around an event as Mermaid can take. */
export function sequenceRange(run: RunIndex, around: number): EventRange {
  const sends = flights(run.trace).map(({ send }) => send.index);
  if (sends.length <= MOST_MESSAGES) return { from: 0, to: run.last, whole: true };
  const here = sends.findIndex((send) => send >= around);
  const middle = here < 0 ? sends.length : here;
  const first = Math.max(0, Math.min(sends.length - MOST_MESSAGES, middle - MOST_MESSAGES / 2));
  const beyond = sends.at(first + MOST_MESSAGES);
  return {
    from: first === 0 ? 0 : sends[first],
    to: first + MOST_MESSAGES < sends.length && beyond !== undefined ? beyond - 1 : run.last,
    whole: false,
  };
}
