import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { nodeWorkers } from "../../../src/runner/nodeWorkers.ts";
import type { FileOutcome } from "../../../src/runner/outcome.ts";
import { Runner } from "../../../src/runner/runner.ts";
import { good, unreadable, unrunnable, type BadInput } from "./badInputs.ts";
import { bundle, type Bundles } from "./bundles.ts";

let bundles: Bundles;
let runner: Runner;
/** Texts by path. */
const files = new Map<string, string>();

beforeAll(async () => {
  bundles = await bundle("worker.cjs", "compiler.cjs");
  runner = new Runner({
    workers: nodeWorkers(bundles.folder),
    readSource: (path) => Promise.resolve(files.get(path)),
    // So few steps that a slow machine gets there in time.
    limits: { steps: 2000, time: 1000 },
  });
}, 60_000);

afterAll(async () => {
  runner.dispose();
  await bundles.remove();
});

function run(source: string): Promise<FileOutcome> {
  files.set("/folder/s.scenario.ts", source);
  return runner.run({ file: "/folder/s.scenario.ts", seed: 1, record: true });
}

async function expectGoodRun() {
  const { error, runs } = await run(good);
  expect(error).toBeUndefined();
  expect(runs.map(({ status }) => status)).toEqual(["passed"]);
}

const patience = { timeout: 120_000 };

describe(
  "a file that can't be read as a scenario has one located message, and the next run works",
  patience,
  () => {
    it.each(Object.entries(unreadable))("%s", async (_, { source, message, line }: BadInput) => {
      const { error, runs } = await run(source);
      expect(runs).toEqual([]);
      expect(error?.message).toMatch(message);
      expect(error?.location).toMatchObject({ file: "s.scenario.ts", line });
      expect(error?.location?.column).toBeGreaterThan(0);
      await expectGoodRun();
    });
  },
);

describe(
  "a run that comes to a bad end has one located message and its trace so far, and the next run works",
  patience,
  () => {
    it.each(Object.entries(unrunnable))("%s", async (_, { source, message, line }: BadInput) => {
      const outcome = await run(source);
      expect(outcome.error).toBeUndefined();
      const [{ status, error, trace }] = outcome.runs;
      expect(["error", "stopped"]).toContain(status);
      expect(error?.message).toMatch(message);
      expect(error?.message).not.toMatch(/\n/);
      expect(error?.location).toMatchObject({ file: "s.scenario.ts", line });
      expect(trace?.events.at(-1)?.kind).toBe("end");
      expect(trace?.error).toEqual(error);
      await expectGoodRun();
    });
  },
);

describe("the runner", patience, () => {
  it("finds what is wrong in an imported file there", async () => {
    files.set("/folder/lib/part.ts", "export const x = 1;\n\nexport const y = x.nope.nope;\n");
    const { error, sources } = await run(`import { y } from "./lib/part.ts";\nexport default y;\n`);
    expect(error?.message).toMatch(/^TypeError: /);
    expect(error?.location).toMatchObject({ file: "lib/part.ts", line: 3 });
    expect(sources).toEqual(["/folder/s.scenario.ts", "/folder/lib/part.ts"]);
  });

  it("stops when it is told to, and runs on", async () => {
    files.set("/folder/s.scenario.ts", "for (;;);\n");
    const stop = new AbortController();
    const running = runner.run({ file: "/folder/s.scenario.ts", seed: 1, record: true }, stop.signal);
    stop.abort(new Error("enough"));
    await expect(running).rejects.toThrow("enough");
    await expectGoodRun();
  });
});
