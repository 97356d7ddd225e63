import { once } from "node:events";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { BROKEN, ENDLESS, FAILS, FAILS_AS_EXPECTED, PASSES } from "./scenarios.ts";
import { Terminal } from "./terminal.ts";

const terminal = Terminal.with({
  "all/a.scenario.ts": PASSES,
  "all/deep/b.scenario.ts": FAILS_AS_EXPECTED,
  "all/node_modules/c.scenario.ts": BROKEN,
  "all/.hidden/d.scenario.ts": BROKEN,
  "all/other.ts": BROKEN,
  "mixed/broken.scenario.ts": BROKEN,
  "mixed/fails.scenario.ts": FAILS,
  "empty/readme.md": "",
  "endless.scenario.ts": ENDLESS,
});

describe("faultline run", () => {
  it("runs every scenario file below a folder, in order, and says how each did", async () => {
    const { code, stdout, stderr } = await terminal.run(["run", "all"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout.replace(/[0-9a-f]{16}/g, "<hash>")).toBe(
      [
        "all/a.scenario.ts",
        "  ✓ counts · seed 1 · 6 events · 0 ms · <hash>",
        "      2 messages · 1 operation: 2 messages in 2 rounds, 0 ms",
        "all/deep/b.scenario.ts",
        "  ✓ counts · fails as expected · seed 1 · 7 events · 0 ms · <hash>",
        "      2 messages · 1 operation: 2 messages in 2 rounds, 0 ms",
        "",
        "2 passed",
        "",
      ].join("\n"),
    );
  });

  it("says of a failed check what was found, when and where, and how to see it", async () => {
    const { code, stdout, stderr } = await terminal.run(["run", "mixed/fails.scenario.ts", "--seed", "7"]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    expect(stdout).toContain("  ✗ fails · failed · seed 7 · ");
    expect(stdout).toMatch(
      / {6}✗ counts up · always · violated · at 0 ms · event \d+ · mixed\/fails\.scenario\.ts:13\n/,
    );
    expect(stdout).toContain(
      "see it: faultline export mixed/fails.scenario.ts --only fails --seed 7 --format text\n",
    );
    expect(stdout).toContain("1 passed, 1 failed\n");
  });

  it("shows what can't run on stderr, with its lines, and runs the rest", async () => {
    const { code, stdout, stderr } = await terminal.run(["run", "mixed"]);
    expect(code).toBe(2);
    expect(stderr).toBe(`mixed/broken.scenario.ts:3:13: syntax error: unexpected token
  1 | import { scenario } from "faultline";
  2 | export default scenario("x", async (world) => {
> 3 |   const a = ;
    |             ^
  4 | });
  5 |
`);
    expect(stdout).toContain("1 passed, 1 failed, 1 could not run\n");
  });

  it("prints one JSON document", async () => {
    const { code, stdout } = await terminal.run(["run", "mixed", "all/deep", "--reporter", "json"]);
    expect(code).toBe(2);
    const hash = expect.stringMatching(/^[0-9a-f]{16}$/) as string;
    const check = { name: "counts up", kind: "always", status: "violated", time: 0 };
    expect(JSON.parse(stdout)).toMatchObject({
      scenarios: [
        {
          file: "mixed/broken.scenario.ts",
          name: "",
          seed: 1,
          status: "error",
          checks: [],
          error: { location: { file: "mixed/broken.scenario.ts", line: 3, column: 13 } },
        },
        {
          file: "mixed/fails.scenario.ts",
          name: "fails",
          seed: 1,
          status: "failed",
          virtualTime: 0,
          hash,
          checks: [{ ...check, location: { file: "mixed/fails.scenario.ts", line: 13 } }],
        },
        { name: "waits", status: "passed", virtualTime: 5, checks: [] },
        { file: "all/deep/b.scenario.ts", status: "passed", checks: [check] },
      ],
    });
  });

  it("prints JUnit's XML", async () => {
    const { stdout } = await terminal.run(["run", "mixed", "--reporter", "junit"]);
    expect(stdout).toContain('<testsuite name="mixed/broken.scenario.ts" tests="1" failures="0" errors="1">');
    expect(stdout).toContain(
      '<error message="syntax error: unexpected token">mixed/broken.scenario.ts:3:13: syntax error: unexpected token</error>',
    );
    expect(stdout).toContain('<testsuite name="mixed/fails.scenario.ts" tests="2" failures="1" errors="0">');
    expect(stdout).toMatch(
      /<failure message="counts up: [^"]+">mixed\/fails\.scenario\.ts:13:\d+: counts up: /,
    );
  });

  it("runs the scenarios of one name only", async () => {
    const { code, stdout } = await terminal.run(["run", "mixed/fails.scenario.ts", "--only", "waits"]);
    expect(code).toBe(0);
    expect(stdout).toContain("\n1 passed\n");
    const none = await terminal.run(["run", "mixed/fails.scenario.ts", "all", "--only", "nothing"]);
    expect(none).toEqual({
      code: 2,
      stdout: "",
      stderr: 'faultline: no scenario is called "nothing"; there are "fails", "waits", "counts", "counts"\n',
    });
  });

  it("writes the traces: one to the file, several to numbered ones", async () => {
    await terminal.run(["run", "all/a.scenario.ts", "--trace", "one.json"]);
    await terminal.run(["run", "all", "--trace", "all.json"]);
    await terminal.run(["run", "all", "--trace", "v1.2.trace.json"]);
    await terminal.run(["run", "all", "--trace", "plain"]);
    const written = (await readdir(terminal.folder)).filter((name) => /json|plain/.test(name));
    expect(written.sort()).toEqual([
      ...["all-1.json", "all-2.json", "one.json", "plain-1", "plain-2"],
      ...["v1.2-1.trace.json", "v1.2-2.trace.json"],
    ]);
    const read = (name: string) => readFile(join(terminal.folder, name), "utf8");
    expect(await read("one.json")).toBe(await read("all-1.json"));
    const { stdout } = await terminal.run(["run", "all/a.scenario.ts"]);
    expect(stdout).toContain((JSON.parse(await read("one.json")) as { hash: string }).hash);
  });

  it("gives the same hash each time, and another with another seed or none", async () => {
    const hashOf = async (...args: string[]) =>
      /[0-9a-f]{16}/.exec((await terminal.run(["run", "all/a.scenario.ts", ...args])).stdout)?.[0];
    expect(await hashOf()).toBe(await hashOf("--seed", "1"));
    expect(await hashOf("--seed", "2")).not.toBe(await hashOf());
  });

  it.each([
    [["run", "nope.scenario.ts"], 'there is no file or folder "nope.scenario.ts"'],
    [["run", "empty"], 'there is no *.scenario.ts file in "empty"'],
    [["run", "--seed", "-1x"], "Option '--seed' argument is ambiguous"],
    [["run", "--seed", "1.5"], '--seed takes a whole number from 0, not "1.5"'],
    [["run", "--reporter", "xml"], '--reporter takes text, json or junit, not "xml"'],
    [["run", "--colour"], "Unknown option '--colour'; see faultline run --help"],
    [["run", "all/a.scenario.ts", "--trace", "no/such/folder.json"], "can't write"],
    [["walk"], 'there is no command "walk"'],
    [["--walk"], 'there is no option "--walk"'],
  ])("refuses %j", async (args, message) => {
    const { code, stderr } = await terminal.run(args);
    expect(code).toBe(2);
    expect(stderr).toContain(`faultline: ${message}`);
    expect(stderr.split("\n")).toHaveLength(2);
  });

  it("helps", async () => {
    for (const args of [["--help"], ["run", "--help"], ["export", "--help"], ["init", "-h"]]) {
      const { code, stdout } = await terminal.run(args);
      expect(code).toBe(0);
      expect(stdout).toMatch(/^Usage: faultline /m);
    }
    expect((await terminal.run([])).code).toBe(2);
    expect((await terminal.run(["--version"])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it.each([
    [{}, false, false],
    [{}, true, true],
    [{ NO_COLOR: "1" }, true, false],
    [{ NO_COLOR: "" }, true, true],
    [{ FORCE_COLOR: "1" }, false, true],
    [{ FORCE_COLOR: "0" }, true, false],
    [{ TERM: "dumb" }, true, false],
  ])("with %j, on a terminal: %s, has colour: %s", async (env, isTTY, colored) => {
    let printed = "";
    const stdout = { write: (text: string) => void (printed += text), isTTY };
    await terminal.run(["run", "all/a.scenario.ts"], { env, stdout });
    expect(printed.includes("\x1b[")).toBe(colored);
  });
});

describe("the process", () => {
  it("ends soon after an interrupt", async () => {
    const child = terminal.spawn("run", "endless.scenario.ts");
    await once(child.stderr, "data");
    child.kill("SIGINT");
    expect(await once(child, "exit")).toEqual([130, null]);
  });

  it("does not mind that nobody reads on", async () => {
    const child = terminal.spawn("run", "all");
    let complaints = "";
    child.stderr.on("data", (data: Buffer) => (complaints += data.toString()));
    child.stdout.destroy();
    expect(await once(child, "close")).toEqual([0, null]);
    expect(complaints).toBe("");
  });
});
