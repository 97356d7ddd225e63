import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Ladder } from "../../../src/checks/consistency/ladder.ts";
import { LEVELS } from "../../../src/checks/consistency/levels.ts";
import { MODELS, kv, register, type ModelName } from "../../../src/checks/consistency/models.ts";
import type { Operation } from "../../../src/checks/consistency/operation.ts";
import { excerptOf, MOST_OPERATIONS } from "../../../src/exporters/history/excerpt.ts";
import { judge, type JudgedHistory } from "../../../src/exporters/history/judge.ts";
import { layOut } from "../../../src/exporters/history/layout.ts";
import { toHistorySvg } from "../../../src/exporters/history.tsx";
import type { Value } from "../../../src/trace/value.ts";
import { histories } from "../checks/consistency/histories.ts";
import { nasty } from "./nasty.ts";
import { parseXml, textOf, withClass } from "./xml.ts";

const judged: fc.Arbitrary<JudgedHistory> = fc
  .tuple(fc.constantFrom(...(Object.keys(MODELS) as ModelName[])), fc.constantFrom(...LEVELS))
  .chain(([model, level]) =>
    histories(model, 12).map((operations) => judge(new Ladder(operations, MODELS[model]()), level)),
  );

/** A write of 1, a read of it, and then one of what was before. */
const stale: readonly Operation[] = [
  operation("ana", "write", 1, undefined, 0, 1),
  operation("bo", "read", null, 1, 2, 3),
  operation("ana", "read", null, 0, 4, 5),
];

function operation(
  client: string,
  name: string,
  input: Value,
  output: Value | undefined,
  invoked: number,
  completed: number,
): Operation {
  return {
    client,
    function: name,
    input,
    ...(output === undefined ? {} : { output }),
    outcome: "ok",
    invoked,
    completed,
  };
}

function linearizable(operations: readonly Operation[], specification = register(0)): JudgedHistory {
  return judge(new Ladder(operations, specification), "linearizable");
}

describe("the layout of a history", () => {
  it("keeps the operations of a client apart, unless nobody knows how long they take", () => {
    fc.assert(
      fc.property(judged, (history) => {
        const { bars, height } = layOut(history, excerptOf(history));
        for (const [index, bar] of bars.entries()) {
          expect(bar.bottom).toBeGreaterThan(bar.top);
          expect(bar.bottom).toBeLessThanOrEqual(height);
          expect(bar.point).toBeGreaterThan(bar.top);
          expect(bar.point).toBeLessThan(bar.bottom);
          const next = bars.slice(index + 1).find(({ column }) => column === bar.column);
          if (next && !bar.open) expect(next.top).toBeGreaterThan(bar.bottom);
        }
      }),
    );
  });

  it("puts one operation above another that was invoked after its completion", () => {
    fc.assert(
      fc.property(judged, (history) => {
        const { bars } = layOut(history, excerptOf(history));
        const { operations } = history;
        for (const before of bars) {
          if (before.open) continue;
          for (const after of bars) {
            if (operations[after.operation].invoked > operations[before.operation].completed) {
              expect(after.top).toBeGreaterThan(before.bottom);
            }
          }
        }
      }),
    );
  });

  it("has the points at which operations take effect in their order, one below the other", () => {
    fc.assert(
      fc.property(judged, (history) => {
        const { bars, timed } = layOut(history, excerptOf(history));
        fc.pre(timed);
        const points = bars
          .filter(({ place }) => place !== undefined)
          .sort((a, b) => a.place! - b.place!)
          .map(({ point }) => point);
        expect(points).toEqual(points.toSorted((a, b) => a - b));
        expect(new Set(points).size).toBe(points.length);
      }),
    );
  });

  it("has a point for all that took effect in a linearizable history, between invocation and completion", () => {
    fc.assert(
      fc.property(judged, ({ operations, specification }) => {
        const history = judge(new Ladder(operations, specification), "linearizable");
        fc.pre(history.rung.verdict === "holds");
        for (const { operation, place, top, point, bottom } of layOut(history, excerptOf(history)).bars) {
          const { outcome, output, function: name } = operations[operation];
          const counts = output !== undefined || specification.functions[name] === "update";
          if (outcome === "ok" && counts) expect(place).toBeDefined();
          expect(top < point && point < bottom).toBe(true);
        }
      }),
    );
  });
});

describe("what is shown of a history", () => {
  it("is all of a short one about one thing", () => {
    expect(excerptOf(linearizable(stale))).toEqual({ operations: [0, 1, 2] });
  });

  it("ends soon after the operation that has no place in a long one", () => {
    const long = Array.from({ length: 400 }, (_, index) =>
      operation("ana", "write", index, undefined, 2 * index, 2 * index + 1),
    );
    long[200] = operation("ana", "read", null, 7, 400, 401);
    const shown = excerptOf(linearizable(long)).operations;
    expect(shown).toHaveLength(MOST_OPERATIONS);
    expect(shown).toContain(200);
    expect(shown.at(-1)).toBe(212);
  });

  it("is about the key of that operation only", () => {
    const history = linearizable(
      [
        operation("ana", "put", ["x", "1"], undefined, 0, 1),
        operation("ana", "put", ["y", "1"], undefined, 2, 3),
        operation("bo", "get", ["y"], "2", 4, 5),
      ],
      kv(),
    );
    expect(excerptOf(history)).toEqual({ operations: [1, 2], key: "y" });
    const svg = parseXml(toHistorySvg(history, "a.txt"));
    expect(withClass(svg, "facts").map(textOf)).toEqual([
      'kv · 3 operations · key "y" · 2 of them shown · a.txt',
    ]);
    expect(withClass(svg, "label").map(textOf)).toEqual(['put("1")', 'get() → "2"']);
  });
});

describe("toHistorySvg", () => {
  it("says which level is broken and why, and marks the operation that has no place", () => {
    const svg = parseXml(toHistorySvg(linearizable(stale), "shop.edn"));
    expect(withClass(svg, "heading").map(textOf)).toEqual(["✗ linearizable: broken"]);
    expect(withClass(svg, "facts").map(textOf)).toEqual(["register · 3 operations · shop.edn"]);
    expect(withClass(svg, "reason").map(textOf).join(" ")).toBe(
      "ana: read() → 0 has no place: after 2 operations that can be ordered it would return 1",
    );
    expect(withClass(svg, "stuck").map(textOf).join()).toContain("read() → 0");
    expect(withClass(svg, "place").map(textOf)).toEqual(["1", "2"]);
    expect(withClass(svg, "name").map(textOf)).toEqual(["ana", "bo"]);
  });

  it("is well-formed, whatever clients, values and files are called", () => {
    fc.assert(
      fc.property(nasty, nasty, nasty, (client, value, file) => {
        const history = linearizable([operation(client, "write", value, undefined, 0, 1)]);
        expect(parseXml(toHistorySvg(history, file)).name).toBe("svg");
      }),
    );
  });

  it("draws every history", () => {
    fc.assert(
      fc.property(judged, (history) => {
        const svg = parseXml(toHistorySvg(history, "a"));
        expect(withClass(svg, "operation")).toHaveLength(excerptOf(history).operations.length);
      }),
    );
  });
});
