import type { Comparison } from "./compare.ts";
import type { Difference } from "./differences.ts";

/** Virtual time of a difference in ms: that of the earlier of its events. */
export function timeOf({ a, b }: Pick<Comparison, "a" | "b">, difference: Difference): number {
  return Math.min(
    difference.a < 0 ? Infinity : a.events[difference.a].time,
    difference.b < 0 ? Infinity : b.events[difference.b].time,
  );
}
