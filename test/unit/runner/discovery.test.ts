import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as dsl from "../../../src/dsl/index.ts";
import { compile } from "../../../src/runner/compiler/compile.ts";
import { LineMap } from "../../../src/runner/compiler/lineMap.ts";
import { discover } from "../../../src/runner/discovery/discover.ts";
import { link } from "../../../src/runner/link.ts";
import { CallSites } from "../../../src/runner/worker/callSites.ts";
import { evaluate } from "../../../src/runner/worker/evaluate.ts";
import { galleryFiles, galleryText } from "../../gallery/files.ts";
import { anyText, scenarioFiles } from "./scenarioFileTexts.ts";

/** A scenario of a file, with what it expects and where it is made. */
interface Scenario {
  readonly name: string | undefined;
  readonly violates: readonly string[];
  readonly mayViolate: readonly string[];
  /** From 1. */
  readonly line: number | undefined;
}

/** What a run finds: the file is compiled and its modules run. */
async function evaluated(text: string): Promise<Scenario[]> {
  const program = await link(
    "/it.scenario.ts",
    (path) => Promise.resolve(path === "/it.scenario.ts" ? text : undefined),
    (file, source) => Promise.resolve(compile(file, source)),
  );
  const callSites = new CallSites();
  return evaluate(program, (module) => callSites.add(module), dsl).map(
    ({ name, violated, tolerated, origin }) => {
      const line = callSites.thrownAt(origin)?.line;
      return { name, violates: violated, mayViolate: tolerated, line };
    },
  );
}

/** What the text says. */
function discovered(text: string): { readonly scenarios: Scenario[]; readonly complete: boolean } {
  const lines = new LineMap(text);
  const { scenarios, complete } = discover(text);
  return {
    scenarios: scenarios
      .filter(({ exported }) => exported === "alone" || exported === "in a list")
      .map(({ name, violates, mayViolate, span }) => ({
        name,
        violates,
        mayViolate,
        line: lines.positionAt(span.start).line,
      })),
    complete,
  };
}

/** The text has them in another order than the list that a file exports. */
function sorted(scenarios: readonly Scenario[]): Scenario[] {
  return scenarios.toSorted((a, b) => (a.name! < b.name! ? -1 : 1));
}

describe("discovery", { timeout: 60_000 }, () => {
  it("finds in the gallery exactly what a run finds, and where", async () => {
    for (const file of await galleryFiles()) {
      const text = await galleryText(file);
      const { scenarios, complete } = discovered(text);
      expect(complete, file).toBe(true);
      expect(sorted(scenarios), file).toEqual(sorted(await evaluated(text)));
    }
  });

  it("finds in any file exactly what a run finds, or says that only a run can tell", async () => {
    await fc.assert(
      fc.asyncProperty(scenarioFiles, async ({ text, computed }) => {
        const { scenarios, complete } = discovered(text);
        const run = await evaluated(text);
        expect(complete).toBe(!computed);
        if (complete) expect(sorted(scenarios)).toEqual(sorted(run));
        else expect(run).toEqual(expect.arrayContaining(scenarios.filter(({ name }) => name !== undefined)));
      }),
      { numRuns: 200 },
    );
  });

  it("reads text that is being typed", async () => {
    const texts = await Promise.all((await galleryFiles()).map(galleryText));
    const edits = fc.record({
      text: fc.constantFrom(...texts),
      at: fc.nat(),
      length: fc.nat(300),
      typed: anyText,
    });
    fc.assert(
      fc.property(edits, ({ text, at, length, typed }) => {
        const start = at % text.length;
        const edited = text.slice(0, start) + typed + text.slice(start + length);
        for (const { span, nameSpan } of discover(edited).scenarios) {
          expect(edited.slice(span.start)).toMatch(/^scenario\s*\(/);
          expect(nameSpan.start).toBeGreaterThan(span.start);
          expect(nameSpan.end).toBeGreaterThanOrEqual(nameSpan.start);
          expect(span.end).toBeGreaterThanOrEqual(nameSpan.end);
          expect(span.end).toBeLessThanOrEqual(edited.length);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("goes on behind a bracket that is still open", () => {
    const text = (script: string) =>
      [
        'import { scenario } from "faultline";',
        `const first = scenario("first", async (world) => ${script});`,
        "export default first;",
      ].join("\n");
    for (const script of ["{}", "{ await world.sleep(", "{", "{ if (world) {", '{ world.note("', ""]) {
      expect(discover(text(script)).scenarios, script).toMatchObject([{ name: "first", exported: "alone" }]);
    }
  });

  it("takes no other function of that name for it", () => {
    const text = (line: string) => `${line}\nexport default scenario("one", () => undefined);\n`;
    for (const line of [
      'import { scenario } from "./faultline";',
      'import type { scenario } from "faultline";',
      'import { Scenario } from "faultline";',
      "const scenario = (name: string) => name;",
    ])
      expect(discover(text(line)), line).toEqual({ scenarios: [], complete: false });
  });

  it("doesn't take for a scenario to run what isn't exported as the default", () => {
    const { scenarios, complete } = discover(
      [
        'import { scenario } from "faultline";',
        'export const one = scenario("one", () => undefined);',
        'export default scenario("two", () => undefined);',
      ].join("\n"),
    );
    expect(scenarios.map(({ name, exported }) => [name, exported])).toEqual([
      ["one", "no"],
      ["two", "alone"],
    ]);
    expect(complete).toBe(true);
  });

  it("says where the default export comes from another file that only a run can tell", () => {
    const text = 'import { scenario } from "faultline";\nexport { default } from "./other.ts";\n';
    expect(discover(text)).toEqual({ scenarios: [], complete: false });
  });
});
