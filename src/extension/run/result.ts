import { isSurprise, verdict } from "../../exporters/text/checks.ts";
import type { Result } from "../../exporters/text/checks.ts";
import type { RunOutcome } from "../../runner/outcome.ts";
import { formatCount, shorten } from "../../trace/format.ts";

/** A run that is over, as far as its result is told. */
export interface Finished extends Result, Pick<RunOutcome, "sweep"> {
  readonly seed: number;
  /** Number of events. */
  readonly events: number;
}

/** What became of a scenario when it last ran. */
export interface ScenarioResult {
  /** In a few words: `✓ passed, seed 1, 42 events`. */
  readonly text: string;
  /** What was found, in a sentence for each finding; empty where all is well. */
  readonly findings: readonly string[];
  readonly seed: number;
  /** Index of the event that brought it about, if one did. */
  readonly step?: number;
}

const LONGEST_NAME = 48;

/** Tells the result of a run. */
export function resultOf(run: Finished): ScenarioResult {
  const { status, checks, error, seed } = run;
  // What a run that broke off left open is no finding.
  const surprises = checks.filter(
    (check) => isSurprise(check) && (check.status === "violated" || status === "failed"),
  );
  const notable = status === "passed" ? checks.filter((check) => check.status === "violated") : surprises;
  const step = notable.find((check) => check.status === "violated")?.event;
  const findings = [...(error ? [error.message] : []), ...surprises.map(tellFinding)];
  return {
    text: [`${verdict(run).sign} ${tellEnd(run, surprises)}`, ...circumstances(run)].join(", "),
    findings,
    seed,
    ...(step !== undefined && { step }),
  };
}

function tellEnd(run: Finished, surprises: Finished["checks"]): string {
  if (run.status !== "failed" || surprises.length === 0) return verdict(run).words;
  const [{ name, status }, ...others] = surprises;
  const first = shorten(name, LONGEST_NAME) + (status === "violated" ? "" : " holds");
  return others.length === 0 ? first : `${first} and ${others.length} more`;
}

function tellFinding({ name, message, status }: Finished["checks"][number]): string {
  return status === "violated"
    ? `${name}: ${message}`
    : `${name}: is to be violated, the scenario says, and holds`;
}

function circumstances({ status, seed, sweep, events }: Finished): string[] {
  if (sweep !== undefined && sweep.bad.length === 0) return [`seeds ${sweep.first}–${sweep.last}`];
  return [`seed ${seed}`, ...(status === "failed" ? [] : [formatCount(events, "event")])];
}
