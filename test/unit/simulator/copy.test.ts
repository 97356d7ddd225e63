import { describe, expect, it } from "vitest";
import { copyForSending } from "../../../src/simulator/copy.ts";
import { nodeName } from "../../../src/trace/encode.ts";

class Live {
  x = 1;
}

/** Makes a list that holds itself. */
function cycle(): unknown {
  const list: unknown[] = [1];
  list.push({ again: list });
  return list;
}

describe("what is sent", () => {
  const reference = { name: "london", [nodeName]: "london" };
  const shared = { x: 1 };

  it.each<[string, unknown]>([
    ["text", "a"],
    ["a number", -0],
    ["no number", NaN],
    ["a big integer", 12n],
    ["true", true],
    ["null", null],
    ["undefined", undefined],
    ["a list", [1, [2, { x: 3 }]]],
    ["an object", { a: 1, b: { c: [] } }],
    ["an object without a prototype", Object.assign(Object.create(null) as object, { a: 1 })],
    [
      "a map",
      new Map<unknown, unknown>([
        ["a", { x: 1 }],
        [{ k: 1 }, new Set([1])],
      ]),
    ],
    ["a set", new Set<unknown>(["a", { x: 1 }])],
    ["a date", new Date(1234)],
    ["bytes", new Uint8Array([1, 2, 255])],
    ["floating-point numbers", new Float64Array([0.5])],
    ["the same thing twice", [shared, shared]],
    ["a key that looks special", JSON.parse('{"__proto__": {"x": 1}, "$set": []}')],
  ])("arrives as it was: %s", (_, value) => {
    const copy = copyForSending(value, "argument 1 of buy");
    expect(copy).toEqual(value);
    if (typeof value === "object" && value !== null) expect(copy).not.toBe(value);
  });

  it("keeps nothing in common with the original", () => {
    const original = {
      list: [1],
      map: new Map([["a", { x: 1 }]]),
      bytes: new Uint8Array([1]),
      date: new Date(5),
    };
    const copy = copyForSending(original, "it") as typeof original;
    original.list.push(2);
    original.map.get("a")!.x = 2;
    original.bytes[0] = 2;
    original.date.setTime(6);
    expect(copy).toEqual({
      list: [1],
      map: new Map([["a", { x: 1 }]]),
      bytes: new Uint8Array([1]),
      date: new Date(5),
    });
  });

  it("holds only the bytes that a view shows", () => {
    const copy = copyForSending(new Uint8Array([1, 2, 3]).subarray(1, 2), "it") as Uint8Array;
    expect([...copy, copy.buffer.byteLength]).toEqual([2, 1]);
  });

  it("refers to the same node at the other end", () => {
    expect(copyForSending([reference], "it")).toEqual([reference]);
    expect((copyForSending([reference], "it") as unknown[])[0]).toBe(reference);
  });

  it.each<[string, unknown, string]>([
    ["a function", () => 1, "it is a function, which can't be sent; send data"],
    ["a symbol", Symbol("s"), "it is a symbol, which can't be sent; send data"],
    ["a function inside", { a: [0, () => 1] }, "it, at .a[1], is a function, which can't be sent; send data"],
    ["a promise", Promise.resolve(1), "it is a promise, which can't be sent; await it first"],
    [
      "a live object",
      { live: new Live() },
      "it, at .live, is a live object (Live), which can't be sent; send its data, or a reference to a node",
    ],
    [
      "a live object in a map",
      new Map([["k", new Live()]]),
      "it, at .values[0], is a live object (Live), which can't be sent; send its data, or a reference to a node",
    ],
    [
      "a live key of a map",
      new Map([[new Live(), 1]]),
      "it, at .keys[0], is a live object (Live), which can't be sent; send its data, or a reference to a node",
    ],
    [
      "a live object in a set",
      new Set([1, new Live()]),
      "it, at .values[1], is a live object (Live), which can't be sent; send its data, or a reference to a node",
    ],
    [
      "an error",
      new Error("no"),
      "it is a live object (Error), which can't be sent; send its data, or a reference to a node",
    ],
    ["a cycle", cycle(), "it, at [1].again, contains itself, which can't be sent; send its parts by name"],
  ])("can't be %s, and says where", (_, value, message) => {
    expect(() => copyForSending(value, "it")).toThrow(message);
  });
});
