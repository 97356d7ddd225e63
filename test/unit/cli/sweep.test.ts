import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { BROKEN, FAILS, PASSES } from "./scenarios.ts";
import { Terminal } from "./terminal.ts";

/** Fails with one seed in two or so, leaves something in the global scope, and changes a variable of its module. */
const CHANCY = `import { Node, scenario } from "faultline";

let runs = 0;
class Coin extends Node<Coin> {
  heads = false;
  toss() {
    this.heads = this.random() < 0.5;
  }
}

export default scenario("coin", async (world) => {
  if (++runs > 1 || "left" in globalThis) throw new Error("another run was here");
  Object.assign(globalThis, { left: true });
  const coin = world.node(Coin, "coin");
  world.always("tails", () => !coin.state.heads);
  await world.client("ana").call(coin, "toss");
})`;

/** Hangs with one seed. */
const HANGS_ONCE = `import { scenario } from "faultline";
export default [
  scenario("hangs", (world) => {
    while (world.seed === 3);
  }),
  scenario("goes on", () => undefined),
];
`;

const terminal = Terminal.with({
  "passes.scenario.ts": PASSES,
  "fails.scenario.ts": FAILS,
  "broken.scenario.ts": BROKEN,
  "coin.scenario.ts": `${CHANCY};\n`,
  "may.scenario.ts": `${CHANCY}.mayViolate("tails");\n`,
  "never.scenario.ts": PASSES.replace(/\);\n$/, ').mayViolate("counts up");\n'),
  "hangs.scenario.ts": HANGS_ONCE,
});

interface Report {
  readonly scenarios: readonly {
    readonly name: string;
    readonly seed: number;
    readonly status: string;
    readonly hash: string;
    readonly sweep: {
      readonly first: number;
      readonly last: number;
      readonly events: number;
      readonly bad: number[];
    };
  }[];
}

async function sweep(...args: string[]): Promise<{ code: number | null; scenarios: Report["scenarios"] }> {
  const { code, stdout } = await terminal.run(["run", ...args, "--reporter", "json"]);
  return { code, scenarios: (JSON.parse(stdout) as Report).scenarios };
}

describe("faultline run --seeds", () => {
  it("runs each scenario with every seed and says so", async () => {
    const { code, stdout } = await terminal.run(["run", "passes.scenario.ts", "--seeds", "1..250"]);
    expect(code).toBe(0);
    expect(stdout).toContain("✓ counts · seeds 1–250 · 1,500 events in all; below · seed 1 · 6 events");
  });

  it("finds the seeds that fail, the same ones as one by one, and shows the first of them", async () => {
    const { code, scenarios } = await sweep("coin.scenario.ts", "--seeds", "1..30");
    const oneByOne: number[] = [];
    for (let seed = 1; seed <= 30; seed++) {
      const single = await sweep("coin.scenario.ts", "--seed", String(seed));
      if (single.code === 1) oneByOne.push(seed);
    }
    const [coin] = scenarios;
    expect(code).toBe(1);
    expect(coin.sweep).toMatchObject({ first: 1, last: 30, bad: oneByOne });
    expect(coin).toMatchObject({ status: "failed", seed: oneByOne[0] });
    const shown = await sweep("coin.scenario.ts", "--seed", String(oneByOne[0]));
    expect(coin.hash).toBe(shown.scenarios[0].hash);
    const { stdout } = await terminal.run(["run", "coin.scenario.ts", "--seeds", "1..30"]);
    expect(stdout).toContain(`${oneByOne.length} of 30 not as expected (${oneByOne.slice(0, 10).join(", ")}`);
  });

  it("takes either for what may be violated, and warns when no seed does", async () => {
    const may = await terminal.run(["run", "may.scenario.ts", "--seeds", "1..30"]);
    expect(may.code).toBe(0);
    expect(may.stdout).toMatch(/ tails · violated with \d+ seeds, as may be\n/);
    const { code, stdout } = await terminal.run(["run", "never.scenario.ts", "--seeds", "1..30"]);
    expect(code).toBe(0);
    expect(stdout).toContain("! counts up · may be violated, and no seed did");
  });

  it("goes on behind a run that hangs", async () => {
    const child = terminal.spawn("run", "hangs.scenario.ts", "--seeds", "1..5", "--reporter", "json");
    let text = "";
    child.stdout.on("data", (data: Buffer) => (text += data.toString()));
    expect(await once(child, "close")).toEqual([2, null]);
    const { scenarios } = JSON.parse(text) as Report;
    expect(scenarios.map(({ name, status, sweep: { bad } }) => [name, status, bad])).toEqual([
      ["hangs", "stopped", [3]],
      ["goes on", "passed", []],
    ]);
  }, 60_000);

  it("runs the scenarios of one name only, and says what can't run at all", async () => {
    const { code, scenarios } = await sweep("fails.scenario.ts", "--only", "waits", "--seeds", "4..6");
    expect(code).toBe(0);
    expect(scenarios).toMatchObject([{ name: "waits", sweep: { first: 4, last: 6 } }]);
    const { code: unable, stderr } = await terminal.run(["run", "broken.scenario.ts", "--seeds", "1..2"]);
    expect(unable).toBe(2);
    expect(stderr).toContain("broken.scenario.ts:3:13");
  });

  it.each([["5"], ["2..1"], ["a..b"], ["1..2", "--seed", "1"]])("refuses --seeds %s", async (...args) => {
    const { code, stderr } = await terminal.run(["run", "passes.scenario.ts", "--seeds", ...args]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^faultline: --seed/);
  });
});
