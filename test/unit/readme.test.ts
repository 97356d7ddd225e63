import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { nodeWorkers } from "../../src/runner/nodeWorkers.ts";
import { Runner } from "../../src/runner/runner.ts";
import { bundle, type Bundles } from "./runner/bundles.ts";

const readme = await readFile(new URL("../../README.md", import.meta.url), "utf8");
const scenarios = [...readme.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, source]) => source);

let bundles: Bundles;
let runner: Runner;

beforeAll(async () => {
  bundles = await bundle("worker.cjs", "compiler.cjs");
  runner = new Runner({
    workers: nodeWorkers(bundles.folder),
    readSource: (path) => Promise.resolve(scenarios[Number(/(\d+)\.scenario\.ts$/.exec(path)?.[1])]),
    limits: { time: 20_000 },
  });
}, 60_000);

afterAll(async () => {
  runner.dispose();
  await bundles.remove();
});

async function statusOf(index: number): Promise<string | undefined> {
  const { runs, error } = await runner.run({ file: `/${index}.scenario.ts`, seed: 1, record: true });
  return error?.message ?? runs[0]?.status;
}

it("shows scenarios that run and pass", async () => {
  expect(scenarios).toHaveLength(3);
  for (const index of scenarios.keys()) expect(await statusOf(index)).toBe("passed");
});

it("says truly what breaks the second one, and what makes that the point of it", async () => {
  const [, copied] = scenarios;
  const call = "await ana.call(";
  const broken = copied.replace(call, `world.partition([near], [far]);\n  ${call}`);
  scenarios.push(broken, broken.replace(/\}\);\n$/, '}).violates("payments");\n'));
  expect(await statusOf(3)).toBe("failed");
  expect(await statusOf(4)).toBe("passed");
});
