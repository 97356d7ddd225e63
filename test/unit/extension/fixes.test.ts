import { describe, expect, it } from "vitest";
import type { Fix } from "../../../src/extension/text/fixes/fix.ts";
import { mendMissingAwait } from "../../../src/extension/text/fixes/missingAwait.ts";
import { mendMissingExport } from "../../../src/extension/text/fixes/missingExport.ts";
import { nearest } from "../../../src/extension/text/fixes/nearest.ts";
import { mendUnknownMessage } from "../../../src/extension/text/fixes/unknownMessage.ts";

/** The text after a fix; nothing where there is none. */
function mended(text: string, fix: Fix | undefined): string | undefined {
  return fix?.changes
    .toSorted((a, b) => b.start - a.start)
    .reduce((result, { start, end, text }) => result.slice(0, start) + text + result.slice(end), text);
}

const IMPORT = 'import { scenario } from "faultline";\n';

describe("the name that was meant", () => {
  it("is the one that is nearest, if there is one", () => {
    expect(nearest("sodl", ["buy", "sold", "start"])).toBe("sold");
    expect(nearest("sya", ["say", "hear"])).toBe("say");
    expect(nearest("Sold", ["sold"])).toBe("sold");
    expect(nearest("vot", ["vote", "veto"])).toBe("vote");
    expect(nearest("ad", ["add", "and"])).toBeUndefined();
    expect(nearest("replicate", ["vote"])).toBeUndefined();
    expect(nearest("x", [])).toBeUndefined();
  });
});

describe("an unknown message", () => {
  const text = 'note("sodl");\nana.call(london, "sodl", \'a\');\n';
  const from = text.indexOf("ana");
  const expected = 'note("sodl");\nana.call(london, "sold", \'a\');\n';

  it.each([
    'Shop has no message "sodl"; it has "buy", "sold"',
    `Argument of type '"sodl"' is not assignable to parameter of type '"buy" | "sold"'.`,
  ])("is corrected where it is complained of: %s", (problem) => {
    expect(mended(text, mendUnknownMessage(text, problem, from))).toBe(expected);
  });

  it("is left alone where nothing is sure", () => {
    expect(
      mendUnknownMessage(text, 'Shop has no message "sodl"; it has no public method', from),
    ).toBeUndefined();
    expect(mendUnknownMessage(text, "x is not a function", from)).toBeUndefined();
    expect(mendUnknownMessage("", 'Shop has no message "sodl"; it has "sold"', 0)).toBeUndefined();
  });
});

describe("a missing export", () => {
  const mend = (text: string) =>
    mended(IMPORT + text, mendMissingExport(IMPORT + text))?.slice(IMPORT.length);

  it("is written before the only scenario", () => {
    expect(mend('\nscenario("A", () => {}).violates("x");\n')).toBe(
      '\nexport default scenario("A", () => {}).violates("x");\n',
    );
  });

  it("names the scenarios that constants hold", () => {
    expect(mend('const a = scenario("A", () => {});\n')).toBe(
      'const a = scenario("A", () => {});\n\nexport default a;\n',
    );
    expect(mend('const a = scenario("A", f);\nconst b = scenario("B", f);')).toMatch(
      /f\);\n\nexport default \[a, b\];\n$/,
    );
  });

  it("isn't guessed at", () => {
    expect(mend('scenario("A", f);\nscenario("B", f);\n')).toBeUndefined();
    expect(mend('function make() { return scenario("A", f); }\n')).toBeUndefined();
    expect(mend("")).toBeUndefined();
  });
});

describe("a missing await", () => {
  const mend = (script: string) => {
    const text = `${IMPORT}export default scenario("A", ${script});\n`;
    return mended(text, mendMissingAwait(text, 0, text.length))?.slice(IMPORT.length);
  };
  const written = (script: string) => `export default scenario("A", ${script});\n`;

  it("is written before what a script waits for", () => {
    expect(mend("async (w) => { w.heal(); w.sleep(5); }")).toBe(
      written("async (w) => { w.heal(); await w.sleep(5); }"),
    );
  });

  it("makes the script async that isn't", () => {
    expect(mend("(world) => { world.quiet(); }")).toBe(written("async (world) => { await world.quiet(); }"));
  });

  it("isn't missing elsewhere", () => {
    expect(
      mend("async (world) => { await world.sleep(5); const p = world.quiet(); await p; }"),
    ).toBeUndefined();
    expect(mend("async (world) => { world.at(5, () => { world.sleep(5); }); }")).toBeUndefined();
    expect(mend("async (world) => { world.sleep(5).then(f); }")).toBeUndefined();
    expect(mend("async (world) => world.quiet()")).toBeUndefined();
  });
});
