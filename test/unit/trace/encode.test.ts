import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encode, nodeName } from "../../../src/trace/encode.ts";
import type { Value } from "../../../src/trace/value.ts";

class Account {
  balance = 3;
  #secret = 1;
  deposit() {
    this.balance += this.#secret;
  }
}

function cycle(): unknown {
  const node: Record<string, unknown> = { name: "a" };
  node["self"] = node;
  return node;
}

const throwing = {
  get x(): never {
    throw new Error("not today");
  },
};

/** Everything that can stand in a field, made anew each time, and how a trace holds it. */
const samples: Record<string, [make: () => unknown, written: Value]> = {
  text: [() => "a", "a"],
  number: [() => 1.5, 1.5],
  boolean: [() => false, false],
  null: [() => null, null],
  undefined: [() => undefined, { $undefined: true }],
  NaN: [() => NaN, { $number: "NaN" }],
  infinity: [() => -Infinity, { $number: "-Infinity" }],
  "negative zero": [() => -0, { $number: "-0" }],
  "big integer": [() => 12n, { $bigint: "12" }],
  function: [() => () => 1, { $opaque: "function" }],
  symbol: [() => Symbol("s"), { $opaque: "symbol" }],
  list: [() => [1, undefined, [2]], [1, { $undefined: true }, [2]]],
  object: [() => ({ a: 1, b: { c: "d" } }), { a: 1, b: { c: "d" } }],
  instance: [() => new Account(), { balance: 3 }],
  map: [() => new Map([["a", { x: 1 }]]), { $map: [["a", { x: 1 }]] }],
  set: [() => new Set([1, "b"]), { $set: [1, "b"] }],
  date: [() => new Date(5), { $date: 5 }],
  "invalid date": [() => new Date(NaN), { $date: null }],
  bytes: [() => new Uint8Array([1, 2]), { $bytes: [1, 2] }],
  reference: [() => ({ [nodeName]: "london", name: "london" }), { $node: "london" }],
  promise: [() => Promise.resolve(1), { $opaque: "promise" }],
  error: [() => new RangeError("too much"), "RangeError: too much"],
  cycle: [cycle, { name: "a", self: { $opaque: "cycle" } }],
  "throwing getter": [() => throwing, { $opaque: "unreadable: not today" }],
  "special keys": [
    () => ({ $set: [1], y: 2 }),
    {
      $object: [
        ["$set", [1]],
        ["y", 2],
      ],
    },
  ],
};

describe("a value in a trace", () => {
  it.each(Object.entries(samples))("is written: %s", (_, [make, written]) => {
    expect(encode(make())).toEqual(written);
    expect(JSON.parse(JSON.stringify(encode(make())))).toEqual(written);
  });

  it.each(Object.entries(samples))("is the same object again when nothing changed: %s", (_, [make]) => {
    const before = encode({ field: make(), list: [make()], map: new Map([["k", make()]]) });
    expect(encode({ field: make(), list: [make()], map: new Map([["k", make()]]) }, before)).toBe(before);
    const alone = encode(make());
    expect(encode(make(), alone)).toBe(alone);
  });

  it("shares all parts but those on the way to what changed", () => {
    type Parts = Record<"left" | "right", Record<"a" | "b", Value>>;
    const value = (x: number) => ({
      left: { a: [1], b: { y: 2 } },
      right: { a: new Map([["k", [x]]]), b: new Set([1]) },
    });
    const before = encode(value(1)) as Parts;
    const after = encode(value(2), before) as Parts;
    expect(after).not.toBe(before);
    expect(after.left).toBe(before.left);
    expect(after.right.b).toBe(before.right.b);
    expect(after.right.a).toEqual({ $map: [["k", [2]]] });
    expect(before.right.a).toEqual({ $map: [["k", [1]]] });
  });

  it("is new when keys come, go or change their order", () => {
    const before = encode({ a: 1, b: 2 });
    for (const other of [{ a: 1 }, { a: 1, b: 2, c: 3 }, { b: 2, a: 1 }]) {
      expect(encode(other, before)).not.toBe(before);
      expect(JSON.stringify(encode(other, before))).toBe(JSON.stringify(other));
    }
  });

  it("doesn't depend on what was there before", () => {
    fc.assert(
      fc.property(
        fc.anything({ withMap: true, withSet: true, withDate: true, withBigInt: true }),
        fc.anything(),
        (value, other) => {
          expect(encode(value, encode(other))).toEqual(encode(value));
          expect(() => JSON.stringify(encode(value))).not.toThrow();
        },
      ),
    );
  });

  it("is cut where it is too wide or too deep", () => {
    const wide = Array.from({ length: 10_005 }, (_, i) => i);
    const lists = { list: wide, set: new Set(wide), map: new Map(wide.map((i) => [i, i])) };
    const before = encode(lists) as { list: Value[]; set: { $set: Value[] }; map: { $map: Value[] } };
    for (const list of [before.list, before.set.$set, before.map.$map]) {
      expect(list.length).toBe(10_001);
      expect(list.at(-1)).toEqual({ $cut: "5 more" });
    }
    expect(encode(lists, before)).toBe(before);
    expect(encode(Object.fromEntries(wide.map((i) => [i, i])))).toEqual({ $cut: "object of 10005 keys" });

    let deep: unknown = "end";
    for (let i = 0; i < 100; i++) deep = [deep];
    expect(JSON.stringify(encode(deep))).toContain('{"$cut":"deeper than 60 levels"}');
    expect(encode(deep, encode(deep))).toEqual(encode(deep));
  });

  it("keeps a key named __proto__ a key", () => {
    const value: unknown = JSON.parse('{"__proto__":{"x":1}}');
    expect(JSON.stringify(encode(value))).toBe('{"__proto__":{"x":1}}');
  });
});
