import type { TraceEvent } from "./event.ts";

/** An event from which on messages between certain nodes don't pass. */
export type Separation = Extract<TraceEvent, { kind: "partition" | "hold" }>;

/** Whether what `from` sends to `to` does not pass. Both are indices of nodes. */
export function separates(separation: Separation, from: number, to: number): boolean {
  const { groups } = separation;
  const a = groups.findIndex((group) => group.includes(from));
  const b = groups.findIndex((group) => group.includes(to));
  if (a < 0 || b < 0 || a === b) return false;
  if (separation.kind === "hold") return true;
  const distance = Math.abs(a - b);
  if (separation.ring && (distance === 1 || distance === groups.length - 1)) return false;
  return !separation.oneWay || a === 0;
}
