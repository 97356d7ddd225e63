import { afterAll, beforeAll, expect, it } from "vitest";
import { nodeWorkers } from "../../../../src/runner/nodeWorkers.ts";
import { Runner } from "../../../../src/runner/runner.ts";
import { compare } from "../../../../src/trace/comparison/compare.ts";
import { runNames } from "../../../../src/trace/comparison/runNames.ts";
import { tellCheck, tellDifference, tellNodes } from "../../../../src/trace/comparison/tell.ts";
import type { Trace } from "../../../../src/trace/trace.ts";
import { galleryText } from "../../../gallery/files.ts";
import { bundle, type Bundles } from "../../runner/bundles.ts";

let bundles: Bundles;
let runner: Runner;

beforeAll(async () => {
  bundles = await bundle("worker.cjs", "compiler.cjs");
  runner = new Runner({
    workers: nodeWorkers(bundles.folder),
    readSource: (name) => galleryText(name.slice(1)),
    limits: { time: 60_000 },
    parallel: 1,
  });
}, 60_000);

afterAll(async () => {
  runner.dispose();
  await bundles.remove();
});

/** The runs of all scenarios of a file. */
async function traces(file: string, seed: number): Promise<readonly Trace[]> {
  const { runs } = await runner.run({ file: `/${file}.scenario.ts`, seed, record: true });
  return runs.map(({ trace }) => trace!);
}

it("a scenario against its cure: who is of another class, what comes first, which checks hold now", async () => {
  const [failure, cure] = await traces("cut", 1);
  const comparison = compare(failure, cure);
  const names = runNames(failure, cure);
  expect(tellDifference(comparison, comparison.differences.at(comparison.first), names)).toBe(
    "paris starts: quorum is 2 instead of 1",
  );
  expect(comparison.checks.map((check) => tellCheck(check, names))).toEqual([
    "the seat is sold once: holds instead of violated",
    "seat: holds instead of violated",
  ]);
  const [shop, cautious] = await traces("shop", 1);
  expect(tellNodes(compare(shop, cautious), runNames(shop, cautious))).toContain(
    "london is a CautiousShop instead of a Shop",
  );
}, 60_000);

it("two seeds of a run: what chance has decided otherwise, and what came of it", async () => {
  const [[one], [other]] = [await traces("late-tail", 1), await traces("late-tail", 2)];
  const comparison = compare(one, other);
  const names = runNames(one, other);
  expect(tellDifference(comparison, comparison.differences.at(comparison.first), names)).toBe(
    'page receives "part 1" from copy 1, 2.28 ms earlier: slowest is 49.778 instead of 52.062',
  );
  expect(comparison.checks.map((check) => tellCheck(check, names))).toEqual([
    "each part takes 200 ms at most: holds instead of violated",
  ]);
  // Nothing is lost and nobody decides otherwise: only the violation has no counterpart.
  expect(comparison.counts.only).toBe(1);
  const [again] = await traces("late-tail", 1);
  expect(compare(one, again).differences.length).toBe(0);
}, 60_000);
