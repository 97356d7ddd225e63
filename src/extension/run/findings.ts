import type { FileOutcome, RunOutcome } from "../../runner/outcome.ts";
import type { CheckResult, Location } from "../../trace/trace.ts";

/** Something that a run found wrong in a source file. */
export interface Finding {
  readonly severity: "error" | "warning";
  readonly message: string;
  /** Where it stands; the beginning of the scenario file when absent. */
  readonly location: Location | undefined;
}

/** What the Problems view should say about a file: why it can't run, and the checks that came out otherwise. */
export function findings(outcome: FileOutcome): Finding[] {
  const found: Finding[] = [];
  if (outcome.error) found.push({ severity: "error", ...outcome.error, location: outcome.error.location });
  for (const run of outcome.runs) {
    const scenario = outcome.scenarios.at(run.scenario)?.location;
    if (run.error) {
      found.push({ severity: "error", message: run.error.message, location: run.error.location ?? scenario });
    }
    found.push(...run.checks.flatMap((check) => checkFinding(check, run, scenario) ?? []));
  }
  return found;
}

function checkFinding(
  check: CheckResult,
  run: RunOutcome,
  scenario: Location | undefined,
): Finding | undefined {
  const location = check.location ?? scenario;
  const message = `${check.name}: ${check.message}`;
  if (check.status === "warning") return { severity: "warning", message, location };
  // A run that did not come to its end says nothing about what was still to happen.
  const surprising = check.tolerated !== true && (check.status === "violated") !== check.expected;
  if (!surprising || (check.status === "passed" && run.status !== "failed")) return undefined;
  return { severity: "error", message, location };
}
