import { Uri } from "vscode";
import type { OtherRun } from "../../protocol/messages.ts";
import type { FileOutcome, RunRequest } from "../../runner/outcome.ts";
import { tellFault, type Without } from "../../trace/fault.ts";
import type { Trace } from "../../trace/trace.ts";
import type { RunnerHost } from "../run/runnerHost.ts";
import { readSource, sourceName } from "../run/sources.ts";
import { readTrace } from "../traces/readTrace.ts";
import { committedAround, readSaved } from "./editions.ts";

/**
 * Runs what the shown run is to be held against, or reads it.
 * @param shown The run that is shown: the other one has its scenario and seed, and leaves out what it leaves out, where nothing
 *   else is said.
 * @throws {Error} that says why there is no such run
 */
export async function runOther(
  file: Uri,
  shown: Trace,
  other: OtherRun,
  host: RunnerHost,
  signal: AbortSignal,
): Promise<Trace> {
  if (other.kind === "trace") return readTrace(Uri.parse(other.uri, true), signal);
  const request: RunRequest = {
    file: sourceName(file),
    only: other.kind === "scenario" ? other.name : shown.scenario,
    seed: other.kind === "seed" ? other.seed : shown.seed,
    without: other.kind === "without" ? other.without : shown.without,
    record: true,
  };
  const trace = traceOf(await outcomeOf(file, request, other, host, signal));
  if (other.kind === "without" && trace.without === undefined) throw new Error(nothingLeftOut(other.without));
  return trace;
}

function nothingLeftOut(without: Without): string {
  return without === "faults"
    ? "Nothing goes wrong in this run that could be left out."
    : `In this run there is not (or no longer) ${tellFault(without)}.`;
}

async function outcomeOf(
  file: Uri,
  request: RunRequest,
  { kind }: Exclude<OtherRun, { kind: "trace" }>,
  host: RunnerHost,
  signal: AbortSignal,
): Promise<FileOutcome> {
  if (kind === "seed" || kind === "scenario" || kind === "without") return host.run(request, signal);
  const source = kind === "saved" ? readSaved : kind === "now" ? readSource : await committedAround(file);
  if (kind === "committed" && (await source(request.file)) === undefined)
    throw new Error("The file isn't in Git's latest commit.");
  const edition = host.reading(source);
  try {
    return await edition.run(request, signal);
  } finally {
    edition.dispose();
  }
}

function traceOf({ runs, error }: FileOutcome): Trace {
  const trace = runs.at(0)?.trace;
  if (trace !== undefined) return trace;
  throw new Error(error?.message ?? "There is no scenario of this name.");
}
