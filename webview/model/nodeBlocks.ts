import type { ColumnOrder } from "../../src/exporters/picture/columnOrder.ts";
import type { Group } from "../../src/exporters/picture/groups.ts";

/** What stands side by side and moves as one: the nodes of a group, or a node by itself. */
export interface Block {
  readonly group?: Group;
  readonly nodes: readonly number[];
}

/** The blocks from left to right. */
export function blocksOf({ nodes, groups }: ColumnOrder): Block[] {
  const grouped = new Map(groups.flatMap((block) => block.nodes.map((node) => [node, block] as const)));
  const blocks = nodes.map((node): Block => grouped.get(node) ?? { nodes: [node] });
  return [...new Set(blocks)];
}

/** The list after one of its entries has moved by so many places. */
export function moved<T>(list: readonly T[], place: number, by: number): T[] {
  return list.toSpliced(place, 1).toSpliced(place + by, 0, list[place]);
}
