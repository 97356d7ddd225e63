import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { parseXml, textOf, withClass } from "../exporters/xml.ts";
import { Terminal } from "./terminal.ts";

const GOOD = `{:process 0 :type :invoke :f :write :value 1}
{:process 0 :type :ok :f :write :value 1}
{:process 1 :type :invoke :f :read :value nil}
{:process 1 :type :ok :f :read :value 1}
`;
const STALE = GOOD.replace(":f :read :value 1", ":f :read :value 0");
const HARD =
  Array.from({ length: 12 }, (_, index) => `{:process ${index} :type :invoke :f :add :value ${index}}`).join(
    "\n",
  ) +
  Array.from({ length: 12 }, (_, index) => `\n{:process ${index} :type :ok :f :add :value ${index}}`).join(
    "",
  ) +
  "\n{:process 0 :type :invoke :f :read}\n{:process 0 :type :ok :f :read :value #{99}}";

const terminal = Terminal.with({
  "good.edn": GOOD,
  "stale.edn": STALE,
  "hard.edn": HARD,
  "damaged.edn": "[{:process 0",
});

const check = (...args: string[]) => terminal.run(["check", ...args]);

/** Recorded histories whose verdicts are known; they are no part of the project. */
const RECORDED = fileURLToPath(new URL("../../../../shared/data/histories/", import.meta.url));

describe("faultline check", () => {
  it("draws a history, with the order that explains it", async () => {
    const { code } = await check("good.edn", "--model", "register", "--picture", "good.svg");
    expect(code).toBe(0);
    const svg = parseXml(await readFile(join(terminal.folder, "good.svg"), "utf8"));
    expect(withClass(svg, "heading").map(textOf)).toEqual(["✓ linearizable: holds"]);
    expect(withClass(svg, "place").map(textOf)).toEqual(["1", "2"]);
  });

  it("draws one history, and only where it can", async () => {
    const several = await check("good.edn", "stale.edn", "--model", "register", "--picture", "a.svg");
    expect(several).toMatchObject({
      code: 2,
      stderr: "faultline: --picture draws one history; name one FILE\n",
    });
    const nowhere = await check("good.edn", "--model", "register", "--picture", "no/a.svg");
    expect(nowhere.code).toBe(2);
    expect(nowhere.stderr).toMatch(/^faultline: can't write ".*a\.svg": ENOENT\n$/);
  });

  it("says that a history holds", async () => {
    const { code, stdout, stderr } = await check("good.edn", "--model", "register");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toBe("good.edn\n  ✓ linearizable\n    register · 2 operations · 0 steps\n");
  });

  it("says which operation of a broken one finds no place and why, and which show it, with their lines", async () => {
    const { code, stdout } = await check("stale.edn", "--model", "register", "--initial", "0");
    expect(code).toBe(1);
    expect(stdout).toContain("  ✗ not linearizable\n    register · 2 operations · ");
    expect(stdout).toContain(
      "1: read() → 0 has no place: after 1 operation that can be ordered it would return 1\n",
    );
    expect(stdout).toContain(
      "these 2 operations show it:\n      lines 1–2  0  write(1)\n      lines 3–4  1  read() → 0\n",
    );
  });

  it("judges by another level", async () => {
    const { code, stdout } = await check(
      "stale.edn",
      "--model",
      "register",
      "--initial",
      "0",
      "--level",
      "sequential",
    );
    expect(code).toBe(0);
    expect(stdout).toContain("✓ sequential");
  });

  it("gives up at its budget, and says what it had reached", async () => {
    const { code, stdout } = await check("hard.edn", "--model", "set", "--budget", "500");
    expect(code).toBe(3);
    expect(stdout).toContain("  ? linearizable or not: the budget was used up\n");
    expect(stdout).toContain(
      "reached: an order of 12 operations, after which 0: read() → Set(1) {99} of line 25",
    );
  });

  it("names what can't be read, judges the rest, and ends with 2", async () => {
    const { code, stdout, stderr } = await check(
      "damaged.edn",
      "missing.edn",
      "good.edn",
      "--model",
      "register",
    );
    expect(code).toBe(2);
    expect(stderr).toBe(
      'faultline: damaged.edn:1: the "{" is never closed; add the "}" where it belongs\n' +
        'faultline: can\'t read "missing.edn"; is the name right?\n',
    );
    expect(stdout).toContain("✓ linearizable");
  });

  it("prints one JSON document", async () => {
    const args = ["good.edn", "stale.edn", "--model", "register", "--initial", "0", "--reporter", "json"];
    const { code, stdout } = await check(...args);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      results: [
        { file: "good.edn", model: "register", level: "linearizable", verdict: "holds", operations: 2 },
        {
          file: "stale.edn",
          verdict: "broken",
          witness: [
            { line: 1, completedLine: 2 },
            { process: "1", output: 0 },
          ],
        },
      ],
    });
  });

  it.each([
    [["good.edn"], "check needs --model"],
    [["--model", "register"], "check takes at least one FILE"],
    [["good.edn", "--model", "stack"], "--model takes register, cas-register"],
    [["good.edn", "--model", "register", "--level", "strong"], "--level takes read-your-writes"],
    [["good.edn", "--model", "register", "--budget", "0"], "--budget takes a whole number from 1"],
    [["good.edn", "--model", "register", "--initial", "1 2"], "--initial takes one value"],
  ])("explains bad usage: %j", async (args, message) => {
    const { code, stderr } = await check(...args);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});

describe.skipIf(!existsSync(RECORDED))("recorded histories", () => {
  it.each([
    ["etcd_000.log", "cas-register", undefined, 1],
    ["etcd_001.log", "cas-register", undefined, 1],
    ["etcd_002.log", "cas-register", undefined, 0],
    ["etcd_005.log", "cas-register", undefined, 0],
    ["etcd_007.log", "cas-register", undefined, 0],
    ["etcd_010.log", "cas-register", undefined, 1],
    ["kv-c10-ok.txt", "kv", undefined, 0],
    ["kv-c10-bad.txt", "kv", undefined, 1],
    ["knossos-good-memstress3-9.edn", "cas-register", "0", 0],
    ["knossos-bad-cas-failure.edn", "cas-register", "0", 1],
    ["knossos-bad-rethink-fail-minimal.edn", "cas-register", "0", 1],
  ])("%s comes out right", async (file, model, initial, expected) => {
    const given = initial === undefined ? [] : ["--initial", initial];
    const { code, stderr } = await check(`${RECORDED}${file}`, "--model", model, ...given);
    expect({ code, stderr }).toEqual({ code: expected, stderr: "" });
  });
});
