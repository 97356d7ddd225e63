import { describe, expect, it } from "vitest";
import { parseXml } from "../exporters/xml.ts";
import { CUT, FAILS_AS_EXPECTED } from "./scenarios.ts";
import { Terminal } from "./terminal.ts";

const terminal = Terminal.with({
  "cut.scenario.ts": CUT,
  // No fault is to blame for this.
  "never.scenario.ts": CUT.replace(
    "const cut =",
    'world.atEnd("never", () => false);\n    const cut =',
  ).replace('.violates("far knows")', '.violates("far knows", "never")'),
  "calm.scenario.ts": FAILS_AS_EXPECTED,
});

describe("faultline run --without-faults", () => {
  it("says of each check whether it holds when nothing goes wrong", async () => {
    const { code, stdout, stderr } = await terminal.run([
      ...["run", "never.scenario.ts", "--without-faults", "--only", "told once"],
    ]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    expect(stdout).toContain("  ✗ told once · failed · seed 1 · without its faults · ");
    expect(stdout).toMatch(/\n {6}✓ far knows · at end · /);
    expect(stdout).toMatch(/\n {6}✗ never · at end · violated · /);
    const [, seeIt] = /see it: faultline (.*)\n/.exec(stdout)!;
    expect(seeIt).toBe("export never.scenario.ts --only 'told once' --seed 1 --without-faults --format text");
    const seen = await terminal.run([
      ...["export", "never.scenario.ts", "--only", "told once", "--without-faults", "--format", "text"],
    ]);
    expect(seen.stdout).toContain("\nseed 1 · without its faults · ");
    expect(seen.stdout).not.toContain("partition");
  });

  it("passes where only a fault makes a check fail", async () => {
    const { code, stdout } = await terminal.run(["run", "cut.scenario.ts", "--without-faults"]);
    expect(code).toBe(0);
    expect(stdout).toContain("2 passed\n");
  });

  it("is the run itself where nothing goes wrong", async () => {
    const options = ["run", "calm.scenario.ts"];
    expect(await terminal.run([...options, "--without-faults"])).toEqual(await terminal.run(options));
  });

  it("is told in every report", async () => {
    const options = ["run", "cut.scenario.ts", "--without-faults", "--reporter"];
    const { scenarios } = JSON.parse((await terminal.run([...options, "json"])).stdout) as {
      scenarios: { name: string; without?: string; status: string }[];
    };
    expect(scenarios).toMatchObject([
      { name: "told once", without: "faults", status: "passed" },
      { name: "told twice", without: "faults", status: "passed" },
    ]);
    const { stdout } = await terminal.run([...options, "junit"]);
    expect(() => parseXml(stdout)).not.toThrow();
    expect(stdout).toContain('<property name="run" value="without its faults"/>');
  });

  it("holds for each seed of a sweep", async () => {
    const options = ["run", "cut.scenario.ts", "--seeds", "1..3", "--reporter", "json"];
    const bad = async (...more: string[]) => {
      const { scenarios } = JSON.parse((await terminal.run([...options, ...more])).stdout) as {
        scenarios: { sweep: { bad: number[]; events: number } }[];
      };
      return scenarios.map(({ sweep }) => sweep);
    };
    const [once] = await bad("--without-faults");
    expect(once.bad).toEqual([]);
    const [whole] = await bad();
    expect(once.events).not.toBe(whole.events);
  });
});
