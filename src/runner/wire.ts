import type { TraceEvent } from "../trace/event.ts";
import type { Without } from "../trace/fault.ts";
import type { RunError, RunStatus } from "../trace/trace.ts";
import type { CompiledModule } from "./compiler/compile.ts";
import type { Program } from "./link.ts";
import type { RunOutcome, ScenarioEntry } from "./outcome.ts";

/** A worker as its owner holds it. */
export interface WorkerHandle<Request, Reply> {
  post(message: Request): void;
  /** Called for each message; set before the first `post`. */
  onMessage: (message: Reply) => void;
  /** Called once if the worker ends by itself. */
  onFailure: (failure: WorkerFailure) => void;
  /** Keeps the process alive while the worker works; an idle one doesn't. */
  hold(): void;
  /** Ends what {@link hold} began. */
  release(): void;
  terminate(): void;
}

/** Why a worker ended by itself. */
export type WorkerFailure =
  { readonly kind: "memory" } | { readonly kind: "crash"; readonly message: string };

/** How workers are started. */
export interface Workers {
  /** One that serves a single run. */
  startRun(): RunWorker;
  /** One that compiles modules as long as it lives. */
  startCompiler(): CompilerWorker;
  /** Number of workers that can be kept busy at a time, and leave a processor to everybody else. */
  readonly parallel: number;
}

export type RunWorker = WorkerHandle<JobRequest | SweepRequest, FromRun>;
export type CompilerWorker = WorkerHandle<CompileRequest, CompileReply>;

/** Asks for a run; a worker gets one such request. */
export interface JobRequest {
  readonly program: Program;
  readonly job: Job;
  /** Words that tell how far the run has come, where memory can be shared; see {@link PROGRESS}. */
  readonly progress?: SharedArrayBuffer;
}

/** Asks for runs with many seeds, one after the other; a worker gets one such request. */
export interface SweepRequest {
  readonly program: Program;
  readonly sweep: Sweep;
  readonly progress?: SharedArrayBuffer;
}

/** Runs with many seeds, as a worker is asked for them. */
export interface Sweep {
  /** Run only the scenario of this name. */
  readonly only?: string;
  readonly seeds: SeedRange;
  /** Number of scenarios of the file to leave out with the first seed. */
  readonly skip: number;
  /** Whether to record each run, which takes its time, to tell the hash of its trace. */
  readonly record: boolean;
  /** Which faults to leave out; none when absent. */
  readonly without?: Without;
  /** For each run. */
  readonly limits: RunLimits;
}

/** Seeds from `first` to `last`, both included. */
export interface SeedRange {
  readonly first: number;
  readonly last: number;
}

/** One run, as a worker is asked for it. */
export interface Job {
  /** Which scenario: by position, or by name with the first one in its stead if there is none of that name. */
  readonly scenario: number | string;
  readonly seed: number;
  readonly record: boolean;
  /** Which faults to leave out; none when absent. */
  readonly without?: Without;
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

/** What the worker of a run tells. */
export type FromRun =
  | { readonly kind: "log"; readonly line: string }
  /** The worker has started and begins to load the modules. */
  | { readonly kind: "loading" }
  | { readonly kind: "loaded"; readonly scenarios: readonly ScenarioEntry[] }
  /** The run has reached its limit and is being brought to its end. */
  | { readonly kind: "stopping" }
  /** A stretch of the trace's events, in order; all of them come before `done`, whose trace holds none. */
  | { readonly kind: "events"; readonly events: readonly TraceEvent[] }
  | { readonly kind: "done"; readonly outcome: RunOutcome }
  /** A run of a sweep begins. */
  | { readonly kind: "running"; readonly seed: number; readonly scenario: number }
  /** A run of a sweep is over. */
  | { readonly kind: "swept"; readonly run: SweptRun }
  /** All runs of a sweep are over. */
  | { readonly kind: "sweptAll" }
  | { readonly kind: "unloadable"; readonly error: RunError };

/** What is told of one run of a sweep. */
export interface SweptRun {
  /** Index of the scenario in its file. */
  readonly scenario: number;
  readonly seed: number;
  readonly status: RunStatus;
  readonly events: number;
  /** Hash of the trace; empty when nothing was recorded. */
  readonly hash: string;
  /** Names of the checks that were violated. */
  readonly violated: readonly string[];
}

/** Words in the shared progress of a run: whether it has begun, and its number of events. */
export const PROGRESS = { begun: 0, events: 1, words: 2 } as const;

/** Asks for a module to be compiled; replies come in the order of the requests. */
export interface CompileRequest {
  readonly file: string;
  readonly source: string;
}

/** A compiled module, or why it can't be compiled. */
export type CompileReply = { readonly module: CompiledModule } | { readonly error: RunError };
