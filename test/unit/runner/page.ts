import { startBrowserWorker } from "../../../src/runner/browserWorker.ts";
import { Runner } from "../../../src/runner/runner.ts";
import { runAll } from "./runAll.ts";

/** What a page runs, given by the test. */
export interface PageRequest {
  /** Text of `worker.browser.js`. */
  readonly worker: string;
  /** Texts of scenario files by path. */
  readonly files: Readonly<Record<string, string>>;
  readonly seeds: readonly number[];
}

declare global {
  /** Runs every scenario of every file with every seed in workers of the page's browser. */
  var runInBrowser: (request: PageRequest) => Promise<readonly string[]>;
}

globalThis.runInBrowser = async ({ worker, files, seeds }) => {
  const url = URL.createObjectURL(new Blob([worker], { type: "text/javascript" }));
  return runAll(
    (readSource) =>
      new Runner({ startWorker: () => startBrowserWorker(url), readSource, limits: { time: 60_000 } }),
    files,
    seeds,
  );
};
