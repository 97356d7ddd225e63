import { flights } from "../../src/trace/flights.ts";
import type { RunPart } from "../../src/trace/runPart.ts";
import type { RunIndex } from "../../src/exporters/picture/runIndex.ts";

/** Most messages that Mermaid draws in reasonable time. */
export const MOST_MESSAGES = 150;

/**
 * As much of a part of a run, around an event, as Mermaid can take: all of it if it has few enough messages.
 * @param part The whole run when not given.
 */
export function sequenceRange(
  run: RunIndex,
  around: number,
  part: RunPart = { from: 0, to: run.last },
): RunPart {
  const sends = flights(run.trace)
    .map(({ send }) => send.index)
    .filter((send) => send >= part.from && send <= part.to);
  if (sends.length <= MOST_MESSAGES) return part;
  const here = sends.findIndex((send) => send >= around);
  const middle = here < 0 ? sends.length : here;
  const first = Math.max(0, Math.min(sends.length - MOST_MESSAGES, middle - MOST_MESSAGES / 2));
  const beyond = sends.at(first + MOST_MESSAGES);
  return {
    from: first === 0 ? part.from : sends[first],
    to: first + MOST_MESSAGES < sends.length && beyond !== undefined ? beyond - 1 : part.to,
  };
}
