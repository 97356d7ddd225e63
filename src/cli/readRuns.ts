import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { parseTrace, TraceError } from "../exporters/json.ts";
import type { RunRequest } from "../runner/outcome.ts";
import type { Trace } from "../trace/trace.ts";
import { EXIT, UsageError } from "./host.ts";
import type { ExitCode, Host } from "./host.ts";
import { quoteAll } from "./options.ts";
import { explainError } from "./places.ts";
import { Progress } from "./progress.ts";
import { runFiles } from "./runFiles.ts";
import { findScenarioFiles } from "./scenarioFiles.ts";

/** Runs that a command is about, and whether they got to their end. */
export interface Runs {
  readonly runs: readonly [Trace, ...Trace[]];
  readonly code: ExitCode;
}

/** Which runs of a scenario file are wanted; a trace is what it is. */
export interface Choice extends Pick<RunRequest, "only" | "seed" | "without"> {
  /** All scenarios of the file, if none is named; else there may be only one. */
  readonly all?: boolean;
}

/** Whether it is a trace that was written as JSON. */
export function isTrace(target: string): boolean {
  return target.endsWith(".json");
}

/**
 * Reads a trace, or runs a scenario file.
 * @returns nothing when the file can't be run; that has been said then
 * @throws {UsageError} when there is no such file, no such scenario, or more than one
 */
export async function readRuns(target: string, choice: Choice, host: Host): Promise<Runs | undefined> {
  if (!isTrace(target)) return runScenarios(target, choice, host);
  if (choice.without !== undefined)
    throw new UsageError(`"${target}" is a trace, and only a scenario file can be run without faults`);
  return readTrace(target, host);
}

async function readTrace(file: string, host: Host): Promise<Runs> {
  let document: Uint8Array;
  try {
    document = await readFile(resolve(host.folder, file));
  } catch {
    throw new UsageError(`can't read "${file}"`);
  }
  try {
    return { runs: [parseTrace(document)], code: EXIT.ok };
  } catch (error) {
    if (!(error instanceof TraceError)) throw error;
    const { message, place } = error;
    throw new UsageError(`${file}${place ? `:${place.line}:${place.column}` : ""}: ${message}`);
  }
}

async function runScenarios(
  target: string,
  { only, seed, without, all = false }: Choice,
  host: Host,
): Promise<Runs | undefined> {
  const files = await findScenarioFiles([target], host.folder);
  if (files.length > 1)
    throw new UsageError(`"${target}" holds ${files.length} scenario files; name one of them`);
  const progress = new Progress(host);
  progress.await(`running ${target}`);
  const which = only === undefined ? { first: !all } : { only };
  try {
    for await (const [file, { runs, scenarios, error }] of runFiles(
      files,
      { seed, without, record: true, ...which },
      host,
    )) {
      progress.clear();
      const names = quoteAll(scenarios.map(({ name }) => name));
      if (only === undefined && !all && scenarios.length > 1) {
        throw new UsageError(`${file.shown} has several scenarios; choose with --only one of ${names}`);
      }
      for (const problem of [error, ...runs.map((run) => run.error)]) {
        if (problem) host.stderr.write(await explainError(file, problem));
      }
      if (error) return undefined;
      if (runs.length === 0) throw new UsageError(`no scenario is called "${only}"; there are ${names}`);
      const traces = runs.flatMap(({ trace }) => trace ?? []);
      if (traces.length === 0) return undefined;
      const [first, ...others] = traces;
      const complete = runs.every(({ status }) => status === "passed" || status === "failed");
      return { runs: [first, ...others], code: complete ? EXIT.ok : EXIT.unable };
    }
    return undefined;
  } finally {
    progress.clear();
  }
}
