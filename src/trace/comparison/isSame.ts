import type { Comparison } from "./compare.ts";

/** Whether two runs are the same in everything that is compared: nodes, events and checks. */
export function isSame({ a, b, nodes, differences, checks }: Comparison): boolean {
  return (
    differences.length === 0 &&
    checks.length === 0 &&
    a.nodes.length === b.nodes.length &&
    a.nodes.every(({ name, type }, index) => {
      const other = b.nodes.at(nodes.toB[index]);
      return nodes.toB[index] >= 0 && other?.name === name && other.type === type;
    })
  );
}
