import type { Without } from "../trace/fault.ts";
import type { CheckResult, Location, RunError, RunStatus, Trace } from "../trace/trace.ts";

/** What to run. */
export interface RunRequest {
  /** Path or URI of the scenario file, as `ReadSource` understands it. */
  readonly file: string;
  /** Run only the scenario of this name; the first one when it isn't there and `fallback` is set. */
  readonly only?: string;
  /** With `only`: run the first scenario when none has that name. */
  readonly fallback?: boolean;
  /** Run only the first scenario of the file. */
  readonly first?: boolean;
  readonly seed: number;
  /** Whether to leave a trace and its hash. */
  readonly record: boolean;
  /** Which faults to leave out; none when absent. */
  readonly without?: Without;
}

/** A scenario that a file exports. */
export interface ScenarioEntry {
  readonly name: string;
  readonly location?: Location;
}

/** What to run with many seeds. */
export interface SweepRequest {
  /** Path or URI of the scenario file, as `ReadSource` understands it. */
  readonly file: string;
  /** Run only the scenario of this name. */
  readonly only?: string;
  /** All seeds from the first to the last. */
  readonly seeds: { readonly first: number; readonly last: number };
  /** Whether to record every run, to tell its hash. */
  readonly record?: boolean;
  /** Which faults to leave out; none when absent. */
  readonly without?: Without;
}

/** What became of the runs of one scenario with many seeds. */
export interface SweepOutcome {
  readonly first: number;
  readonly last: number;
  /** Number of events of all runs together. */
  readonly events: number;
  /** Seeds with which it did not do as expected, in order. */
  readonly bad: readonly number[];
  /** The checks that the scenario says may be violated, and with how many seeds they were. */
  readonly tolerated: readonly { readonly name: string; readonly violated: number }[];
}

/** What became of one run. */
export interface RunOutcome {
  readonly name: string;
  /** Index into `FileOutcome.scenarios`. */
  readonly scenario: number;
  readonly seed: number;
  readonly status: RunStatus;
  /** Number of events of the run. */
  readonly events: number;
  /** Virtual time at the end of the run in ms. */
  readonly virtualTime: number;
  /** Hash of the trace; empty when nothing was recorded. */
  readonly hash: string;
  readonly checks: readonly CheckResult[];
  readonly error?: RunError;
  readonly trace?: Trace;
  /** Set when this run stands for a sweep: it is the first that did not do as expected, or else the first of all. */
  readonly sweep?: SweepOutcome;
}

/** What became of a file: its scenarios and their runs, or why it can't be run at all. */
export interface FileOutcome {
  readonly file: string;
  readonly scenarios: readonly ScenarioEntry[];
  readonly runs: readonly RunOutcome[];
  /**
   * Every file asked of `ReadSource`, the scenario file first, those that weren't there included: a change to any
   * of them can change the outcome.
   */
  readonly sources: readonly string[];
  /** Why the file could not be loaded; `runs` is then empty. */
  readonly error?: RunError;
}
