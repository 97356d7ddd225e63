import { readFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import type { FileOutcome, RunRequest, SweepRequest } from "../runner/outcome.ts";
import { nodeWorkers } from "../runner/nodeWorkers.ts";
import { Runner } from "../runner/runner.ts";
import { UsageError } from "./host.ts";
import type { Host } from "./host.ts";
import type { ScenarioFile } from "./scenarioFiles.ts";

/** Longest time for one run in ms: an endless loop ends here, everything else long before. */
const TIME_LIMIT = 10_000;

/**
 * Runs scenario files one after the other.
 * @param request What to run of each file.
 * @param before Called before each file.
 * @throws The signal's reason, soon after the signal.
 */
export async function* runFiles(
  files: readonly ScenarioFile[],
  request: Omit<RunRequest, "file">,
  host: Host,
  before?: (file: ScenarioFile) => void,
): AsyncGenerator<readonly [ScenarioFile, FileOutcome]> {
  const runner = createRunner(host);
  try {
    for (const file of files) {
      before?.(file);
      yield [file, await runner.run({ ...request, file: file.path }, host.signal)];
    }
  } finally {
    runner.dispose();
  }
}

/**
 * Runs scenario files one after the other, each with many seeds.
 * @param onRun Called before each file and after each run, with the number of runs of the file so far.
 * @throws The signal's reason, soon after the signal.
 */
export async function* sweepFiles(
  files: readonly ScenarioFile[],
  request: Omit<SweepRequest, "file">,
  host: Host,
  onRun: (file: ScenarioFile, runs: number) => void,
): AsyncGenerator<readonly [ScenarioFile, FileOutcome]> {
  const runner = createRunner(host);
  try {
    for (const file of files) {
      let runs = 0;
      onRun(file, runs);
      yield [
        file,
        await runner.sweep({ ...request, file: file.path }, () => onRun(file, ++runs), host.signal),
      ];
    }
  } finally {
    runner.dispose();
  }
}

function createRunner(host: Host): Runner {
  return new Runner({
    workers: nodeWorkers(host.dist),
    readSource,
    limits: { time: TIME_LIMIT },
    parallel: availableParallelism(),
    // What a scenario prints is no part of the report.
    onLog: (line) => host.stderr.write(`${line}\n`),
  });
}

async function readSource(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    const { code = "unknown error" } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR" || code === "EISDIR") return undefined;
    throw new UsageError(`can't read "${path}": ${code}`);
  }
}
