import { commands, Disposable, TestRunProfileKind, TestRunRequest, tests, workspace } from "vscode";
import type { CancellationToken, LogOutputChannel, TestController } from "vscode";
import { DEBUG_COMMAND } from "../debug/command.ts";
import type { Results } from "../run/results.ts";
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

  /**
   * @param host which nobody else uses, so that nobody waits for many seeds
   * @param results takes what becomes of the scenarios
   */
  constructor(host: RunnerHost, results: Results, log: LogOutputChannel) {
    const controller = tests.createTestController("faultline", "Faultline");
    this.#controller = controller;
    this.#host = host;
    this.#tree = new ScenarioTree(controller, this.#files);
    this.#runs = new ScenarioRuns(controller, this.#tree, host, results, log);
    controller.resolveHandler = (item) => this.#tree.resolve(item);
    controller.refreshHandler = () => this.#files.find();
    const { Debug, Run } = TestRunProfileKind;
    const run = (request: TestRunRequest, token: CancellationToken) => this.#run(request, token);
    controller.createRunProfile("Run", Run, run, true, undefined, true);
    controller.createRunProfile("Debug", Debug, (request) => this.#debug(request), true);
    controller.createRunProfile("Many Seeds", Run, (request) => this.#sweep(request));
  }

  dispose(): void {
    Disposable.from(this.#controller, this.#tree, this.#files, this.#host).dispose();
  }

  async #run(request: TestRunRequest, token: CancellationToken): Promise<void> {
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

  async #sweep(request: TestRunRequest): Promise<void> {
    // Each sweep keeps all workers busy.
    await this.#runs.perform(request, sweepScenario, { parallel: 1, name: "Many Seeds" });
  }

  /** Runs the first scenario of those that are meant, and steps through the run. */
  async #debug(request: TestRunRequest): Promise<void> {
    const first = (await this.#tree.select(request)).at(0);
    const item = first?.scenarios().at(0);
    if (!first || !item || !workspace.isTrusted) {
      await this.#runs.perform(request, runOnce, { parallel: 1 });
      return;
    }
    const one = new TestRunRequest([item], [], request.profile, false, true);
    await this.#runs.perform(one, runOnce, { parallel: 1 });
    await commands.executeCommand(DEBUG_COMMAND, first.test.uri, item.id, SEED);
  }
}

const runOnce: RunScenario = (host, { file, scenario, signal, onLog }) =>
  host.run({ file, only: scenario, seed: SEED, record: true }, signal, onLog);
