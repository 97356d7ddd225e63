import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Value } from "../../../src/trace/value.ts";
import {
  CLOSED,
  ROOT,
  sameValue,
  valueRows,
  type Opened,
  type ValueRow,
} from "../../../webview/model/valueTree.ts";

/** Rows as short texts: what is in front of a part, its key, the value. */
const told = (rows: readonly ValueRow[]) =>
  rows.map((row) => {
    const indent = "  ".repeat(row.depth);
    if (row.kind !== "part") return `${indent}${row.kind} ${row.text}`;
    const change = row.change ? `${row.change} ` : "";
    const before = row.before === undefined ? "" : `${row.before} → `;
    return `${indent}${change}${row.label && `${row.label}: `}${before}${row.text}`;
  });

/** Opens everything that can be opened. */
function allOpen(value: Value, before?: Value): readonly ValueRow[] {
  const opened = new Map<string, number>();
  for (;;) {
    const rows = valueRows(value, before, opened);
    const closed = rows.filter((row) => row.kind === "part" && row.open === false);
    if (closed.length === 0) return rows;
    for (const { path } of closed) opened.set(path, 0);
  }
}

describe("a value", () => {
  test("shows its parts, and theirs on demand", () => {
    const value: Value = { stock: 1, buyers: ["ana", "bo"] };
    expect(told(valueRows(value, value, CLOSED))).toEqual([
      "2 fields",
      "  stock: 1",
      '  buyers: ["ana", "bo"]',
    ]);
    expect(told(allOpen(value))).toEqual([
      "2 fields",
      "  stock: 1",
      "  buyers: 2 items",
      '    0: "ana"',
      '    1: "bo"',
    ]);
  });

  test("of every other kind has parts, too", () => {
    const value: Value = [
      { $map: [["a", 1]] },
      { $set: ["x"] },
      { $object: [["$", null]] },
      { $bigint: "7" },
      { $bytes: [1, 255] },
      [],
    ];
    expect(told(allOpen(value))).toEqual([
      "6 items",
      "  0: 1 pair",
      '    "a": 1',
      "  1: 1 member",
      '    "x"',
      "  2: 1 field",
      "    $: null",
      "  3: 7n",
      "  4: Bytes(2) [01 ff]",
      "  5: []",
    ]);
  });

  test("marks what is new, changed and gone", () => {
    const before: Value = { same: [1, 2], stock: 1, gone: true, log: ["a", "b"], seen: { $set: ["x", "y"] } };
    const value: Value = {
      same: [1, 2],
      stock: 0,
      fresh: [1],
      log: ["a", "c", "d"],
      seen: { $set: ["y", "z"] },
    };
    expect(told(allOpen(value, before))).toEqual([
      'changed {same: [1, 2], stock: 1, gone: true, log: ["a", "b"], seen: Set(2) {"x", "y"}} → 5 fields',
      "  same: 2 items",
      "    0: 1",
      "    1: 2",
      "  changed stock: 1 → 0",
      "  added fresh: 1 item",
      "    0: 1",
      '  changed log: ["a", "b"] → 3 items',
      '    0: "a"',
      '    changed 1: "b" → "c"',
      '    added 2: "d"',
      '  changed seen: Set(2) {"x", "y"} → 2 members',
      '    "y"',
      '    added "z"',
      '    removed "x"',
      "  removed gone: true",
    ]);
  });

  test("that was another kind of thing before marks itself only", () => {
    expect(told(allOpen([1], { a: 1 }))).toEqual(["changed {a: 1} → 1 item", "  0: 1"]);
  });
});

describe("large values", () => {
  test("show a long list a hundred items at a time", () => {
    const list = Array.from({ length: 250 }, (_, index) => index);
    const rows = valueRows(list, undefined, CLOSED);
    expect(told(rows.slice(-2))).toEqual(["  99: 99", "  rest 150 more items"]);
    const more: Opened = new Map([[ROOT, 2]]);
    expect(told(valueRows(list, undefined, more)).at(-1)).toBe("  249: 249");
  });

  test("show a long text a piece at a time, and no more of it costs anything", () => {
    const text = "x".repeat(5_000_000);
    const [closed] = valueRows([text], undefined, new Map([[ROOT, 0]])).slice(1);
    expect(closed.text.length).toBeLessThan(200);
    const rows = valueRows(
      [text],
      undefined,
      new Map([
        [ROOT, 0],
        [closed.path, 1],
      ]),
    );
    expect(rows.slice(1).map(({ text: shown }) => shown.length)).toEqual([18, 10_000, 23]);
    expect(rows.at(-1)!.text).toBe("4990000 more characters");
  });

  test("have a path for every row of their own, whatever their keys are", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (value, before) => {
        const rows = allOpen(value as Value, before as Value);
        expect(new Set(rows.map(({ path }) => path)).size).toBe(rows.length);
      }),
    );
  });

  test("are marked nowhere exactly when they are equal", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (value, before) => {
        const marked = allOpen(value as Value, before as Value).some(
          (row) => row.kind === "part" && row.change,
        );
        expect(marked).toBe(!sameValue(value as Value, before as Value));
        expect(allOpen(value as Value, structuredClone(value) as Value).some((row) => "change" in row)).toBe(
          false,
        );
      }),
    );
  });
});
