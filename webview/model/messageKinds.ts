import { flights } from "../../src/trace/flights.ts";
import type { Trace } from "../../src/trace/trace.ts";

/** Messages of one name. */
export interface MessageKind {
  readonly name: string;
  /** How many there are, answers and copies counted. */
  readonly count: number;
}

const known = new WeakMap<Trace, readonly MessageKind[]>();

/** What kinds of messages a run has, in the order in which they first appear. Computed once per trace. */
export function messageKinds(trace: Trace): readonly MessageKind[] {
  let kinds = known.get(trace);
  if (kinds === undefined) {
    const counts = new Map<string, number>();
    for (const { send } of flights(trace)) counts.set(send.name, (counts.get(send.name) ?? 0) + 1);
    kinds = Array.from(counts, ([name, count]) => ({ name, count }));
    known.set(trace, kinds);
  }
  return kinds;
}
