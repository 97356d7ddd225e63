/** How many runs of Raft with five nodes under chaos, of which nothing is recorded, one worker gets through. */
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { nodeWorkers } from "../../src/runner/nodeWorkers.ts";
import { Runner } from "../../src/runner/runner.ts";
import { report } from "./report.ts";

const SEEDS = { first: 1, last: 400 };
const SCENARIO = "Random trouble breaks no promise";

const runner = new Runner({
  workers: nodeWorkers(pathToFileURL("dist/")),
  readSource: () => readFile("media/gallery/protocols/raft.scenario.ts", "utf8"),
  limits: { time: 60_000 },
});
const start = performance.now();
const { runs, error } = await runner.sweep(
  { file: "/raft.scenario.ts", only: SCENARIO, seeds: SEEDS },
  () => undefined,
);
const seconds = (performance.now() - start) / 1000;
const sweep = runs[0]?.sweep;
if (sweep === undefined || sweep.bad.length > 0) throw new Error(error?.message ?? "Raft breaks a promise");
report("Raft with five nodes under chaos, recording off", {
  seedsPerSecond: (SEEDS.last - SEEDS.first + 1) / seconds,
  eventsPerSecond: sweep.events / seconds,
});
runner.dispose();
