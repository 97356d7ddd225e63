import type { RunIndex } from "../../src/exporters/picture/runIndex.ts";
import { nodesWithState, stateAt, stateTable } from "./stateTable.ts";
import type { TextTable } from "./tableText.ts";

/** The state of all nodes after event `step` as a table, long values shortened: a row per field, a column per node. */
export function stateAsTable(run: RunIndex, step: number): TextTable {
  const { nodes, rows } = stateTable(run, step);
  return [
    ["state", ...nodes.map((node) => run.trace.nodes[node].name)],
    ...rows.map(({ field, cells }) => [field, ...cells.map(({ text = "–" }) => text)]),
  ];
}

/**
 * The whole state of all nodes after event `step` as JSON, by node and field: `{ "london": { "stock": 0 } }`. Values are
 * written as a trace has them.
 */
export function stateAsJson(run: RunIndex, step: number): string {
  const now = stateAt(run, step);
  // An own property for every node, even for one called "__proto__".
  const byNode = Object.fromEntries(
    nodesWithState(run).map((node) => [run.trace.nodes[node].name, now[node] ?? {}]),
  );
  return JSON.stringify(byNode, null, 2);
}
