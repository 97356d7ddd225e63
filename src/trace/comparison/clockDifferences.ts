import type { ClockName, ClockReadings } from "../event.ts";
import type { NodeAlignment } from "./nodeAlignment.ts";

/** Whether two readings of one clock differ. Counters of nodes without counterpart count as 0. */
export function clockDiffers(
  clock: ClockName,
  a: ClockReadings,
  b: ClockReadings,
  { toA, toB }: NodeAlignment,
): boolean {
  switch (clock) {
    case "wall":
    case "lamport":
      return a[clock] !== b[clock];
    case "hybrid":
      return a.hybrid[0] !== b.hybrid[0] || a.hybrid[1] !== b.hybrid[1];
    case "vector":
      return (
        toB.some((inB, inA) => count(a, inA) !== (inB < 0 ? 0 : count(b, inB))) ||
        toA.some((inA, inB) => inA < 0 && count(b, inB) !== 0)
      );
  }
}

function count({ vector }: ClockReadings, node: number): number {
  return vector.at(node) ?? 0;
}
