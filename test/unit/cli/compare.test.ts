import { describe, expect, it } from "vitest";
import { BROKEN, CUT, FAILS_AS_EXPECTED, PASSES } from "./scenarios.ts";
import { Terminal } from "./terminal.ts";

/** The scenario ends with an error after its first event. */
const BREAKS_OFF = PASSES.replace(
  "await ana.call(counter",
  "world.crash(counter);\n  await ana.call(counter",
);

const terminal = Terminal.with({
  "a.scenario.ts": PASSES,
  "cut.scenario.ts": CUT,
  "broken.scenario.ts": BROKEN,
  "off.scenario.ts": BREAKS_OFF,
  "folder/x.scenario.ts": PASSES,
  "folder/y.scenario.ts": FAILS_AS_EXPECTED,
  "damaged.json": '{"format":"faultline-trace/1"}',
});

const compare = (...args: string[]) => terminal.run(["compare", ...args]);

/** What the JSON document says that people look for first. */
interface Document {
  readonly same: boolean;
  readonly a: {
    readonly name: string;
    readonly scenario: string;
    readonly seed: number;
    readonly without?: unknown;
  };
  readonly b: Document["a"];
  readonly checks: readonly { readonly name: string; readonly a: string; readonly b: string }[];
  readonly first: number;
  readonly differences: readonly {
    readonly kind: string;
    readonly a: number | null;
    readonly b: number | null;
    readonly text: string;
  }[];
}

async function document(...args: string[]): Promise<Document> {
  const { stdout } = await compare(...args, "--reporter", "json");
  return JSON.parse(stdout) as Document;
}

describe("faultline compare", () => {
  it("tells what the faults of a scenario change", async () => {
    const { code, stdout, stderr } = await compare(
      "cut.scenario.ts",
      "--only",
      "told once",
      "--without-faults",
    );
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    expect(stdout).toContain("✓ the run without faults: passed\n  seed 1 · without its faults · ");
    expect(stdout).toContain("✓ the run with faults: fails as expected\n  seed 1 · ");
    expect(stdout).toContain(
      "first\n    only in the run with faults: A partition cuts the links: near | far\n",
    );
    expect(stdout).toContain("checks\n    far knows: violated instead of holds\n");
  });

  it("tells what one fault changes, named by the number of its event", async () => {
    const whole = await terminal.run([
      "export",
      "cut.scenario.ts",
      "--only",
      "told once",
      "--format",
      "json",
    ]);
    const { events } = JSON.parse(whole.stdout) as { events: { kind: string; index: number }[] };
    const number = (kind: string) => String(events.find((event) => event.kind === kind)!.index + 1);
    const options = ["cut.scenario.ts", "--only", "told once", "--without-fault"];
    const { a, b, checks } = await document(...options, number("partition"));
    expect(a).toMatchObject({
      name: "the run without the partition near | far",
      without: { kind: "partition", whom: "near | far", nth: 1 },
    });
    expect(b).toMatchObject({ name: "the run as it is" });
    expect(checks).toMatchObject([{ name: "far knows", a: "passed", b: "violated" }]);
    // The message that the partition swallowed stands for it.
    expect((await document(...options, number("drop"))).a).toEqual(a);
    const { code, stderr } = await compare(...options, number("start"));
    expect(code).toBe(2);
    expect(stderr).toContain("event 2 is no fault that could be left out: near starts");
    expect((await compare(...options, "999")).stderr).toContain(
      `there is no event 999; the run has ${events.length}`,
    );
  });

  it("takes seeds, scenarios, files and traces", async () => {
    const seeds = await document("cut.scenario.ts", "--only", "told once", "--seeds", "3,4");
    expect([seeds.a, seeds.b]).toMatchObject([{ seed: 3 }, { seed: 4 }]);
    const two = ["cut.scenario.ts", "--only", "told once", "--only", "told twice", "--seed", "5"];
    const scenarios = await document(...two);
    expect([scenarios.a, scenarios.b]).toMatchObject([
      { name: "“told once”", seed: 5 },
      { name: "“told twice”", seed: 5 },
    ]);
    expect(scenarios.checks).toMatchObject([{ name: "far knows", a: "violated", b: "passed" }]);
    const [first] = scenarios.differences.slice(scenarios.first);
    expect(first.kind).toBe("differs");
    expect(first.text).toContain('sell("tea", 2)');
    await terminal.run(["run", "a.scenario.ts", "--trace", "a.json"]);
    expect(await compare("a.json", "a.scenario.ts")).toMatchObject({ code: 0 });
    expect(await compare("a.scenario.ts", "a.json", "--seed", "2")).toMatchObject({ code: 0 });
    const other = await compare("a.json", "cut.scenario.ts", "--only", "told twice");
    expect(other).toMatchObject({ code: 1, stderr: "" });
    expect(other.stdout).toContain("only “counts” has counter");
  });

  it("says in its exit code and its document that nothing differs", async () => {
    const { code, stdout } = await compare("a.scenario.ts", "folder/x.scenario.ts");
    expect(code).toBe(0);
    expect(stdout).toContain("No event differs.");
    expect(await document("a.scenario.ts", "folder/x.scenario.ts")).toMatchObject({
      same: true,
      first: null,
      differences: [],
    });
    expect(await compare("a.scenario.ts", "folder/y.scenario.ts")).toMatchObject({ code: 1 });
  });

  it("says when there is no fault to leave out", async () => {
    const { code, stderr } = await compare("a.scenario.ts", "--without-faults");
    expect(code).toBe(0);
    expect(stderr).toBe("faultline: nothing goes wrong in “counts” that could be left out\n");
  });

  it("compares runs that broke off, and says that they did", async () => {
    const { code, stdout, stderr } = await compare("off.scenario.ts", "--without-faults");
    expect(code).toBe(2);
    expect(stdout).toContain("✗ the run with faults: could not run on");
    expect(stdout).toContain("only in the run with faults: counter crashes");
    expect(stderr).toContain("off.scenario.ts:15:");
  });

  it("can't compare what can't be run or read", async () => {
    const broken = await compare("a.scenario.ts", "broken.scenario.ts");
    expect(broken).toMatchObject({ code: 2, stdout: "" });
    expect(broken.stderr).toContain("broken.scenario.ts:3:");
    const damaged = await compare("damaged.json", "a.scenario.ts");
    expect(damaged).toMatchObject({ code: 2, stdout: "" });
    expect(damaged.stderr).toMatch(/^faultline: damaged\.json:\d+:\d+: /);
  });

  it.each([
    [[], "compare takes one file or two"],
    [["a.scenario.ts", "b", "c"], "compare takes one file or two"],
    [
      ["a.scenario.ts"],
      "nothing sets the two runs apart: give a second file, --seeds, --without-faults, --without-fault or --only twice",
    ],
    [["a.scenario.ts", "--only", "counts"], "nothing sets the two runs apart"],
    [["a.scenario.ts", "--seeds", "1"], '--seeds takes two seeds, as in 1,2; not "1"'],
    [["a.scenario.ts", "--seeds", "1,x"], '--seed takes a whole number from 0, not "x"'],
    [["a.scenario.ts", "--seeds", "1,2", "--seed", "3"], "--seed and --seeds exclude each other"],
    [
      ["a.scenario.ts", "--seeds", "1,2", "--without-faults"],
      "--seeds and --without-faults exclude each other",
    ],
    [["a.scenario.ts", "a.scenario.ts", "--without-faults"], "a second file and --without-faults exclude"],
    [
      ["a.scenario.ts", "--without-fault", "0"],
      '--without-fault takes the number of an event, from 1, not "0"',
    ],
    [["a.scenario.ts", "--only", "a", "--only", "b", "--only", "c"], "--only once or twice"],
    [["damaged.json", "--seeds", "1,2"], '"damaged.json" is a trace, which is one run; give a second file'],
    [["cut.scenario.ts", "--without-faults"], "choose with --only one of"],
    [["folder", "--without-faults"], '"folder" holds 2 scenario files; name one of them'],
    [["a.scenario.ts", "--without-faults", "--reporter", "xml"], '--reporter takes text or json, not "xml"'],
  ])("explains a mistake: %j", async (args, message) => {
    const { code, stdout, stderr } = await compare(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(message);
  });

  it("explains itself", async () => {
    const { code, stdout } = await compare("--help");
    expect(code).toBe(0);
    expect(stdout).toContain("Usage: faultline compare A [B] [options]");
    expect((await terminal.run(["--help"])).stdout).toContain("compare A [B]");
  });
});
