import { expect, it } from "vitest";
import { alignColumn } from "../../../src/runner/compiler/alignLine.ts";
import { compile } from "../../../src/runner/compiler/compile.ts";
import { ModulePlaces } from "../../../src/runner/compiler/modulePlaces.ts";

/** Where `word` stands in the source, according to where it stands in what is left of it. */
function found(source: string, word: string): { line: number; column: number } {
  const module = new ModulePlaces(compile("a.ts", source));
  const lines = module.code.split("\n");
  const line = lines.findIndex((each) => each.includes(word)) + 1;
  return module.original(line, lines[line - 1].indexOf(word) + 1);
}

it("finds a token behind types that were stripped", () => {
  const source =
    "const a: number = 1; function go(x: Map<string, number>, y?: string): void { target(x as never, y!); }\n";
  expect(found(source, "target").column).toBe(source.indexOf("target") + 1);
});

it("finds a token behind an imported name that was replaced", () => {
  const source = 'import { go } from "./go.ts";\nconst a = go(1) + go(2); target();\nfunction target() {}\n';
  expect(found(source, "target()")).toEqual({ file: "a.ts", line: 2, column: 26 });
});

it("finds tokens after a template literal that begins with a value", () => {
  const source =
    "const t: string = `${1}→`;\nconst b: string = t; target(b);\nfunction target(_: string) {}\n";
  expect(found(source, "target(b)")).toEqual({ file: "a.ts", line: 2, column: 22 });
});

it("keeps to the line where nothing of it is left", () => {
  expect(alignColumn("type A = 1", "", 1)).toBe(1);
  expect(alignColumn("", "x", 1)).toBe(1);
});

it("doesn't compare lines that are too long for it", () => {
  const long = "a;".repeat(100_000);
  expect(alignColumn(long, `${long}b`, 7)).toBe(7);
});
