import { ProgressLocation, window, workspace } from "vscode";
import { SEED } from "./fileRun.ts";
import type { RunScenario } from "./fileRun.ts";

/** How often the progress is told at most, in ms. */
const INTERVAL = 100;

/** Runs a scenario with as many seeds as the user has set, and tells meanwhile how far it has come. */
export const sweepScenario: RunScenario = async (host, { file, scenario, signal, say }) => {
  const count = workspace.getConfiguration("faultline.test").get("seeds", 100);
  const seeds = { first: SEED, last: SEED + count - 1 };
  return await window.withProgress({ location: ProgressLocation.Window, title: scenario }, (progress) => {
    let done = 0;
    let bad = 0;
    let told = 0;
    return host.sweep(
      { file, only: scenario, seeds },
      ({ seed, status }) => {
        done++;
        if (status !== "passed" && bad++ === 0) say(`  ${scenario}: not as expected with seed ${seed}`);
        if (Date.now() - told < INTERVAL) return;
        told = Date.now();
        progress.report({ message: `${done} of ${count} seeds${bad > 0 ? `, ${bad} not as expected` : ""}` });
      },
      signal,
    );
  });
};
