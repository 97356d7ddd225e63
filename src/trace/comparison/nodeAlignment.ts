import type { Trace, TraceNode } from "../trace.ts";

/** Which nodes of two runs are the same. Indices into `Trace.nodes`. */
export interface NodeAlignment {
  /** For each node of the first run its counterpart in the second; -1 for none. */
  readonly toB: Int32Array;
  /** The other way round. */
  readonly toA: Int32Array;
  /** Nodes of the first run whose counterpart has another name. */
  readonly renamed: readonly number[];
  /** Nodes that only the first run has. */
  readonly removed: readonly number[];
  /** Nodes that only the second run has. */
  readonly added: readonly number[];
}

/**
 * Aligns nodes by their names. Where two of one class stand at the same place and neither has a namesake in the
 * other run, one of them was renamed.
 */
export function alignNodes(a: Trace, b: Trace): NodeAlignment {
  const toB = new Int32Array(a.nodes.length).fill(-1);
  const toA = new Int32Array(b.nodes.length).fill(-1);
  const pair = (inA: number, inB: number) => {
    toB[inA] = inB;
    toA[inB] = inA;
  };
  const places = new Map(b.nodes.map(({ name }, node) => [name, node]));
  for (const [node, { name }] of a.nodes.entries()) {
    const namesake = places.get(name);
    if (namesake !== undefined) pair(node, namesake);
  }
  const renamed = [...a.nodes.keys()].filter(
    (node) => toB[node] < 0 && toA.at(node) === -1 && sameSort(a.nodes[node], b.nodes[node]),
  );
  for (const node of renamed) pair(node, node);
  return { toB, toA, renamed, removed: without(toB), added: without(toA) };
}

function sameSort(a: TraceNode, b: TraceNode): boolean {
  return a.kind === b.kind && a.type === b.type;
}

function without(counterparts: Int32Array): number[] {
  return [...counterparts.keys()].filter((node) => counterparts[node] < 0);
}
