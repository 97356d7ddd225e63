import { flights } from "../../../src/trace/flights.ts";
import type { Trace } from "../../../src/trace/trace.ts";

/** Cause and effect by their definition, without clocks. */
export interface NaiveCausality {
  /** For each event, its direct causes and how many messages lie between: 0 on a lifeline and for a copy, else 1. */
  readonly causes: readonly ReadonlyMap<number, 0 | 1>[];
  /** For each event, all events before it. */
  readonly pasts: readonly ReadonlySet<number>[];
}

/** The transitive closure of "next on the same lifeline", "sent, then received" and "sent, then copied". */
export function naiveCausality(trace: Trace): NaiveCausality {
  const causes: Map<number, 0 | 1>[] = [];
  const pasts: Set<number>[] = [];
  const latest = new Map<number, number>();
  for (const event of trace.events) {
    const direct = new Map<number, 0 | 1>();
    if (event.kind === "duplicate" || event.kind === "retransmit") {
      let { send } = flights(trace)[event.of];
      while (send.kind === "duplicate" || send.kind === "retransmit") ({ send } = flights(trace)[send.of]);
      direct.set(send.index, 0);
    } else if (event.node !== undefined) {
      if (event.kind === "deliver" || event.kind === "ok" || event.kind === "fail" || event.kind === "tap")
        direct.set(flights(trace)[event.message].send.index, 1);
      const before = latest.get(event.node);
      if (before !== undefined) direct.set(before, 0);
      latest.set(event.node, event.index);
    }
    const past = new Set<number>();
    for (const cause of direct.keys()) {
      past.add(cause);
      for (const earlier of pasts[cause]) past.add(earlier);
    }
    causes.push(direct);
    pasts.push(past);
  }
  return { causes, pasts };
}
