import type { TraceEvent } from "../trace/event.ts";
import type { RunError } from "../trace/trace.ts";
import type { RunOutcome, ScenarioEntry } from "./outcome.ts";

/** One run, as a worker is asked for it. */
export interface Job {
  readonly file: string;
  /** Which scenario: by position, or by name with the first one in its stead if there is none of that name. */
  readonly scenario: number | string;
  readonly seed: number;
  readonly record: boolean;
  readonly limits: RunLimits;
  /**
   * Stop before the step that follows this many events, and blame it: a run before this one never got past it.
   */
  readonly halt?: { readonly events: number; readonly why: string };
}

/** How far a run may go. */
export interface RunLimits {
  /** Number of events, the same on every machine. */
  readonly steps: number;
  /** Milliseconds on the host's clock. */
  readonly time: number;
}

/** What the runner tells a worker. */
export type ToWorker =
  | { readonly kind: "run"; readonly job: Job; readonly progress?: SharedArrayBuffer }
  | { readonly kind: "source"; readonly path: string; readonly text: string | undefined };

/** What a worker tells the runner. */
export type FromWorker =
  | { readonly kind: "read"; readonly path: string }
  | { readonly kind: "log"; readonly line: string }
  /** The sources are compiled and begin to run. */
  | { readonly kind: "loading" }
  | { readonly kind: "loaded"; readonly scenarios: readonly ScenarioEntry[] }
  /** The run has reached its limit and is being brought to its end. */
  | { readonly kind: "stopping" }
  /** A stretch of the trace's events, in order; all of them come before `done`, whose trace holds none. */
  | { readonly kind: "events"; readonly events: readonly TraceEvent[] }
  | { readonly kind: "done"; readonly outcome: RunOutcome }
  | { readonly kind: "unloadable"; readonly error: RunError };

/** Words in the shared progress of a run: whether it has begun, and its number of events. */
export const PROGRESS = { begun: 0, events: 1, words: 2 } as const;

/** Why a worker ended by itself. */
export type WorkerFailure =
  { readonly kind: "memory" } | { readonly kind: "crash"; readonly message: string };

/** A worker as the runner holds it; serves one run. */
export interface RunnerWorker {
  post(message: ToWorker): void;
  /** Called for each message; set before the first `post`. */
  onMessage: (message: FromWorker) => void;
  /** Called once if the worker ends by itself. */
  onFailure: (failure: WorkerFailure) => void;
  /** Keeps the process alive while the worker works; a spare one doesn't. */
  hold(): void;
  terminate(): void;
}
