import type { TraceEvent } from "../trace/event.ts";
import type { RunError } from "../trace/trace.ts";
import type { ReadSource } from "./link.ts";
import type { FileOutcome, RunOutcome, RunRequest, ScenarioEntry } from "./outcome.ts";
import { nameOf } from "./paths.ts";
import { PROGRESS, type FromWorker, type Job, type RunLimits, type RunnerWorker } from "./wire.ts";

/** What a runner needs. */
export interface RunnerOptions {
  /** Starts a worker, as `startNodeWorker` does. */
  readonly startWorker: () => RunnerWorker;
  readonly readSource: ReadSource;
  readonly limits?: Partial<RunLimits>;
  /** Takes each line that a scenario writes to the console. */
  readonly onLog?: (line: string) => void;
}

const DEFAULT_LIMITS: RunLimits = { steps: 1_000_000, time: 2000 };

/** A worker notices its own limit this much later at the latest, in ms; else it hangs in the scenario. */
const GRACE = 300;

/** Time that a worker may take to start, and to read and compile the sources, in ms; not the scenario's own time. */
const STARTUP = 20_000;

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
  readonly #startWorker: () => RunnerWorker;
  readonly #readSource: ReadSource;
  readonly #limits: RunLimits;
  readonly #onLog: (line: string) => void;
  /** For each run under way, what ends it. */
  readonly #abandon = new Set<(reason: unknown) => void>();
  #spare: RunnerWorker | undefined;
  #disposed = false;

  constructor({ startWorker, readSource, limits, onLog }: RunnerOptions) {
    this.#startWorker = startWorker;
    this.#readSource = readSource;
    this.#limits = { ...DEFAULT_LIMITS, ...limits };
    this.#onLog = onLog ?? (() => undefined);
    this.#spare = this.#startSpare();
  }

  /**
   * Runs the scenarios of a file.
   * @throws The signal's reason, soon after the signal. Nothing else that has to do with the scenario.
   */
  async run(request: RunRequest, signal?: AbortSignal): Promise<FileOutcome> {
    const { file, only, fallback, first, seed, record } = request;
    const sources = new Set<string>();
    const read: ReadSource = (path) => {
      sources.add(path);
      return this.#readSource(path);
    };
    const job = (scenario: number | string): Job => ({ file, scenario, seed, record, limits: this.#limits });

    const head = await this.#complete(job(only ?? 0), read, signal);
    if (head.kind !== "done") {
      return { file, scenarios: [], runs: [], sources: [...sources], error: head.error };
    }
    const { scenarios, outcome } = head;
    if (only !== undefined) {
      const runs = outcome.name === only || fallback === true ? [outcome] : [];
      return { file, scenarios, runs, sources: [...sources] };
    }
    const runs = [outcome];
    for (let i = 1; i < scenarios.length && first !== true; i++) {
      const next = await this.#complete(job(i), read, signal);
      if (next.kind !== "done") return { file, scenarios, runs, sources: [...sources], error: next.error };
      runs.push(next.outcome);
    }
    return { file, scenarios, runs, sources: [...sources] };
  }

  /** Ends all workers; runs under way reject. */
  dispose(): void {
    this.#disposed = true;
    this.#spare?.terminate();
    for (const abandon of this.#abandon) abandon(new Error("the runner is disposed of"));
  }

  /** Runs a job; one that has to be ended is run again up to the step that it didn't get past. */
  async #complete(job: Job, read: ReadSource, signal: AbortSignal | undefined) {
    const result = await this.#attempt(job, read, signal);
    if (result.kind !== "ended") return result;
    if (result.events === undefined) return unloadable(job, result.why);
    const halt = { events: result.events, why: result.why };
    const again = await this.#attempt({ ...job, halt }, read, signal);
    return again.kind === "ended" ? unloadable(job, again.why) : again;
  }

  #attempt(job: Job, read: ReadSource, signal: AbortSignal | undefined): Promise<JobResult> {
    signal?.throwIfAborted();
    if (this.#disposed) throw new Error("the runner is disposed of");
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
      worker.onMessage = (message: FromWorker) => {
        switch (message.kind) {
          case "read":
            void read(message.path).then(
              (text) => worker.post({ kind: "source", path: message.path, text }),
              abandon,
            );
            break;
          case "log":
            this.#onLog(message.line);
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
        }
      };
      watch(STARTUP, `could not be read and compiled within ${STARTUP / 1000} s`);
      worker.post({ kind: "run", job, ...(shared === undefined ? {} : { progress: shared }) });
    });
  }

  #takeWorker(): RunnerWorker {
    const worker = this.#spare ?? this.#startWorker();
    worker.hold();
    this.#spare = this.#startSpare();
    return worker;
  }

  /** A spare that ends before it is needed is no spare any more. */
  #startSpare(): RunnerWorker {
    const worker = this.#startWorker();
    worker.onFailure = () => {
      if (this.#spare === worker) this.#spare = undefined;
    };
    return worker;
  }
}

function withEvents(outcome: RunOutcome, events: readonly TraceEvent[]): RunOutcome {
  return outcome.trace === undefined ? outcome : { ...outcome, trace: { ...outcome.trace, events } };
}

function unloadable(job: Job, why: string): { readonly kind: "unloadable"; readonly error: RunError } {
  return {
    kind: "unloadable",
    error: { message: `the file ${why}`, location: { file: nameOf(job.file), line: 1, column: 1 } },
  };
}
