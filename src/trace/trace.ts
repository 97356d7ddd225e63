import type { Bill } from "./bill.ts";
import type { TraceEvent } from "./event.ts";
import type { Without } from "./fault.ts";
import type { Value } from "./value.ts";

/** The version of the format that this code writes. */
export const TRACE_FORMAT = "faultline-trace/1";

/** The latest virtual time there is, in ms: 285 years, the longest in which microseconds can be told apart. */
export const LATEST_TIME = Number.MAX_SAFE_INTEGER / 1000;

/** A place in a scenario's source. */
export interface Location {
  /** Path relative to the folder of the scenario file, with forward slashes. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

/** A machine or a client of the run. */
export interface TraceNode {
  readonly name: string;
  readonly kind: "node" | "client";
  /** Name of the node's class; empty for a client. */
  readonly type: string;
}

/** Why a run is over. */
export type RunStatus =
  /** Every check came out as the scenario expects. */
  | "passed"
  /** A check came out otherwise. */
  | "failed"
  /** The scenario could not run on: see `Trace.error`. */
  | "error"
  /** A limit was reached: see `Trace.error`. */
  | "stopped";

/** Something that kept a scenario from running, with where and how to mend it. */
export interface RunError {
  readonly message: string;
  readonly location?: Location;
}

/** The value of one copy changed: input to {@link divergences}. */
export interface CopyChange {
  /** The event after which the copy has this value; -1 for what it is before the first event. */
  readonly event: number;
  /** Index into `Trace.nodes`. */
  readonly node: number;
  /** Absent while the node is down. */
  readonly value?: Value;
}

/** What a check is about. */
export type CheckKind =
  | "always"
  | "eventually"
  | "sometimes"
  | "at end"
  | "agree"
  | "answered"
  | "agreement"
  | "validity"
  | "termination"
  | "suspicions"
  | "no inversion";

/** What became of one check. */
export interface CheckResult {
  readonly name: string;
  readonly kind: CheckKind;
  /** `warning`: a `sometimes` that never happened. `undecided`: the run broke off before it could be said. */
  readonly status: "passed" | "violated" | "warning" | "undecided";
  /** Whether the scenario says with `.violates` that this check fails. */
  readonly expected: boolean;
  /** Set when the scenario says with `.mayViolate` that this check may fail with some seeds. */
  readonly tolerated?: true;
  /** What was found, in one sentence. */
  readonly message: string;
  /**
   * Index of the event at which it failed, came true or happened: the one that brought it about, or the `violation`
   * itself if it only came to light with time.
   */
  readonly event?: number;
  /** Virtual time of that event in ms. */
  readonly time?: number;
  /** Where the check stands in the scenario. */
  readonly location?: Location;
  /** For `agree`: every change of every compared copy, in order. */
  readonly copies?: readonly CopyChange[];
}

/**
 * What a run leaves behind: one execution of one scenario with one seed. A plain JSON document.
 *
 * The same scenario and seed give the same bytes on every host; `hash` covers all of it.
 */
export interface Trace {
  readonly format: typeof TRACE_FORMAT;
  readonly scenario: string;
  /** Name of the scenario file, without folders. */
  readonly file: string;
  readonly seed: number;
  /** Set when this run leaves out faults of the scenario: all of them, or one. */
  readonly without?: Without;
  readonly status: RunStatus;
  readonly error?: RunError;
  readonly nodes: readonly TraceNode[];
  readonly locations: readonly Location[];
  readonly events: readonly TraceEvent[];
  readonly checks: readonly CheckResult[];
  readonly bill: Bill;
  /** 16 hexadecimal digits. */
  readonly hash: string;
}
