import { canonical } from "../../trace/canonical.ts";
import { divergences, type Divergence } from "../../trace/divergence.ts";
import type { Trace } from "../../trace/trace.ts";
import type { Value } from "../../trace/value.ts";
import type { Interval } from "./intervals.ts";

/** A stretch of a lifeline during which the node's copy differs from another one's and keeps its value. */
export interface Ribbon extends Interval {
  readonly node: number;
  /** Index of the `agree` check that compares the copies. */
  readonly check: number;
  readonly value: Value;
  /** Equal for equal values: 0 for the value that was there first, then in order of appearance. */
  readonly group: number;
  /** The nodes that have it, where several share the lifeline. */
  readonly holders?: readonly number[];
}

/** The ribbons of all divergences of the run. */
export function ribbons(trace: Trace): Ribbon[] {
  return divergences(trace).flatMap((divergence) => ribbonsOf(divergence, trace.events.length - 1));
}

function ribbonsOf({ check, changes, toEvent }: Divergence, last: number): Ribbon[] {
  const result: Ribbon[] = [];
  const groups = new Map<string, number>();
  const open = new Map<number, Omit<Ribbon, "to">>();
  const close = (ribbon: Omit<Ribbon, "to">, to: number) => {
    result.push({ ...ribbon, to });
    open.delete(ribbon.node);
  };
  for (const { event: changedAt, groups: copies } of changes) {
    // Copies that differ before anything happens do so from the first event on.
    const event = Math.max(0, changedAt);
    const present = new Set<number>();
    // What most nodes still have is what was there first.
    for (const { value, nodes } of copies.toSorted((a, b) => b.nodes.length - a.nodes.length)) {
      const key = canonical(value);
      const group = groups.get(key) ?? groups.size;
      groups.set(key, group);
      for (const node of nodes) {
        present.add(node);
        const before = open.get(node);
        if (before?.group === group) continue;
        if (before) close(before, event);
        open.set(node, { from: event, node, check, value, group });
      }
    }
    for (const ribbon of open.values()) if (!present.has(ribbon.node)) close(ribbon, event);
  }
  for (const ribbon of open.values()) close(ribbon, toEvent ?? last);
  return result;
}
