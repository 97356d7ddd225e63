import { browserWorkers } from "../../../src/runner/browserWorkers.ts";
import { Runner } from "../../../src/runner/runner.ts";
import type { ReadSource } from "../../../src/runner/link.ts";
import type { SeedRange } from "../../../src/runner/wire.ts";
import { runAll, sweepAll } from "./runAll.ts";

/** What a page runs, given by the test. */
export interface PageRequest<Seeds> {
  /** Texts of `worker.browser.js` and `compiler.browser.js`. */
  readonly workers: { readonly run: string; readonly compiler: string };
  /** Texts of scenario files by path. */
  readonly files: Readonly<Record<string, string>>;
  readonly seeds: Seeds;
}

declare global {
  /** Runs every scenario of every file with every seed in workers of the page's browser. */
  var runInBrowser: (request: PageRequest<readonly number[]>) => Promise<readonly string[]>;
  /** The same, a worker for many seeds: {@link sweepAll}. */
  var sweepInBrowser: (request: PageRequest<SeedRange>) => Promise<readonly string[]>;
}

globalThis.runInBrowser = ({ workers, files, seeds }) => runAll(runnerOf(workers), files, seeds);
globalThis.sweepInBrowser = ({ workers, files, seeds }) => sweepAll(runnerOf(workers), files, seeds);

function runnerOf({ run, compiler }: PageRequest<unknown>["workers"]) {
  const url = (script: string) => URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const workers = browserWorkers({ run: url(run), compiler: url(compiler) });
  return (readSource: ReadSource) => new Runner({ workers, readSource, limits: { time: 60_000 } });
}
