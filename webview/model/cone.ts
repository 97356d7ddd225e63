import { causalFuture, causalPast } from "../../src/trace/happensBefore.ts";
import type { RunIndex } from "../../src/exporters/picture/runIndex.ts";

/** What led to an event, and what it led to; all else happened beside it. */
export interface Cone {
  readonly past: readonly number[];
  readonly future: readonly number[];
  /** Events of it that receive a message of it: those messages belong to it as well. */
  readonly received: ReadonlySet<number>;
}

/** The causal past and future of an event. Takes time linear in the events. */
export function coneOf(run: RunIndex, event: number): Cone {
  const past = causalPast(run.trace, event);
  const future = causalFuture(run.trace, event);
  const all = new Set([event, ...past, ...future]);
  return { past, future, received: new Set([...all].filter((index) => all.has(run.sent[index]))) };
}
