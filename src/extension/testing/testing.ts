import { Disposable, TestRunProfileKind, tests, workspace } from "vscode";
import type { CancellationToken, LogOutputChannel, TestController, TestRunRequest } from "vscode";
import type { RunnerHost } from "../run/runnerHost.ts";
import { ContinuousRun } from "./continuousRun.ts";
import { SEED } from "./fileRun.ts";
import type { RunScenario } from "./fileRun.ts";
import { ScenarioFiles } from "./scenarioFiles.ts";
import { ScenarioRuns } from "./scenarioRuns.ts";
import { ScenarioTree } from "./scenarioTree.ts";
import { sweepScenario } from "./sweepScenario.ts";

/** The scenarios of the workspace in the Testing view: found without running any, run once or with many seeds. */
export class Testing {
  readonly #controller: TestController;
  readonly #files = new ScenarioFiles();
  readonly #tree: ScenarioTree;
  readonly #runs: ScenarioRuns;
  readonly #host: RunnerHost;

  /** @param host which nobody else uses: it is stopped after each test run */
  constructor(host: RunnerHost, log: LogOutputChannel) {
    const controller = tests.createTestController("faultline", "Faultline");
    this.#controller = controller;
    this.#host = host;
    this.#tree = new ScenarioTree(controller, this.#files);
    this.#runs = new ScenarioRuns(controller, this.#tree, host, log);
    controller.resolveHandler = (item) => this.#tree.resolve(item);
    controller.refreshHandler = () => this.#files.find();
    controller.createRunProfile(
      "Run",
      TestRunProfileKind.Run,
      (request, token) => this.#runOnce(request, token),
      true,
      undefined,
      true,
    );
    controller.createRunProfile("Many Seeds", TestRunProfileKind.Run, (request) =>
      this.#runs.perform(request, sweepScenario, { parallel: 1 }),
    );
  }

  dispose(): void {
    Disposable.from(this.#controller, this.#tree, this.#files, this.#host).dispose();
  }

  async #runOnce(request: TestRunRequest, token: CancellationToken): Promise<void> {
    const { parallel } = this.#host;
    if (request.continuous !== true || !workspace.isTrusted) {
      await this.#runs.perform(request, runOnce, { parallel });
      return;
    }
    const continuous = new ContinuousRun(request, this.#tree, this.#files, (part, options) =>
      this.#runs.perform(part, runOnce, { parallel, ...options }),
    );
    token.onCancellationRequested(() => continuous.dispose());
  }
}

const runOnce: RunScenario = (host, { file, scenario, signal, onLog }) =>
  host.run({ file, only: scenario, seed: SEED, record: true }, signal, onLog);
