import { canonical } from "./canonical.ts";
import type { CheckResult, CopyChange, Trace } from "./trace.ts";
import type { Value } from "./value.ts";

/** Nodes whose copies are equal. */
export interface CopyGroup {
  readonly value: Value;
  /** Indices of nodes, ascending. */
  readonly nodes: readonly number[];
}

/** Who holds what from one event on, while the copies differ. */
export interface DivergenceChange {
  readonly event: number;
  /** At least two, in the order of their first nodes. */
  readonly groups: readonly CopyGroup[];
}

/** A stretch of the run during which compared copies differ. */
export interface Divergence {
  /** Index into `Trace.checks` of the check that compares them. */
  readonly check: number;
  /** The event after which they first differ. */
  readonly fromEvent: number;
  /** The event after which they agree again; absent when they never did. */
  readonly toEvent?: number;
  /** In order; the first is at `fromEvent`. */
  readonly changes: readonly DivergenceChange[];
}

/**
 * Every stretch during which the copies that a check compares differ, check by check, in order. Several changes
 * by one event count as one moment, and what differs before the first event differs from that event on. A node
 * that is down is not compared.
 */
export function divergences(trace: Trace): readonly Divergence[] {
  return trace.checks.flatMap((check, index) => divergencesOf(check, index));
}

function divergencesOf({ copies = [] }: CheckResult, check: number): Divergence[] {
  const result: Divergence[] = [];
  const present = new PresentCopies();
  let open: { fromEvent: number; changes: DivergenceChange[] } | undefined;
  for (let next = 0; next < copies.length;) {
    const event = Math.max(0, copies[next].event);
    let changed = false;
    for (; next < copies.length && copies[next].event <= event; next++) {
      changed = present.set(copies[next]) || changed;
    }
    if (!changed) continue;
    if (present.differ) {
      open ??= { fromEvent: event, changes: [] };
      open.changes.push({ event, groups: present.groups() });
    } else if (open) {
      result.push({ check, ...open, toEvent: event });
      open = undefined;
    }
  }
  if (open) result.push({ check, ...open });
  return result;
}

/** The copies of the nodes that are up, counted by value so that agreement is known without comparing all. */
export class PresentCopies {
  readonly #copies = new Map<number, { readonly key: string; readonly value: Value }>();
  readonly #counts = new Map<string, number>();

  get differ(): boolean {
    return this.#counts.size > 1;
  }

  /** Takes a change over and says whether it is one. */
  set({ node, value }: CopyChange): boolean {
    const before = this.#copies.get(node);
    const key = value === undefined ? undefined : canonical(value);
    if (before?.key === key) return false;
    if (before) {
      const rest = this.#counts.get(before.key)! - 1;
      if (rest === 0) this.#counts.delete(before.key);
      else this.#counts.set(before.key, rest);
      this.#copies.delete(node);
    }
    if (key !== undefined) {
      this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
      this.#copies.set(node, { key, value: value! });
    }
    return true;
  }

  groups(): CopyGroup[] {
    const byKey = new Map<string, { value: Value; nodes: number[] }>();
    const copies = [...this.#copies].sort(([a], [b]) => a - b);
    for (const [node, { key, value }] of copies) {
      const group = byKey.get(key);
      if (group) group.nodes.push(node);
      else byKey.set(key, { value, nodes: [node] });
    }
    return [...byKey.values()];
  }
}
