import { describe, expect, it } from "vitest";
import { Exclusion, rulesOfIgnoreFile, rulesOfSetting } from "../../../src/extension/testing/exclusion.ts";

/** Those of some paths that are left out. */
function leftOut(exclusion: Exclusion, paths: readonly string[]): string[] {
  return paths.filter((path) => exclusion.has(path));
}

/** What a `.gitignore` in the workspace folder, with these lines, leaves out of some paths. */
function ignored(lines: readonly string[], ...paths: readonly string[]): string[] {
  return leftOut(new Exclusion(rulesOfIgnoreFile(lines.join("\n"), "")), paths);
}

describe("what is left out of the tests", () => {
  it("are dependencies, and folders that tools keep to themselves", () => {
    expect(
      leftOut(new Exclusion(), [
        "a.scenario.ts",
        "node_modules/a.scenario.ts",
        "packages/b/node_modules/c/a.scenario.ts",
        ".history/a.scenario.ts",
        "src/.cache/deep/a.scenario.ts",
        "node_modules.scenario.ts",
        ".a.scenario.ts",
      ]),
    ).toEqual([
      "node_modules/a.scenario.ts",
      "packages/b/node_modules/c/a.scenario.ts",
      ".history/a.scenario.ts",
      "src/.cache/deep/a.scenario.ts",
    ]);
  });

  it("is what a setting excludes, files and folders", () => {
    const setting = {
      "**/bower_components": true,
      "**/*.{old,b?k}.scenario.ts": true,
      "out/**": true,
      "top.scenario.ts": true,
      "**/kept": false,
      "**/*.js": { when: "$(basename).ts" },
    };
    const exclusion = new Exclusion(rulesOfSetting(setting));
    expect(
      leftOut(exclusion, [
        "x/bower_components/y/a.scenario.ts",
        "a.old.scenario.ts",
        "x/a.bak.scenario.ts",
        "out/x/a.scenario.ts",
        "top.scenario.ts",
        "x/top.scenario.ts",
        "x/out/a.scenario.ts",
        "kept/a.scenario.ts",
        "aXold.scenario.ts",
      ]),
    ).toEqual([
      "x/bower_components/y/a.scenario.ts",
      "a.old.scenario.ts",
      "x/a.bak.scenario.ts",
      "out/x/a.scenario.ts",
      "top.scenario.ts",
    ]);
  });
});

describe("a .gitignore", () => {
  it("means names anywhere, paths from where it is, and folders only behind a slash", () => {
    const paths = ["out/a.ts", "x/out/a.ts", "x/out.ts", "dist/a.ts", "x/dist/a.ts", "x/logs", "logs/a.ts"];
    expect(ignored(["out", "/dist", "logs/"], ...paths)).toEqual([
      "out/a.ts",
      "x/out/a.ts",
      "dist/a.ts",
      "logs/a.ts",
    ]);
  });

  it("takes back what it names behind an exclamation mark", () => {
    expect(ignored(["*.ts", "!keep.ts"], "a.ts", "keep.ts", "x/keep.ts")).toEqual(["a.ts"]);
    expect(ignored(["out/", "!out/keep.ts"], "out/keep.ts")).toEqual(["out/keep.ts"]);
  });

  it("has comments, blank lines, escapes, and signs that other globs give a meaning", () => {
    const lines = [
      "# a.ts",
      "",
      "  ",
      "\\#b.ts",
      "\\!c.ts",
      "d.ts  ",
      "e\\ f.ts",
      "{g,h}.ts",
      "[i-k].ts",
      "[z-a]",
    ];
    const paths = ["a.ts", "#b.ts", "!c.ts", "d.ts", "e f.ts", "g.ts", "{g,h}.ts", "j.ts", "l.ts"];
    expect(ignored(lines, ...paths)).toEqual(["#b.ts", "!c.ts", "d.ts", "e f.ts", "{g,h}.ts", "j.ts"]);
  });

  it("is only about its own folder", () => {
    const rules = rulesOfIgnoreFile("a.ts\n/b.ts", "deep [x]");
    const paths = [
      "a.ts",
      "deep [x]/a.ts",
      "deep [x]/y/a.ts",
      "deep [x]/b.ts",
      "deep [x]/y/b.ts",
      "deep x/a.ts",
    ];
    expect(leftOut(new Exclusion(rules), paths)).toEqual([
      "deep [x]/a.ts",
      "deep [x]/y/a.ts",
      "deep [x]/b.ts",
    ]);
  });
});
