import { workspace } from "vscode";
import type { CancellationToken, LogOutputChannel, TestController, TestRunRequest } from "vscode";
import type { Results } from "../run/results.ts";
import type { RunnerHost } from "../run/runnerHost.ts";
import { FileRun } from "./fileRun.ts";
import type { RunScenario } from "./fileRun.ts";
import type { FileTest } from "./fileTest.ts";
import { refuse } from "./report.ts";
import type { ScenarioTree } from "./scenarioTree.ts";

/** How a test run is performed. */
export interface PerformOptions {
  /** Number of files at a time. */
  readonly parallel: number;
  /** What the test run is called; as VS Code does when absent. */
  readonly name?: string;
  /** Breaks it off; the user can do so as well. */
  readonly signal?: AbortSignal;
  /** Called when all that is wanted of a file has been run. @param sources names of the files that it depends on */
  readonly onDone?: (test: FileTest, sources: ReadonlySet<string>) => void;
}

/** Runs scenarios for the Testing view. */
export class ScenarioRuns {
  readonly #controller: TestController;
  readonly #tree: ScenarioTree;
  readonly #host: RunnerHost;
  readonly #results: Results;
  readonly #log: LogOutputChannel;

  /** @param results takes what becomes of the scenarios */
  constructor(
    controller: TestController,
    tree: ScenarioTree,
    host: RunnerHost,
    results: Results,
    log: LogOutputChannel,
  ) {
    this.#controller = controller;
    this.#tree = tree;
    this.#host = host;
    this.#results = results;
    this.#log = log;
  }

  /** Runs what a request is about. In Restricted Mode nothing runs. */
  async perform(request: TestRunRequest, runScenario: RunScenario, options: PerformOptions): Promise<void> {
    const { parallel, name, signal, onDone } = options;
    const run = this.#controller.createTestRun(request, name);
    const ended = AbortSignal.any([signalOf(run.token), ...(signal ? [signal] : [])]);
    const ready = this.#host.keepReady();
    try {
      const selection = await this.#tree.select(request);
      if (!workspace.isTrusted) {
        refuse(run, selection);
        return;
      }
      for (const each of selection) for (const item of each.scenarios()) run.enqueued(item);
      const queue = selection.values();
      const work = async () => {
        for (const selected of queue) {
          const fileRun = new FileRun(run, selected, this.#host, this.#results, this.#log, ended);
          await fileRun.perform(runScenario);
          if (ended.aborted) return;
          onDone?.(selected.test, fileRun.sources);
        }
      };
      await Promise.all(Array.from({ length: parallel }, work));
    } finally {
      run.end();
      ready.dispose();
    }
  }
}

function signalOf(token: CancellationToken): AbortSignal {
  const abort = new AbortController();
  if (token.isCancellationRequested) abort.abort();
  token.onCancellationRequested(() => abort.abort());
  return abort.signal;
}
