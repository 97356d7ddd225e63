import { TestMessage } from "vscode";
import type { LogOutputChannel, TestItem, TestRun } from "vscode";
import type { FileOutcome } from "../../runner/outcome.ts";
import type { Results } from "../run/results.ts";
import type { RunnerHost } from "../run/runnerHost.ts";
import { sourceName } from "../run/sources.ts";
import { report, reportUnloadable, say, tellFile } from "./report.ts";
import type { Selected } from "./scenarioTree.ts";

/** The seed of a test run: that of the first picture. */
export const SEED = 1;

/** One scenario that is to be run. */
export interface Wanted {
  /** The file, as the runner knows it. */
  readonly file: string;
  readonly scenario: string;
  readonly signal: AbortSignal;
  /** Takes what the scenario writes to the console. */
  readonly onLog: (line: string) => void;
  /** Writes a line into the output of the test run at once. */
  readonly say: (line: string) => void;
}

/** Runs a scenario in some way: once, or with many seeds. Ends soon after the signal. */
export type RunScenario = (host: RunnerHost, wanted: Wanted) => Promise<FileOutcome>;

/** The part of a test run that is about one file. */
export class FileRun {
  readonly #run: TestRun;
  readonly #selected: Selected;
  readonly #host: RunnerHost;
  readonly #results: Results;
  readonly #log: LogOutputChannel;
  readonly #signal: AbortSignal;
  /** Names of the files that the outcome depends on. */
  readonly sources = new Set<string>();

  constructor(
    run: TestRun,
    selected: Selected,
    host: RunnerHost,
    results: Results,
    log: LogOutputChannel,
    signal: AbortSignal,
  ) {
    this.#run = run;
    this.#selected = selected;
    this.#host = host;
    this.#results = results;
    this.#log = log;
    this.#signal = signal;
  }

  /** Runs the scenarios one after the other. Ends soon after the signal and never rejects. */
  async perform(runScenario: RunScenario): Promise<void> {
    const { test, whole } = this.#selected;
    tellFile(this.#run, test.uri);
    if (whole && (!test.isComplete || this.#selected.scenarios().length === 0)) await this.#look();
    for (const item of this.#selected.scenarios()) await this.#runScenario(item, runScenario);
  }

  /** Has a run tell which scenarios the file has. */
  async #look(): Promise<void> {
    const { test } = this.#selected;
    const request = { file: sourceName(test.uri), first: true, seed: SEED, record: false };
    const outcome = await this.#attempt(test.item, () => this.#host.run(request, this.#signal));
    if (outcome?.error && this.#selected.scenarios().length === 0)
      reportUnloadable(this.#run, test.item, test.uri, outcome.error);
  }

  async #runScenario(item: TestItem, runScenario: RunScenario): Promise<void> {
    if (this.#signal.aborted) return;
    this.#run.started(item);
    const since = Date.now();
    const log: string[] = [];
    const { uri } = this.#selected.test;
    const outcome = await this.#attempt(item, () =>
      runScenario(this.#host, {
        file: sourceName(uri),
        scenario: item.id,
        signal: this.#signal,
        onLog: (line) => log.push(line),
        say: (line) => say(this.#run, item, line),
      }),
    );
    if (!outcome) return;
    report(this.#run, item, uri, outcome, log, Date.now() - since);
    for (const each of outcome.runs) this.#results.set(uri, each.name, each);
  }

  async #attempt(item: TestItem, run: () => Promise<FileOutcome>): Promise<FileOutcome | undefined> {
    try {
      const outcome = await run();
      for (const source of outcome.sources) this.sources.add(source);
      this.#selected.test.learn(outcome.scenarios);
      return outcome;
    } catch (error) {
      if (this.#signal.aborted) return undefined;
      // The runner turns everything that a scenario does wrong into an outcome, so this is its own failure.
      this.#log.error(error instanceof Error ? error : String(error));
      this.#run.errored(
        item,
        new TestMessage("The scenario could not be run; the Faultline output says why."),
      );
      return undefined;
    }
  }
}
