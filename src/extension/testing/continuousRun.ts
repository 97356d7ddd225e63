import { TestRunRequest } from "vscode";
import type { Disposable, Uri } from "vscode";
import { LiveRun } from "../run/liveRun.ts";
import { sourceUri } from "../run/sources.ts";
import { SourceWatcher } from "../run/sourceWatcher.ts";
import type { FileTest } from "./fileTest.ts";
import type { ScenarioFiles } from "./scenarioFiles.ts";
import type { PerformOptions } from "./scenarioRuns.ts";
import type { ScenarioTree } from "./scenarioTree.ts";

/** How long typing must rest before scenarios run again, in ms: each time it is a test run of its own. */
const TYPING_PAUSE = 400;

/** Performs a part of the request. */
export type PerformPart = (
  request: TestRunRequest,
  options: Required<Pick<PerformOptions, "signal" | "onDone">>,
) => Promise<void>;

/** Runs what a request is about, and again each file that changes or depends on one that does. */
export class ContinuousRun {
  readonly #request: TestRunRequest;
  readonly #tree: ScenarioTree;
  readonly #perform: PerformPart;
  readonly #live = new LiveRun((_, signal) => this.#run(signal), TYPING_PAUSE);
  readonly #watcher = new SourceWatcher((source) => this.#sourceChanged(source));
  readonly #subscription: Disposable;
  /** The files whose latest run is still right, each with all that it depends on, by URI. */
  readonly #upToDate = new Map<FileTest, ReadonlyMap<string, Uri>>();

  /** Begins with all of it, and goes on until it is disposed of. */
  constructor(request: TestRunRequest, tree: ScenarioTree, files: ScenarioFiles, perform: PerformPart) {
    this.#request = request;
    this.#tree = tree;
    this.#perform = perform;
    this.#subscription = files.onDidFind(() => this.#live.edit());
    this.#live.request();
  }

  dispose(): void {
    this.#live.cancel();
    this.#watcher.dispose();
    this.#subscription.dispose();
  }

  async #run(signal: AbortSignal): Promise<void> {
    const selection = await this.#tree.select(this.#request);
    this.#watch(selection.map(({ test }) => test.uri));
    const outdated = selection.filter(({ test }) => !this.#upToDate.has(test));
    if (outdated.length === 0) return;
    const items = outdated.flatMap((each) => (each.whole ? [each.test.item] : each.scenarios()));
    const { exclude, profile } = this.#request;
    await this.#perform(new TestRunRequest(items, exclude, profile, true, true), {
      signal,
      onDone: (test, sources) => {
        const uris = Array.from(sources, sourceUri);
        this.#upToDate.set(test, new Map(uris.map((uri) => [uri.toString(), uri])));
      },
    });
    this.#watch(selection.map(({ test }) => test.uri));
  }

  #watch(files: readonly Uri[]): void {
    const sources = [...this.#upToDate.values()].flatMap((each) => [...each.values()]);
    this.#watcher.watch([...files, ...sources]);
  }

  #sourceChanged(source: Uri): void {
    const key = source.toString();
    for (const [test, sources] of this.#upToDate) if (sources.has(key)) this.#upToDate.delete(test);
    this.#live.edit();
  }
}
