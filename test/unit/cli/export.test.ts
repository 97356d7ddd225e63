import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { BROKEN, FAILS, PASSES } from "./scenarios.ts";
import { Terminal } from "./terminal.ts";

const terminal = Terminal.with({
  "a.scenario.ts": PASSES,
  "two.scenario.ts": FAILS,
  "broken.scenario.ts": BROKEN,
  "damaged.json": '{"format":"faultline-trace/1"}',
});

describe("faultline export", () => {
  it("draws a run in each format", async () => {
    const { code, stdout } = await terminal.run(["export", "a.scenario.ts", "--format", "mermaid"]);
    expect(code).toBe(0);
    expect(stdout).toContain("\nsequenceDiagram\n");
    expect(stdout).toContain("n1->>n0: add() · 0 ms\n");
    const text = await terminal.run(["export", "a.scenario.ts", "--format", "text", "--seed", "3"]);
    expect(text.stdout).toContain("seed 3 · ");
    expect(text.stdout).toContain(" add() ");
    const json = await terminal.run(["export", "a.scenario.ts", "--format", "json"]);
    expect(JSON.parse(json.stdout)).toMatchObject({
      format: "faultline-trace/1",
      scenario: "counts",
      seed: 1,
    });
  });

  it("writes to a file, and draws a saved trace", async () => {
    const { stdout } = await terminal.run(["export", "a.scenario.ts", "--format", "json", "--out", "a.json"]);
    expect(stdout).toBe("");
    expect(await readFile(join(terminal.folder, "a.json"), "utf8")).toContain("faultline-trace/1");
    const fromTrace = await terminal.run(["export", "a.json", "--format", "text"]);
    expect(fromTrace).toEqual(await terminal.run(["export", "a.scenario.ts", "--format", "text"]));
  });

  it("fills the terminal and uses its colours", async () => {
    let printed = "";
    const stdout = { write: (text: string) => void (printed += text), isTTY: true, columns: 60 };
    await terminal.run(["export", "a.scenario.ts", "--format", "text"], { stdout });
    expect(printed).toContain("\x1b[36m");
    const widths = printed.split("\n").map((line) => line.replace(/\x1b\[\d*m/g, "").length);
    expect(Math.max(...widths.slice(4, -3))).toBeLessThanOrEqual(60);
  });

  it("takes a failed check for what it is: something to look at", async () => {
    const { code } = await terminal.run(["export", "two.scenario.ts", "--only", "fails", "--format", "text"]);
    expect(code).toBe(0);
  });

  it.each([
    [["export"], "export takes one FILE"],
    [["export", "a.scenario.ts"], "export needs --format mermaid, text or json"],
    [["export", "a.scenario.ts", "--format", "svg"], '--format takes mermaid, text or json, not "svg"'],
    [["export", ".", "--format", "text"], 'export takes one FILE; "." holds 3'],
    [["export", "two.scenario.ts", "--format", "text"], 'choose with --only one of "fails", "waits"'],
    [["export", "two.scenario.ts", "--format", "text", "--only", "x"], 'there are "fails", "waits"'],
    [["export", "broken.scenario.ts", "--format", "text"], "broken.scenario.ts:3:13: syntax error"],
    [
      ["export", "damaged.json", "--format", "text"],
      "damaged.json: the trace is damaged at scenario: is missing",
    ],
    [["export", "nope.json", "--format", "text"], 'can\'t read "nope.json"'],
  ])("refuses %j", async (args, message) => {
    const { code, stdout, stderr } = await terminal.run(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(message);
  });
});
