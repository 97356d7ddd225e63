import { formatValue } from "../../src/trace/format.ts";
import type { Value } from "../../src/trace/value.ts";
import type { RunIndex } from "../../src/exporters/picture/runIndex.ts";

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

/** The state of every node at a step. */
export interface StateTable {
  /** Indices of the nodes that have state, in the order of the columns. */
  readonly nodes: readonly number[];
  readonly rows: readonly StateRow[];
}

const LONGEST = 120;

/** The state of every node after event `step`: a row per field, a column per node. */
export function stateTable(run: RunIndex, step: number): StateTable {
  const { trace, order, states } = run;
  const now = states.at(step);
  const past = step > 0 ? states.at(step - 1) : [];
  const nodes = order.nodes.filter((node) => trace.nodes[node].kind === "node");
  const fields = [...new Set(nodes.flatMap((node) => Object.keys(now[node] ?? {})))];
  const event = trace.events[step];
  const changed = event.node !== undefined && event.kind !== "start" ? (event.state ?? {}) : {};
  const different = differingFields(run, step, now, fields);
  const rows = fields.map((field) => {
    const differing = different.get(field);
    const cells = nodes.map((node): StateCell => {
      const value = present(now[node]?.[field]);
      const differs = differing?.has(node) ?? false;
      if (value === undefined) return { differs };
      const text = formatValue(value, LONGEST);
      if (node !== event.node || !Object.hasOwn(changed, field)) return { text, differs };
      const old = present(past[node]?.[field]);
      return { text, differs, before: old === undefined ? "–" : formatValue(old, LONGEST) };
    });
    return { field, differs: differing !== undefined, cells };
  });
  return { nodes, rows };
}

function present(value: Value | undefined): Value | undefined {
  const missing = typeof value === "object" && value !== null && "$undefined" in value;
  return missing ? undefined : value;
}

/**
 * The fields whose copies an `agree` check finds to differ at this step, with the nodes that have such a copy. The
 * trace holds the compared values but not where they come from: the field is the one that has them on every node.
 */
function differingFields(
  run: RunIndex,
  step: number,
  now: readonly (Readonly<Record<string, Value>> | undefined)[],
  fields: readonly string[],
): Map<string, Set<number>> {
  const byCheck = new Map<number, Map<number, string>>();
  for (const { check, node, value, from, to } of run.ribbons.meeting(step, step)) {
    if (from > step || (to <= step && to !== run.last)) continue;
    const values = byCheck.get(check) ?? new Map<number, string>();
    byCheck.set(check, values.set(node, JSON.stringify(value)));
  }
  const result = new Map<string, Set<number>>();
  for (const values of byCheck.values()) {
    const field = fields.find((name) =>
      [...values].every(([node, value]) => JSON.stringify(now[node]?.[name]) === value),
    );
    if (field !== undefined) result.set(field, new Set(values.keys()));
  }
  return result;
}
