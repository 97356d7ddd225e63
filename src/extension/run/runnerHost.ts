import { Disposable, EventEmitter, workspace } from "vscode";
import type { LogOutputChannel, Uri } from "vscode";
import type { FileOutcome, RunRequest } from "../../runner/outcome.ts";
import { Runner } from "../../runner/runner.ts";
import { readSource } from "./sources.ts";
import { workersOf } from "./workers.ts";

/** The runner that all panels share: started with the first run, and anew when a limit changes. */
export class RunnerHost {
  readonly #extensionUri: Uri;
  readonly #log: LogOutputChannel;
  readonly #limitsChanged = new EventEmitter<void>();
  readonly #subscriptions: Disposable;
  #runner: Runner | undefined;

  /** The user changed a limit, so that runs may come out otherwise. */
  readonly onDidChangeLimits = this.#limitsChanged.event;

  /** @param log takes what scenarios write to the console, too */
  constructor(extensionUri: Uri, log: LogOutputChannel) {
    this.#extensionUri = extensionUri;
    this.#log = log;
    this.#subscriptions = Disposable.from(
      this.#limitsChanged,
      workspace.onDidChangeConfiguration((change) => {
        if (!change.affectsConfiguration("faultline.run")) return;
        this.stop();
        this.#limitsChanged.fire();
      }),
    );
  }

  /** Runs a scenario of a file. Ends soon after the signal. */
  run(request: RunRequest, signal: AbortSignal): Promise<FileOutcome> {
    this.#runner ??= this.#start();
    return this.#runner.run(request, signal);
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
      workers: workersOf(this.#extensionUri),
      readSource,
      onLog: (line) => this.#log.info(line),
      limits: {
        steps: settings.get("stepBudget", 1_000_000),
        time: settings.get("timeLimit", 2000),
      },
    });
  }
}
