import fc from "fast-check";
import { expect, test } from "vitest";
import { Intervals } from "../../../src/exporters/picture/intervals.ts";

const interval = fc.tuple(fc.nat(200), fc.nat(60)).map(([from, length]) => ({ from, to: from + length }));

test("finds the same intervals as looking at each of them", () => {
  fc.assert(
    fc.property(fc.array(interval), interval, (intervals, range) => {
      const found = new Intervals(intervals).meeting(range.from, range.to);
      const expected = intervals.filter(({ from, to }) => from <= range.to && to >= range.from);
      expect(new Set(found)).toEqual(new Set(expected));
      expect(found).toEqual(found.toSorted((a, b) => a.from - b.from));
    }),
  );
});
