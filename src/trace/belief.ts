import { conditionAt } from "./condition.ts";
import type { Condition } from "./condition.ts";
import type { TraceEvent } from "./event.ts";
import type { Trace } from "./trace.ts";

/** Words that say of a node that it is no more. Others may be right or wrong in ways that can't be known. */
const DEAD = new Set(["dead", "down", "crashed", "failed", "faulty", "gone", "suspected", "suspect"]);
const ALIVE = new Set(["alive", "up", "running", "healthy"]);

const TRUTHS: Readonly<Record<Condition, string>> = {
  "not started": "it has not started",
  up: "it is up",
  paused: "it only stands still",
  down: "it is down",
  gone: "it has left",
};

/** What is true instead, where a belief is known to be wrong: `it is up`. */
export function mistake(
  trace: Trace,
  { about, belief, index }: Extract<TraceEvent, { kind: "belief" }>,
): string | undefined {
  const condition = conditionAt(trace, about, index);
  const lives = condition === "up" || condition === "paused";
  const word = belief.trim().toLowerCase();
  if (lives ? DEAD.has(word) : ALIVE.has(word)) return TRUTHS[condition];
  return undefined;
}
