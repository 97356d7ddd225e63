import type { FileOutcome, RunOutcome, SweepOutcome } from "../../runner/outcome.ts";
import type { Bill } from "../../trace/bill.ts";
import type { Without } from "../../trace/fault.ts";
import type { CheckResult, Location, RunError, RunStatus } from "../../trace/trace.ts";
import type { Output } from "../host.ts";
import { fromUser } from "../places.ts";
import type { ScenarioFile } from "../scenarioFiles.ts";
import type { Reporter } from "./reporter.ts";

/** One scenario in the document. */
interface ScenarioReport {
  readonly file: string;
  /** Empty when the file could not be loaded, so that nobody knows its scenarios. */
  readonly name: string;
  readonly seed: number;
  /** With `--without-faults`, where there were any. */
  readonly without?: Without;
  readonly status: RunStatus;
  readonly events: number;
  /** In ms. */
  readonly virtualTime: number;
  readonly hash: string;
  readonly checks: readonly CheckReport[];
  readonly error?: RunError;
  readonly bill?: Bill;
  /** With `--seeds`: what became of the runs for which this one stands. */
  readonly sweep?: SweepOutcome;
}

/** One check in the document. */
interface CheckReport extends Pick<CheckResult, "name" | "kind" | "status" | "event" | "time" | "message"> {
  readonly location?: Location;
}

/** Prints one JSON document when all is done. */
export class JsonReporter implements Reporter {
  readonly #output: Output;
  readonly #seed: number;
  readonly #scenarios: ScenarioReport[] = [];

  constructor(output: Output, seed: number) {
    this.#output = output;
    this.#seed = seed;
  }

  add(file: ScenarioFile, { runs, error }: FileOutcome): void {
    for (const run of runs) this.#scenarios.push(scenarioReport(file, run));
    if (!error) return;
    this.#scenarios.push({
      file: file.shown,
      name: "",
      seed: this.#seed,
      status: "error",
      events: 0,
      virtualTime: 0,
      hash: "",
      checks: [],
      error: errorReport(file, error),
    });
  }

  finish(): void {
    this.#output.write(`${JSON.stringify({ scenarios: this.#scenarios }, null, 2)}\n`);
  }
}

function scenarioReport(file: ScenarioFile, run: RunOutcome): ScenarioReport {
  const { name, seed, status, events, virtualTime, hash, checks, error } = run;
  return {
    file: file.shown,
    name,
    seed,
    ...(run.trace?.without && { without: run.trace.without }),
    status,
    events,
    virtualTime,
    hash,
    checks: checks.map((check) => checkReport(file, check)),
    ...(error && { error: errorReport(file, error) }),
    ...(run.trace && { bill: run.trace.bill }),
    ...(run.sweep && { sweep: run.sweep }),
  };
}

function checkReport(file: ScenarioFile, check: CheckResult): CheckReport {
  const { name, kind, status, event, time, message, location } = check;
  return {
    name,
    kind,
    status,
    event,
    time,
    message,
    ...(location && { location: fromUser(file, location) }),
  };
}

function errorReport(file: ScenarioFile, { message, location }: RunError): RunError {
  return { message, ...(location && { location: fromUser(file, location) }) };
}
