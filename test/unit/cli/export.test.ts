import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { toJson } from "../../../src/exporters/json.ts";
import type { Trace } from "../../../src/trace/trace.ts";
import { longTrace } from "../../webview/support/traces.ts";
import { parseXml, textOf, withClass } from "../exporters/xml.ts";
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

  it("draws the diagram as a picture, all of it or a part", async () => {
    const whole = await terminal.run(["export", "a.scenario.ts", "--format", "svg"]);
    expect(whole.code).toBe(0);
    const names = withClass(parseXml(whole.stdout), "heading").map(textOf);
    expect(names).toEqual(["counts"]);
    const facts = async (...options: string[]) => {
      const { stdout } = await terminal.run(["export", "a.scenario.ts", "--format", "svg", ...options]);
      return withClass(parseXml(stdout), "facts").map(textOf).join();
    };
    expect(await facts("--events", "2..3")).toMatch(/ · events 2–3 of \d+ · /);
    expect(await facts("--time", "0..0")).toMatch(/ · events 1–\d+ of \d+ · | · \d+ events · /);
    const rows = await terminal.run(["export", "a.scenario.ts", "--format", "mermaid", "--events", "1..1"]);
    expect(rows.stdout).not.toContain("n1->>n0: add()");
  });

  it("puts all scenarios of a file into one page, or the one that is asked for", async () => {
    const runs = async (...options: string[]) => {
      const { stdout } = await terminal.run(["export", "two.scenario.ts", "--format", "html", ...options]);
      const [, json] = /<script type="application\/json" id="runs">(.*?)<\/script>/s.exec(stdout) ?? [];
      return (JSON.parse(json) as Trace[]).map(({ scenario, seed }) => ({ scenario, seed }));
    };
    expect(await runs("--seed", "3")).toEqual([
      { scenario: "fails", seed: 3 },
      { scenario: "waits", seed: 3 },
    ]);
    expect(await runs("--only", "waits")).toEqual([{ scenario: "waits", seed: 1 }]);
  });

  it("draws a part as text, and opens a page at it", async () => {
    const text = await terminal.run(["export", "a.scenario.ts", "--format", "text", "--events", "3..4"]);
    expect(text.stdout).toMatch(/ · events 3–4 of \d+ · /);
    expect(text.stdout).toContain("⋮ 2 events before");
    const page = await terminal.run([
      ...["export", "two.scenario.ts", "--only", "fails", "--format", "html", "--events", "1..2"],
    ]);
    expect(page.stdout).toContain('id="part">{"from":0,"to":1}</script>');
  });

  it("asks for a part of a run that is too long for a picture, and draws that", async () => {
    await writeFile(join(terminal.folder, "long.json"), toJson(longTrace(6000)));
    const refused = await terminal.run(["export", "long.json", "--format", "svg"]);
    expect(refused).toMatchObject({ code: 2, stdout: "" });
    const [option] = /--events 1\.\.\d+/.exec(refused.stderr)!;
    const { code, stdout } = await terminal.run([
      ...["export", "long.json", "--format", "svg", ...option.split(" ")],
    ]);
    expect(code).toBe(0);
    expect(withClass(parseXml(stdout), "arrow").length).toBeGreaterThan(1000);
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
    [["export", "a.scenario.ts"], "export needs --format svg, html, mermaid, text or json"],
    [["export", "a.scenario.ts", "--format", "pdf"], "--format takes svg, html, mermaid, text or json, not"],
    [["export", "a.scenario.ts", "--format", "png"], "only a browser can draw a PNG: use --format svg, or"],
    [
      ["export", "a.scenario.ts", "--format", "svg", "--events", "0..2"],
      "--events takes two numbers from 1 to",
    ],
    [
      ["export", "a.scenario.ts", "--format", "svg", "--events", "3..2"],
      "--events takes two numbers from 1 to",
    ],
    [["export", "a.scenario.ts", "--format", "svg", "--events", "1..9999"], 'not "1..9999"'],
    [["export", "a.scenario.ts", "--format", "svg", "--time", "now"], "--time takes two times in ms"],
    [["export", "a.scenario.ts", "--format", "svg", "--time", "1e9..2e9"], "--time takes two times in ms"],
    [["export", "a.scenario.ts", "--format", "svg", "--time", "90000..90001"], "nothing happens in --time"],
    [
      ["export", "a.scenario.ts", "--format", "svg", "--time", "0..1", "--events", "1..2"],
      "use either --events or --time",
    ],
    [
      ["export", "a.scenario.ts", "--format", "json", "--events", "1..2"],
      "--format json is the trace of the whole run",
    ],
    [
      ["export", "two.scenario.ts", "--format", "html", "--events", "1..2"],
      'choose with --only one of "fails", "waits"',
    ],
    [
      ["export", "a.json", "--format", "text", "--without-faults"],
      '"a.json" is a trace, and only a scenario file can be run without faults',
    ],
    [["export", ".", "--format", "text"], '"." holds 3 scenario files; name one of them'],
    [["export", "two.scenario.ts", "--format", "text"], 'choose with --only one of "fails", "waits"'],
    [["export", "two.scenario.ts", "--format", "text", "--only", "x"], 'there are "fails", "waits"'],
    [["export", "broken.scenario.ts", "--format", "text"], "broken.scenario.ts:3:13: syntax error"],
    [
      ["export", "damaged.json", "--format", "text"],
      "damaged.json:1:1: the trace is damaged at scenario: is missing",
    ],
    [["export", "nope.json", "--format", "text"], 'can\'t read "nope.json"'],
  ])("refuses %j", async (args, message) => {
    const { code, stdout, stderr } = await terminal.run(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(message);
  });
});
