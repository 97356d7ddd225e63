import { firstWhere } from "../../trace/ascending.ts";
import { canonical } from "../../trace/canonical.ts";
import type { Step, Subject } from "./subject.ts";

/** Everything that concerns one written value. */
interface Cluster {
  /** When its write was invoked. */
  readonly written: number;
  /** The earliest completion, and the latest invocation. */
  firstCompleted: number;
  lastInvoked: number;
  readonly optional: boolean;
  read: boolean;
}

/**
 * Whether a register is linearizable, without a search, where no value is written twice: the operations of a value
 * span a zone of time, and zones either fit beside each other or don't (Gibbons and Korach, "Testing shared memories",
 * 1997). Time O(n log n).
 * @returns `undefined` where values are not unique, or something else than reads and writes happens
 */
export function linearizableByZones(subject: Subject, steps: readonly Step[]): boolean | undefined {
  const { operations, specification } = subject;
  if (specification.overwrites === undefined) return undefined;
  const clusters = new Map<string, Cluster>([
    [
      canonical(specification.initial),
      { written: -Infinity, firstCompleted: -Infinity, lastInvoked: -Infinity, optional: false, read: false },
    ],
  ]);
  for (const step of steps) {
    if (!step.updates) continue;
    const value = specification.overwrites(operations[step.operation]);
    if (value === undefined || step.observes) return undefined;
    const key = canonical(value);
    if (clusters.has(key)) return undefined;
    const { invoked, completed, optional } = step;
    clusters.set(key, {
      written: invoked,
      firstCompleted: completed,
      lastInvoked: invoked,
      optional,
      read: false,
    });
  }
  for (const step of steps) {
    if (step.updates) continue;
    const cluster = clusters.get(canonical(operations[step.operation].output!));
    if (cluster === undefined || step.completed < cluster.written) return false;
    cluster.firstCompleted = Math.min(cluster.firstCompleted, step.completed);
    cluster.lastInvoked = Math.max(cluster.lastInvoked, step.invoked);
    cluster.read = true;
  }
  return fit([...clusters.values()].filter(({ optional, read }) => read || !optional));
}

/** A zone is forward if one of its operations ends before another begins: then the value holds in between. */
function fit(clusters: readonly Cluster[]): boolean {
  const forward = clusters
    .filter(({ firstCompleted, lastInvoked }) => firstCompleted < lastInvoked)
    .sort((a, b) => a.firstCompleted - b.firstCompleted);
  for (const [index, { lastInvoked }] of forward.entries()) {
    if (index + 1 < forward.length && forward[index + 1].firstCompleted < lastInvoked) return false;
  }
  return clusters.every(
    ({ firstCompleted, lastInvoked }) =>
      firstCompleted < lastInvoked || !covered(forward, lastInvoked, firstCompleted),
  );
}

/** Whether one of the zones, which are in order and apart, holds the whole span. */
function covered(zones: readonly Cluster[], from: number, to: number): boolean {
  const before = firstWhere(zones.length, (index) => zones[index].firstCompleted >= from) - 1;
  return before >= 0 && zones[before].lastInvoked > to;
}
