import * as dsl from "../../dsl/index.ts";
import { run, type Ambient } from "../../dsl/run.ts";
import type { Scenario } from "../../dsl/scenario.ts";
import { SeededChoices } from "../../simulator/choices.ts";
import { PROGRESS, type SweepRequest } from "../wire.ts";
import type { Marker } from "./callSites.ts";
import { evaluate } from "./evaluate.ts";
import { limitsOf } from "./limits.ts";
import { closeSandbox } from "./sandbox/sandbox.ts";
import type { WorkerHost } from "./workerHost.ts";

/** Nothing is recorded, so that no line has to be found. */
const unmarked: Marker = (_, receiver) => receiver;

/**
 * Runs scenarios with many seeds in one worker, each as if it were alone there: the modules run anew each time, and
 * what a run leaves in the global scope is taken away.
 */
export async function serveSweep(
  host: WorkerHost,
  { program, sweep, progress }: SweepRequest,
): Promise<void> {
  const { seeds, skip, only, limits } = sweep;
  const words = new Int32Array(progress ?? new ArrayBuffer(4 * PROGRESS.words));
  let ambient: Ambient = { now: () => 0, random: () => 0, fail: () => undefined };
  host.onUnhandledRejection((reason) => ambient.fail(reason));
  const sandbox = closeSandbox(
    () => ambient,
    () => undefined,
  );
  const load = () => evaluate(program, () => unmarked, dsl);
  const globals = new Set(Reflect.ownKeys(globalThis));

  const runOne = async (scenario: Scenario, index: number, seed: number) => {
    words[PROGRESS.events] = 0;
    host.post({ kind: "running", seed, scenario: index });
    const { status, events, checks } = await run(
      scenario,
      { seed, choices: new SeededChoices(seed), budget: limits.steps },
      {
        drainMicrotasks: () => host.drainMicrotasks(),
        ...limitsOf(host, { limits }, words),
        describe: (error) => ({ message: String(error) }),
        enter: (entered) => (ambient = entered),
      },
    );
    const violated = checks.filter((check) => check.status === "violated").map(({ name }) => name);
    host.post({ kind: "swept", run: { scenario: index, seed, status, events, violated } });
  };

  for (let seed = seeds.first; seed <= seeds.last; seed++) {
    const scenarios = load();
    for (const index of scenarios.keys()) {
      if (only !== undefined && scenarios[index].name !== only) continue;
      if (seed === seeds.first && index < skip) continue;
      // A scenario's modules have run for it alone, too.
      const scenario = index === 0 ? scenarios[0] : load()[index];
      await runOne(scenario, index, seed);
      for (const key of Reflect.ownKeys(globalThis))
        if (!globals.has(key)) Reflect.deleteProperty(globalThis, key);
      sandbox.renew();
    }
  }
  host.post({ kind: "sweptAll" });
}
