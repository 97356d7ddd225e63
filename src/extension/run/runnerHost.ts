import { Disposable, EventEmitter, workspace } from "vscode";
import type { LogOutputChannel } from "vscode";
import type { ReadSource } from "../../runner/link.ts";
import type { FileOutcome, RunRequest, SweepRequest } from "../../runner/outcome.ts";
import { Runner } from "../../runner/runner.ts";
import type { SweptRun, Workers } from "../../runner/wire.ts";
import { readSource as readShown } from "./sources.ts";

/**
 * A runner for many: it starts with the first run, and anew when a limit changes. When the last run is over its workers
 * end, unless somebody wants them ready.
 */
export class RunnerHost {
  readonly #workers: Workers;
  readonly #log: LogOutputChannel;
  readonly #limitsChanged = new EventEmitter<void>();
  readonly #subscriptions: Disposable;
  readonly #readSource: ReadSource;
  #runner: Runner | undefined;
  /** Number of runs under way, and of those who want the workers ready. */
  #users = 0;

  /** The user changed a limit, so that runs may come out otherwise. */
  readonly onDidChangeLimits = this.#limitsChanged.event;

  /**
   * @param log takes what scenarios write to the console, too
   * @param readSource reads the files as the user sees them, unless told otherwise
   */
  constructor(workers: Workers, log: LogOutputChannel, readSource: ReadSource = readShown) {
    this.#workers = workers;
    this.#log = log;
    this.#readSource = readSource;
    this.#subscriptions = Disposable.from(
      this.#limitsChanged,
      workspace.onDidChangeConfiguration((change) => {
        if (!change.affectsConfiguration("faultline.run")) return;
        this.stop();
        this.#limitsChanged.fire();
      }),
    );
  }

  /** Number of runs that it makes sense to have under way at a time. */
  get parallel(): number {
    return this.#workers.parallel;
  }

  /** A runner of its own that reads the files from elsewhere; the caller disposes of it. */
  reading(readSource: ReadSource): RunnerHost {
    return new RunnerHost(this.#workers, this.#log, readSource);
  }

  /** Keeps workers ready between runs, until disposed of. */
  keepReady(): Disposable {
    this.#users++;
    return new Disposable(() => {
      if (--this.#users === 0) this.stop();
    });
  }

  /**
   * Runs a scenario of a file. Ends soon after the signal.
   * @param onLog takes what it writes to the console, in the stead of the log
   */
  run(request: RunRequest, signal: AbortSignal, onLog?: (line: string) => void): Promise<FileOutcome> {
    return this.#use((runner) => runner.run(request, signal, onLog));
  }

  /** Runs a scenario of a file with many seeds. Ends soon after the signal. @param onRun called for each run that is over */
  sweep(request: SweepRequest, onRun: (run: SweptRun) => void, signal: AbortSignal): Promise<FileOutcome> {
    return this.#use((runner) => runner.sweep(request, onRun, signal));
  }

  /** Ends all workers; the next run starts them again. */
  stop(): void {
    this.#runner?.dispose();
    this.#runner = undefined;
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.stop();
  }

  async #use<Result>(run: (runner: Runner) => Promise<Result>): Promise<Result> {
    const ready = this.keepReady();
    try {
      this.#runner ??= this.#start();
      return await run(this.#runner);
    } finally {
      ready.dispose();
    }
  }

  #start(): Runner {
    const settings = workspace.getConfiguration("faultline.run");
    return new Runner({
      workers: this.#workers,
      readSource: this.#readSource,
      onLog: (line) => this.#log.info(line),
      limits: {
        steps: settings.get("stepBudget", 1_000_000),
        time: settings.get("timeLimit", 2000),
      },
    });
  }
}
