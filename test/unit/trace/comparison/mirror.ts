import { expect } from "vitest";
import type { Comparison } from "../../../../src/trace/comparison/compare.ts";
import type { Difference } from "../../../../src/trace/comparison/differences.ts";

/** All differences, as a list. */
export function listOf({ differences }: Comparison): readonly Difference[] {
  return Array.from({ length: differences.length }, (_, position) => differences.at(position));
}

/** Expects two comparisons to say the same, one of them with the runs swapped. */
export function expectMirrored(one: Comparison, other: Comparison): void {
  expect(other.toA).toEqual(one.toB);
  expect(other.toB).toEqual(one.toA);
  expect(other.counts).toEqual(one.counts);
  expect(other.nodes).toMatchObject({ toA: one.nodes.toB, toB: one.nodes.toA });
  const rows = (list: readonly Difference[]) =>
    list.map(({ kind, a, b, aspects }) => `${kind} ${a} ${b} ${aspects}`).sort();
  const swapped = listOf(other).map(({ kind, a, b, aspects }) => ({ kind, a: b, b: a, aspects }));
  expect(rows(swapped)).toEqual(rows(listOf(one)));
  const [first, mirrored] = [one, other].map(({ differences, first }) =>
    first < 0 ? undefined : differences.kindAt(first),
  );
  expect(mirrored).toBe(first);
  expect(other.bill.messages).toBe(0 - one.bill.messages);
  expect(other.checks.length).toBe(one.checks.length);
}
