import type { RunIndex } from "../../src/exporters/picture/runIndex.ts";

/** Messages of one name. */
export interface MessageKind {
  readonly name: string;
  /** How many there are, answers and copies counted. */
  readonly count: number;
}

const known = new WeakMap<RunIndex["trace"], readonly MessageKind[]>();

/** What kinds of messages a run has, in the order in which they first appear. Computed once per trace. */
export function messageKinds({ trace, arrowOfMessage }: RunIndex): readonly MessageKind[] {
  let kinds = known.get(trace);
  if (kinds === undefined) {
    const counts = new Map<string, number>();
    for (const { original } of arrowOfMessage)
      counts.set(original.name, (counts.get(original.name) ?? 0) + 1);
    kinds = Array.from(counts, ([name, count]) => ({ name, count }));
    known.set(trace, kinds);
  }
  return kinds;
}
