import type { Cost, DecisionCost, OperationCost } from "../bill.ts";
import { canonical } from "../canonical.ts";
import type { Trace } from "../trace.ts";
import type { Alignment } from "./alignment.ts";

/** What the same cost in two runs. */
export interface CostPair<T extends Cost> {
  readonly a: T;
  readonly b: T;
}

/** How the bills of two runs differ. Operations and decisions that only one of them has are differences of events. */
export interface BillDifference {
  /** Messages in the second run less those in the first, and of those lost. */
  readonly messages: number;
  readonly lost: number;
  /** Operations of which any figure or the outcome differs. */
  readonly operations: readonly CostPair<OperationCost>[];
  /** Decisions about one slot of which any figure differs. */
  readonly decisions: readonly CostPair<DecisionCost>[];
}

/** Compares what two runs cost. */
export function billDifference(a: Trace, b: Trace, { toB }: Alignment): BillDifference {
  // A trace may hold more than one end of an operation: the first belongs to the first, and so on.
  const operations = new Map<number, OperationCost[]>();
  for (const cost of b.bill.operations)
    operations.set(cost.from, [...(operations.get(cost.from) ?? []), cost]);
  const decisions = new Map(b.bill.decisions.map((cost) => [canonical(cost.slot), cost]));
  return {
    messages: b.bill.messages - a.bill.messages,
    lost: b.bill.lost - a.bill.lost,
    operations: differing(
      a.bill.operations,
      ({ from }) => operations.get(toB[from])?.shift(),
      (cost, other) => cost.outcome !== other.outcome,
    ),
    decisions: differing(
      a.bill.decisions,
      ({ slot }) => decisions.get(canonical(slot)),
      (cost, other) => cost.deciders !== other.deciders || cost.settled !== other.settled,
    ),
  };
}

function differing<T extends Cost>(
  costs: readonly T[],
  counterpart: (cost: T) => T | undefined,
  differsBesides: (cost: T, other: T) => boolean,
): readonly CostPair<T>[] {
  return costs.flatMap((a) => {
    const b = counterpart(a);
    return b && (figuresDiffer(a, b) || differsBesides(a, b)) ? [{ a, b }] : [];
  });
}

function figuresDiffer(a: Cost, b: Cost): boolean {
  return (
    a.messages !== b.messages || a.rounds !== b.rounds || a.latency !== b.latency || a.waiting !== b.waiting
  );
}
