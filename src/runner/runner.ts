import type { TraceEvent } from "../trace/event.ts";
import type { RunError } from "../trace/trace.ts";
import { Compiler } from "./compiler/compiler.ts";
import { link, type Program, type ReadSource } from "./link.ts";
import { LocatedError } from "./located.ts";
import type { FileOutcome, RunOutcome, RunRequest, ScenarioEntry, SweepRequest } from "./outcome.ts";
import { nameOf } from "./paths.ts";
import { GRACE, STARTUP } from "./patience.ts";
import { sweep } from "./sweep.ts";
import { Tally } from "./tally.ts";
import {
  PROGRESS,
  type FromRun,
  type Job,
  type RunLimits,
  type RunWorker,
  type SweptRun,
  type Workers,
} from "./wire.ts";

/** What a runner needs. */
export interface RunnerOptions {
  /** How to start workers: `nodeWorkers` or `browserWorkers`. */
  readonly workers: Workers;
  readonly readSource: ReadSource;
  readonly limits?: Partial<RunLimits>;
  /** Workers that a sweep uses at a time; as many as leave a processor to everybody else when absent. */
  readonly parallel?: number;
  /** Takes each line that a scenario writes to the console. */
  readonly onLog?: (line: string) => void;
}

const DEFAULT_LIMITS: RunLimits = { steps: 1_000_000, time: 2000 };

/** Time that a stopped run may take to hand over its trace, in ms. */
const HANDOVER = 30_000;

/** What one job came to. */
type JobResult =
  | { readonly kind: "done"; readonly scenarios: readonly ScenarioEntry[]; readonly outcome: RunOutcome }
  | { readonly kind: "unloadable"; readonly error: RunError }
  /** It had to be ended from outside, after so many events; before the run began when absent. */
  | { readonly kind: "ended"; readonly why: string; readonly events?: number };

/**
 * Runs scenario files, each run in a worker of its own that is thrown away after it, with a warm one in reserve.
 * Nothing that a scenario does reaches the caller otherwise than in the outcome.
 */
export class Runner {
  readonly #workers: Workers;
  readonly #compiler: Compiler;
  readonly #readSource: ReadSource;
  readonly #limits: RunLimits;
  readonly #parallel: number;
  readonly #onLog: (line: string) => void;
  /** For each run under way, what ends it. */
  readonly #abandon = new Set<(reason: unknown) => void>();
  readonly #ended = new AbortController();
  #spare: RunWorker | undefined;

  constructor({ workers, readSource, limits, parallel = workers.parallel, onLog }: RunnerOptions) {
    this.#workers = workers;
    this.#compiler = new Compiler(() => workers.startCompiler());
    this.#readSource = readSource;
    this.#limits = { ...DEFAULT_LIMITS, ...limits };
    this.#parallel = parallel;
    this.#onLog = onLog ?? (() => undefined);
    this.#spare = this.#startSpare();
  }

  /**
   * Runs the scenarios of a file.
   * @param onLog Takes what they write to the console, in the stead of the runner's own.
   * @throws The signal's reason, soon after the signal. Nothing else that has to do with the scenario.
   */
  async run(request: RunRequest, signal?: AbortSignal, onLog = this.#onLog): Promise<FileOutcome> {
    const { file, only, fallback, first, seed, record, without } = request;
    const limits = this.#limits;
    const job = (scenario: number | string): Job => ({ scenario, seed, record, without, limits });

    const { program, unrun } = await this.#load(file, signal);
    if (program === undefined) return unrun;
    const head = await this.#complete(program, job(only ?? 0), signal, onLog);
    if (head.kind !== "done") return { ...unrun, error: head.error };
    const { scenarios, outcome } = head;
    if (only !== undefined) {
      const runs = outcome.name === only || fallback === true ? [outcome] : [];
      return { ...unrun, scenarios, runs };
    }
    const runs = [outcome];
    for (let i = 1; i < scenarios.length && first !== true; i++) {
      const next = await this.#complete(program, job(i), signal, onLog);
      if (next.kind !== "done") return { ...unrun, scenarios, runs, error: next.error };
      runs.push(next.outcome);
    }
    return { ...unrun, scenarios, runs };
  }

  /**
   * Runs the scenarios of a file with many seeds, and records of each scenario the first run that doesn't do as
   * expected, or else the very first one.
   * @param onRun Called for each run that is over.
   * @throws The signal's reason, soon after the signal.
   */
  async sweep(
    request: SweepRequest,
    onRun: (run: SweptRun) => void,
    signal?: AbortSignal,
  ): Promise<FileOutcome> {
    const { file, only, seeds, record = false, without } = request;
    const { program, unrun } = await this.#load(file, signal);
    if (program === undefined) return unrun;
    const job = (scenario: number, seed: number): Job => ({
      scenario,
      seed,
      record: true,
      without,
      limits: this.#limits,
    });
    const head = await this.#complete(program, job(0, seeds.first), signal);
    if (head.kind !== "done") return { ...unrun, error: head.error };
    const tally = new Tally(seeds);
    await sweep(program, {
      ...(only === undefined ? {} : { only }),
      seeds,
      record,
      without,
      limits: this.#limits,
      parallel: this.#parallel,
      startWorker: () => this.#workers.startRun(),
      onRun: (run) => {
        tally.add(run);
        onRun(run);
      },
      signal: AbortSignal.any([this.#ended.signal, ...(signal === undefined ? [] : [signal])]),
    });
    const runs: RunOutcome[] = [];
    for (const scenario of tally.scenarios) {
      const shown = await this.#complete(program, job(scenario, tally.seedToShow(scenario)), signal);
      if (shown.kind !== "done") return { ...unrun, scenarios: head.scenarios, runs, error: shown.error };
      runs.push(tally.summarise(shown.outcome));
    }
    return { ...unrun, scenarios: head.scenarios, runs };
  }

  /** Ends all workers; runs under way reject. */
  dispose(): void {
    const reason = new Error("the runner is disposed of");
    this.#spare?.terminate();
    this.#compiler.dispose();
    this.#ended.abort(reason);
    for (const abandon of this.#abandon) abandon(reason);
  }

  /**
   * Reads and compiles a file with all that it imports.
   * @returns The program, unless something is wrong, and the outcome as it is before anything has run.
   */
  async #load(
    file: string,
    signal: AbortSignal | undefined,
  ): Promise<{ readonly program: Program | undefined; readonly unrun: FileOutcome }> {
    const sources = new Set<string>();
    const read: ReadSource = (path) => {
      sources.add(path);
      return this.#readSource(path);
    };
    const linked = await this.#link(file, read, signal);
    const unrun = { file, scenarios: [], runs: [], sources: [...sources] };
    return linked instanceof LocatedError
      ? { program: undefined, unrun: { ...unrun, error: linked.toRunError() } }
      : { program: linked, unrun };
  }

  /** @returns What is wrong with the sources, if anything is. */
  #link(file: string, read: ReadSource, signal: AbortSignal | undefined): Promise<Program | LocatedError> {
    this.#requireWanted(signal);
    return new Promise((resolve, reject) => {
      const settle = (settled: () => void) => {
        signal?.removeEventListener("abort", abort);
        this.#abandon.delete(abandon);
        settled();
      };
      const abandon = (reason: unknown) => settle(() => reject(reason));
      const abort = () => abandon(signal!.reason);
      this.#abandon.add(abandon);
      signal?.addEventListener("abort", abort);
      link(file, read, (path, source) => this.#compiler.compile(path, source)).then(
        (program) => settle(() => resolve(program)),
        (error: unknown) => (error instanceof LocatedError ? settle(() => resolve(error)) : abandon(error)),
      );
    });
  }

  #requireWanted(signal: AbortSignal | undefined): void {
    signal?.throwIfAborted();
    this.#ended.signal.throwIfAborted();
  }

  /** Runs a job; one that has to be ended is run again up to the step that it didn't get past. */
  async #complete(program: Program, job: Job, signal: AbortSignal | undefined, onLog = this.#onLog) {
    const result = await this.#attempt(program, job, signal, onLog);
    if (result.kind !== "ended") return result;
    if (result.events === undefined) return unloadable(program, result.why);
    const halt = { events: result.events, why: result.why };
    const again = await this.#attempt(program, { ...job, halt }, signal, onLog);
    return again.kind === "ended" ? unloadable(program, again.why) : again;
  }

  #attempt(
    program: Program,
    job: Job,
    signal: AbortSignal | undefined,
    onLog: (line: string) => void,
  ): Promise<JobResult> {
    this.#requireWanted(signal);
    const worker = this.#takeWorker();
    const shared =
      typeof SharedArrayBuffer === "undefined" ? undefined : new SharedArrayBuffer(4 * PROGRESS.words);
    const progress = shared === undefined ? undefined : new Int32Array(shared);
    return new Promise<JobResult>((resolve, reject) => {
      let scenarios: readonly ScenarioEntry[] = [];
      const events: TraceEvent[] = [];
      let timer: ReturnType<typeof setTimeout> | undefined;

      const finish = (settle: () => void) => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", abort);
        this.#abandon.delete(abandon);
        worker.terminate();
        settle();
      };
      const abandon = (reason: unknown) => finish(() => reject(reason));
      const abort = () => abandon(signal!.reason);
      const end = (why: string) =>
        finish(() => {
          const begun = progress?.[PROGRESS.begun] === 1;
          resolve({ kind: "ended", why, ...(begun ? { events: progress[PROGRESS.events] } : {}) });
        });
      const watch = (time: number, why: string) => {
        clearTimeout(timer);
        timer = setTimeout(() => end(why), time);
      };
      const endless = `did not come to an end within ${this.#limits.time / 1000} s; look for an endless loop`;

      this.#abandon.add(abandon);
      signal?.addEventListener("abort", abort);
      worker.onFailure = (failure) =>
        end(
          failure.kind === "memory"
            ? "took more memory than a run may have; look for something that grows without end"
            : `ended its worker: ${failure.message}`,
        );
      worker.onMessage = (message: FromRun) => {
        switch (message.kind) {
          case "log":
            onLog(message.line);
            break;
          case "loading":
            watch(this.#limits.time + GRACE, endless);
            break;
          case "stopping":
            watch(HANDOVER, endless);
            break;
          case "loaded":
            scenarios = message.scenarios;
            break;
          case "events":
            for (const event of message.events) events.push(event);
            break;
          case "done":
            finish(() => resolve({ kind: "done", scenarios, outcome: withEvents(message.outcome, events) }));
            break;
          case "unloadable":
            finish(() => resolve(message));
            break;
          case "running":
          case "swept":
          case "sweptAll":
            break;
        }
      };
      watch(STARTUP, `found no worker to run in within ${STARTUP / 1000} s`);
      worker.post({ program, job, ...(shared === undefined ? {} : { progress: shared }) });
    });
  }

  #takeWorker(): RunWorker {
    const worker = this.#spare ?? this.#workers.startRun();
    worker.hold();
    this.#spare = this.#startSpare();
    return worker;
  }

  /** A spare that ends before it is needed is no spare any more. */
  #startSpare(): RunWorker {
    const worker = this.#workers.startRun();
    worker.onFailure = () => {
      if (this.#spare === worker) this.#spare = undefined;
    };
    return worker;
  }
}

function withEvents(outcome: RunOutcome, events: readonly TraceEvent[]): RunOutcome {
  return outcome.trace === undefined ? outcome : { ...outcome, trace: { ...outcome.trace, events } };
}

function unloadable(
  { entry }: Program,
  why: string,
): { readonly kind: "unloadable"; readonly error: RunError } {
  return {
    kind: "unloadable",
    error: { message: `the file ${why}`, location: { file: nameOf(entry), line: 1, column: 1 } },
  };
}
