import { Disposable, EventEmitter, workspace } from "vscode";
import type { LogOutputChannel } from "vscode";
import type { ReadSource } from "../../runner/link.ts";
import type { FileOutcome, RunRequest, SweepRequest } from "../../runner/outcome.ts";
import { Runner } from "../../runner/runner.ts";
import type { SweptRun, Workers } from "../../runner/wire.ts";
import { readSource as readShown } from "./sources.ts";

/** The runner that all panels share: started with the first run, and anew when a limit changes. */
export class RunnerHost {
  readonly #workers: Workers;
  readonly #log: LogOutputChannel;
  readonly #limitsChanged = new EventEmitter<void>();
  readonly #subscriptions: Disposable;
  readonly #readSource: ReadSource;
  #runner: Runner | undefined;

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

  /**
   * Runs a scenario of a file. Ends soon after the signal.
   * @param onLog takes what it writes to the console, in the stead of the log
   */
  run(request: RunRequest, signal: AbortSignal, onLog?: (line: string) => void): Promise<FileOutcome> {
    this.#runner ??= this.#start();
    return this.#runner.run(request, signal, onLog);
  }

  /** Runs a scenario of a file with many seeds. Ends soon after the signal. @param onRun called for each run that is over */
  sweep(request: SweepRequest, onRun: (run: SweptRun) => void, signal: AbortSignal): Promise<FileOutcome> {
    this.#runner ??= this.#start();
    return this.#runner.sweep(request, onRun, signal);
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
