import type { ClockName } from "../../trace/event.ts";

const LEAST = 22;
const READINGS = 4;
const PER_CLOCK = 12;

/** Least distance in px of two events on one lifeline, with room for the clocks beside them. */
export function gapFor(clocks: readonly ClockName[]): number {
  if (clocks.length === 0) return LEAST;
  return LEAST + READINGS + PER_CLOCK * (clocks.length - 1);
}
