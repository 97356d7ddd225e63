import { browserWorkers } from "../../../src/runner/browserWorkers.ts";
import { Runner } from "../../../src/runner/runner.ts";
import { runAll } from "./runAll.ts";

/** What a page runs, given by the test. */
export interface PageRequest {
  /** Texts of `worker.browser.js` and `compiler.browser.js`. */
  readonly workers: { readonly run: string; readonly compiler: string };
  /** Texts of scenario files by path. */
  readonly files: Readonly<Record<string, string>>;
  readonly seeds: readonly number[];
}

declare global {
  /** Runs every scenario of every file with every seed in workers of the page's browser. */
  var runInBrowser: (request: PageRequest) => Promise<readonly string[]>;
}

globalThis.runInBrowser = async ({ workers: { run, compiler }, files, seeds }) => {
  const url = (script: string) => URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const workers = browserWorkers({ run: url(run), compiler: url(compiler) });
  return runAll((readSource) => new Runner({ workers, readSource, limits: { time: 60_000 } }), files, seeds);
};
