import type { FileOutcome, RunOutcome } from "../../runner/outcome.ts";
import { idleFaults } from "../../trace/lines/idleFaults.ts";
import type { CheckResult, Location, Trace } from "../../trace/trace.ts";
import { chainOf } from "./chain.ts";

/** Something that a run found in a source file. */
export interface Finding {
  /** A hint is nothing that has to be mended. */
  readonly severity: "error" | "warning" | "hint";
  readonly message: string;
  /** Where it stands; the beginning of the scenario file when absent. */
  readonly location: Location | undefined;
  /** The events that led there, the latest first. */
  readonly related?: readonly Related[];
}

/** An event that led to a finding, with the line that brought it about. */
export interface Related {
  readonly message: string;
  readonly location: Location;
}

/** Events that are told of those that led to a finding; the diagram has the others. */
const LONGEST_CHAIN = 10;

/** What the Problems view should say about a file: why it can't run, and the checks that came out otherwise. */
export function findings(outcome: FileOutcome): Finding[] {
  const found: Finding[] = [];
  if (outcome.error) found.push({ severity: "error", ...outcome.error, location: outcome.error.location });
  for (const run of outcome.runs) {
    const scenario = outcome.scenarios.at(run.scenario)?.location;
    if (run.error) found.push(errorFinding(run, run.error, scenario));
    found.push(...run.checks.flatMap((check) => checkFinding(check, run, scenario) ?? []));
    if (run.trace) found.push(...idleFindings(run.trace));
  }
  return found;
}

function errorFinding(
  { status, trace }: RunOutcome,
  { message, location }: NonNullable<RunOutcome["error"]>,
  scenario: Location | undefined,
): Finding {
  // What is thrown breaks the run off at once: whatever is thrown in a handler follows upon the latest event.
  const last = status === "error" ? (trace?.events.findLastIndex(({ kind }) => kind !== "end") ?? -1) : -1;
  return {
    severity: "error",
    message,
    location: location ?? scenario,
    ...(trace && last !== -1 && { related: relatedTo(trace, last, "It came after ") }),
  };
}

function checkFinding(
  check: CheckResult,
  { status, trace }: RunOutcome,
  scenario: Location | undefined,
): Finding | undefined {
  const location = check.location ?? scenario;
  const message = `${check.name}: ${check.message}`;
  if (check.status === "warning") return { severity: "warning", message, location };
  // A run that did not come to its end says nothing about what was still to happen.
  const surprising = check.tolerated !== true && (check.status === "violated") !== check.expected;
  if (!surprising || (check.status === "passed" && status !== "failed")) return undefined;
  const { event } = check;
  const isBroughtAbout = check.status === "violated" && event !== undefined && trace !== undefined;
  return {
    severity: "error",
    message,
    location,
    ...(isBroughtAbout && { related: relatedTo(trace, event) }),
  };
}

function idleFindings(trace: Trace): Finding[] {
  return idleFaults(trace).map(({ message, location }) => ({
    severity: "hint",
    message: `${message} That is so with seed ${trace.seed}.`,
    location,
  }));
}

function relatedTo(trace: Trace, step: number, before = ""): Related[] {
  return chainOf(trace, step, LONGEST_CHAIN).flatMap(({ text, location }, index) =>
    location ? { message: index === 0 ? before + text : text, location } : [],
  );
}
