import { isSurprise } from "../../exporters/text/checks.ts";
import type { RunOutcome } from "../../runner/outcome.ts";
import { formatCount } from "../../trace/format.ts";
import type { CheckKind, CheckResult, Location } from "../../trace/trace.ts";
import { chainOf, tellEvent } from "../run/chain.ts";
import type { Link } from "../run/chain.ts";

/** A check that came out otherwise than the scenario says, in words. */
export interface Failure {
  /** Name of the check. */
  readonly check: string;
  /** What was found, in one sentence. */
  readonly found: string;
  readonly expected: string;
  /** The event that brought it about, in words; absent where none did. */
  readonly event?: string;
  /** The seed, and what became of the others if there were any. */
  readonly seed: string;
  /** Where the check stands. */
  readonly location?: Location;
  /** Index of the event. */
  readonly step?: number;
  /** The event and what led to it, the latest first. */
  readonly chain: readonly Link[];
}

/** Events of a chain that are told; a chain longer than this is the whole run over again. */
const LONGEST_CHAIN = 50;

/** What a check of each kind demands. */
const DEMANDS: Readonly<Record<CheckKind, string>> = {
  always: "It holds after every event",
  eventually: "It comes true in time",
  sometimes: "It happens at least once",
  "at end": "It holds when the run ends",
  agree: "The copies agree when everything has gone quiet",
  answered: "No call is left without an answer",
  agreement: "Nobody decides anything else than the others",
  validity: "Only what may be decided is decided",
  termination: "Everybody decides in time",
  suspicions: "Whoever is down is noticed in time, and nobody else is",
  "no inversion": "By the clocks no message arrives before it was sent",
};

/** The checks of a run that came out otherwise than the scenario says. */
export function failuresOf(run: RunOutcome): Failure[] {
  return run.checks
    .filter((check) => isSurprise(check) && (check.status === "violated" || run.status === "failed"))
    .map((check) => tell(check, run));
}

function tell(check: CheckResult, run: RunOutcome): Failure {
  const { name, kind, message, expected, event, location } = check;
  const { trace } = run;
  const step = check.status === "violated" ? event : undefined;
  const happened = trace && step !== undefined ? tellEvent(trace, step) : undefined;
  return {
    check: name,
    found: message,
    expected: expected ? "It is violated, since the scenario says so" : DEMANDS[kind],
    ...(happened !== undefined && { event: happened }),
    seed: tellSeed(run),
    ...(location && { location }),
    ...(step !== undefined && { step }),
    chain: trace && step !== undefined ? chainOf(trace, step, LONGEST_CHAIN) : [],
  };
}

function tellSeed({ seed, sweep }: RunOutcome): string {
  if (sweep === undefined || sweep.bad.length === 0) return String(seed);
  const all = sweep.last - sweep.first + 1;
  return sweep.bad.length === 1
    ? `${seed}, the only one of ${formatCount(all, "seed")} with which it fails`
    : `${seed}, the first of ${sweep.bad.length} with which it fails, out of ${all}`;
}
