import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatCall, formatTime, formatValue, shorten } from "../../../src/trace/format.ts";
import type { Value } from "../../../src/trace/value.ts";

const { value: anyValue } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom<Value>(null, true, 3, { $undefined: true }, { $number: "-0" }, { $bigint: "12" }),
    fc.string({ unit: "binary" }),
    fc.array(tie("value")),
    fc.dictionary(fc.string({ unit: "binary" }), tie("value")),
    fc.record({ $map: fc.array(fc.tuple(tie("value"), tie("value"))) }),
    fc.record({ $set: fc.array(tie("value")) }),
  ),
}));

const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

describe("formatValue", () => {
  it.each<[Value, string]>([
    [["ana"], '["ana"]'],
    [{ stock: 1, "first name": null }, '{stock: 1, "first name": null}'],
    [{ $map: [["a", 1]] }, 'Map(1) {"a" → 1}'],
    [{ $set: [1, 2] }, "Set(2) {1, 2}"],
    [{ $undefined: true }, "undefined"],
    [{ $number: "-0" }, "-0"],
    [{ $bigint: "12" }, "12n"],
    [{ $date: 0 }, "1970-01-01T00:00:00.000Z"],
    [{ $date: null }, "Invalid Date"],
    [{ $bytes: [1, 255] }, "Bytes(2) [01 ff]"],
    [{ $node: "london" }, "london"],
    [{ $object: [["$map", 1]] }, "{$map: 1}"],
    [{ $opaque: "function" }, "‹function›"],
    [[1, { $cut: "9 more" }], "[1, … 9 more]"],
    [[], "[]"],
    ["line\nbreak", '"line\\nbreak"'],
  ])("writes %j", (value, text) => {
    expect(formatValue(value)).toBe(text);
  });

  it("says with … that it is shortened", () => {
    expect(formatValue(["anabella", "bo"], 8)).toBe('["anabe…');
    expect(formatValue(["ana"], 7)).toBe('["ana"]');
  });

  it("keeps within the length, and shows the beginning of the whole", () => {
    fc.assert(
      fc.property(anyValue, fc.nat(40), (value, maxLength) => {
        const whole = formatValue(value);
        const short = formatValue(value, maxLength);
        if (whole.length <= maxLength) expect(short).toBe(whole);
        else {
          expect(short.length).toBeLessThanOrEqual(maxLength);
          expect(whole.startsWith(short.slice(0, -1))).toBe(true);
        }
      }),
    );
  });

  it("never splits a surrogate pair", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.nat(20), (text, maxLength) => {
        expect(formatValue([text], maxLength)).not.toMatch(loneSurrogate);
        expect(shorten(text, maxLength)).not.toMatch(loneSurrogate);
      }),
    );
  });

  it("does no more work than it shows", () => {
    let read = 0;
    const items = Array.from({ length: 1000 }, (_, index) => ({
      get index() {
        read++;
        return index;
      },
    }));
    formatValue(items, 40);
    expect(read).toBeLessThan(10);
  });
});

describe("formatCall", () => {
  it("writes a message as a call", () => {
    expect(formatCall("sold", ["ana", 2])).toBe('sold("ana", 2)');
    expect(formatCall("ping", [])).toBe("ping()");
    expect(formatCall("sold", ["anabella"], 10)).toBe('sold("ana…');
  });
});

describe("formatTime", () => {
  it.each([
    [0, "0 ms"],
    [0.05, "0.05 ms"],
    [57, "57 ms"],
    [57.3, "57.3 ms"],
    [123.456, "123.5 ms"],
    [999.96, "1 s"],
    [1250, "1.25 s"],
    [59_999.9, "1 min"],
    [125_000, "2 min 5 s"],
    [7_500_000, "2 h 5 min"],
    [180_000_000, "2 d 2 h"],
    [4e10, "462 d"],
    [9e10, "2 y 311 d"],
    [9e12, "285 y"],
    [-5, "-5 ms"],
    [Infinity, "∞ ms"],
  ])("writes %d ms as %s", (ms, text) => {
    expect(formatTime(ms)).toBe(text);
  });
});
