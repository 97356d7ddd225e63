import { divergences } from "../../src/trace/divergence.ts";
import type { Trace } from "../../src/trace/trace.ts";
import type { Value } from "../../src/trace/value.ts";
import type { Interval } from "./intervals.ts";

/** A stretch of a lifeline during which the node's copy differs from another one's and keeps its value. */
export interface Ribbon extends Interval {
  readonly node: number;
  /** Index of the `agree` check that compares the copies. */
  readonly check: number;
  readonly value: Value;
  /** 0 for the value that most nodes have; the others follow in the order of their nodes. */
  readonly group: number;
  /** Whether the value before was another one, or there was no divergence: worth a label. */
  readonly fresh: boolean;
}

/** The ribbons of all divergences of the run. */
export function ribbons(trace: Trace): Ribbon[] {
  const end = trace.events.length - 1;
  const result: Ribbon[] = [];
  for (const { check, changes, toEvent = end } of divergences(trace)) {
    const open = new Map<number, Omit<Ribbon, "to">>();
    const close = (ribbon: Omit<Ribbon, "to">, to: number) => result.push({ ...ribbon, to });
    for (const { event, groups } of changes) {
      const present = new Set<number>();
      for (const [group, { value, nodes }] of bySize(groups).entries()) {
        for (const node of nodes) {
          present.add(node);
          const before = open.get(node);
          const same = before !== undefined && sameValue(before.value, value);
          if (same && before.group === group) continue;
          if (before) close(before, event);
          open.set(node, { from: event, node, check, value, group, fresh: !same });
        }
      }
      for (const [node, ribbon] of open) {
        if (present.has(node)) continue;
        close(ribbon, event);
        open.delete(node);
      }
    }
    for (const ribbon of open.values()) close(ribbon, toEvent);
  }
  return result;
}

function bySize<T extends { readonly nodes: readonly number[] }>(groups: readonly T[]): T[] {
  return groups.toSorted((a, b) => b.nodes.length - a.nodes.length);
}

function sameValue(a: Value, b: Value): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
