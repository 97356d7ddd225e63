import { formatValue } from "../../src/trace/format.ts";
import type { NodeState } from "../../src/trace/states.ts";
import type { Value } from "../../src/trace/value.ts";
import type { RunIndex } from "../../src/exporters/picture/runIndex.ts";
import { sameValue } from "./valueTree.ts";

/** One field of one node at a step. */
export interface StateCell {
  /** Absent when the node has no such field at this step. */
  readonly text?: string;
  /** What it was before this step, when this step changed it. */
  readonly before?: string;
  /** Whether copies of this value differ between nodes at this step. */
  readonly differs: boolean;
}

/** One field of all nodes at a step. */
export interface StateRow {
  readonly field: string;
  readonly differs: boolean;
  /** In the order of {@link StateTable.nodes}. */
  readonly cells: readonly StateCell[];
}

/** The state of the nodes at a step, or of as many of them as are looked at. */
export interface StateTable {
  /** Indices of the nodes of the columns, in their order. */
  readonly nodes: readonly number[];
  /** How many columns are left out before and after them. */
  readonly earlier: number;
  readonly later: number;
  readonly rows: readonly StateRow[];
  /** How many fields are left out. */
  readonly moreFields: number;
}

/** Which part of a state table is looked at. */
export interface StatePart {
  /** Position of the first column among all nodes. */
  readonly from: number;
  /** Number of columns and rows at most. */
  readonly nodes: number;
  readonly fields: number;
}

const EVERYTHING: StatePart = { from: 0, nodes: Infinity, fields: Infinity };
const LONGEST = 120;

/** Indices of the nodes that can have state, in the order of the columns of the picture. */
export function nodesWithState({ order, trace }: RunIndex): readonly number[] {
  return order.nodes.filter((node) => trace.nodes[node].kind === "node");
}

/** The fields of each node, in the order of `Trace.nodes`, after event `step`, without those that it no longer has. */
export function stateAt(run: RunIndex, step: number): readonly (NodeState | undefined)[] {
  return run.states.at(step).map((state) => {
    if (!state || !Object.values(state).some(isGone)) return state;
    return Object.fromEntries(Object.entries(state).filter(([, value]) => !isGone(value)));
  });
}

/** The state of the nodes after event `step`: a row per field, a column per node. */
export function stateTable(run: RunIndex, step: number, part = EVERYTHING): StateTable {
  const now = stateAt(run, step);
  const past = step > 0 ? stateAt(run, step - 1) : [];
  const all = nodesWithState(run);
  const nodes = all.slice(part.from, part.from + part.nodes);
  const allFields = new Set<string>();
  for (const node of all) for (const field of Object.keys(now[node] ?? {})) allFields.add(field);
  const fields = [...allFields].slice(0, part.fields);
  const event = run.trace.events[step];
  const changed = event.node !== undefined && event.kind !== "start" ? (event.state ?? {}) : {};
  const different = differingFields(run, step, now, fields);
  const rows = fields.map((field) => {
    const differing = different.get(field);
    const cells = nodes.map((node): StateCell => {
      const value = valueOf(now[node], field);
      const differs = differing?.has(node) ?? false;
      if (value === undefined) return { differs };
      const text = formatValue(value, LONGEST);
      if (node !== event.node || !Object.hasOwn(changed, field)) return { text, differs };
      const old = valueOf(past[node], field);
      return { text, differs, before: old === undefined ? "–" : formatValue(old, LONGEST) };
    });
    return { field, differs: differing !== undefined, cells };
  });
  return {
    nodes,
    earlier: Math.min(part.from, all.length),
    later: all.length - Math.min(part.from, all.length) - nodes.length,
    rows,
    moreFields: allFields.size - fields.length,
  };
}

/** The value of a field; `undefined` when there is no such field. */
export function valueOf(state: NodeState | undefined, field: string): Value | undefined {
  return state && Object.hasOwn(state, field) ? state[field] : undefined;
}

function isGone(value: Value): boolean {
  return typeof value === "object" && value !== null && "$undefined" in value;
}

/**
 * The fields whose copies an `agree` check finds to differ at this step, with the nodes that have such a copy. The
 * trace holds the compared values but not where they come from: the field is the one that has them on every node.
 */
function differingFields(
  run: RunIndex,
  step: number,
  now: readonly (NodeState | undefined)[],
  fields: readonly string[],
): Map<string, Set<number>> {
  const byCheck = new Map<number, Map<number, Value>>();
  for (const { check, node, value, from, to } of run.ribbons.meeting(step, step)) {
    if (from > step || (to <= step && to !== run.last)) continue;
    const values = byCheck.get(check) ?? new Map<number, Value>();
    byCheck.set(check, values.set(node, value));
  }
  const result = new Map<string, Set<number>>();
  for (const values of byCheck.values()) {
    const field = fields.find((name) =>
      [...values].every(([node, value]) => sameValue(valueOf(now[node], name), value)),
    );
    if (field !== undefined) result.set(field, new Set(values.keys()));
  }
  return result;
}
