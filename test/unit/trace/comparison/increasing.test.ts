import fc from "fast-check";
import { expect, it } from "vitest";
import { inOrder } from "../../../../src/trace/comparison/increasing.ts";

const permutations = fc.nat({ max: 30 }).chain((count) =>
  fc.shuffledSubarray(
    Array.from({ length: count }, (_, i) => i),
    { minLength: count },
  ),
);

const kept = (numbers: readonly number[]) => [...inOrder(Int32Array.from(numbers))];

it("keeps all that is in order, and takes out what has moved", () => {
  expect(kept([])).toEqual([]);
  expect(kept([2, 5, 9])).toEqual([1, 1, 1]);
  expect(kept([1, 2, 9, 3, 4])).toEqual([1, 1, 0, 1, 1]);
  expect(kept([0, 2, 1, 3])).toEqual([1, 0, 0, 1]);
});

it("leaves an increasing sequence, the same one whichever way round", () => {
  fc.assert(
    fc.property(permutations, (numbers) => {
      const result = kept(numbers);
      const steady = numbers.filter((_, position) => result[position] === 1);
      expect(steady).toEqual(steady.toSorted((a, b) => a - b));
      const inverse = numbers.map((_, number) => numbers.indexOf(number));
      const backwards = kept(inverse);
      expect(numbers.map((number) => backwards[number])).toEqual(result);
    }),
  );
});
