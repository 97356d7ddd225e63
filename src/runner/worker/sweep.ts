import * as dsl from "../../dsl/index.ts";
import { run, type Ambient } from "../../dsl/run.ts";
import type { Scenario } from "../../dsl/scenario.ts";
import { SeededChoices } from "../../simulator/choices.ts";
import { PROGRESS, type SweepRequest } from "../wire.ts";
import { nameOf } from "../paths.ts";
import { CallSites, type Marker } from "./callSites.ts";
import { describe } from "./describeError.ts";
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
  const { seeds, skip, only, record, without, limits } = sweep;
  const file = nameOf(program.entry);
  const words = new Int32Array(progress ?? new ArrayBuffer(4 * PROGRESS.words));
  let ambient: Ambient = { now: () => 0, random: () => 0, fail: () => undefined };
  host.onUnhandledRejection((reason) => ambient.fail(reason));
  const sandbox = closeSandbox(
    () => ambient,
    () => undefined,
  );
  let callSites = new CallSites();
  const load = () => {
    callSites = new CallSites();
    return evaluate(program, record ? (module) => callSites.add(module) : () => unmarked, dsl);
  };
  const globals = new Set(Reflect.ownKeys(globalThis));

  const runOne = async (scenario: Scenario, index: number, seed: number) => {
    words[PROGRESS.events] = 0;
    host.post({ kind: "running", seed, scenario: index });
    const { status, events, checks, trace } = await run(
      scenario,
      {
        seed,
        choices: new SeededChoices(seed),
        budget: limits.steps,
        ...(record ? { recordAs: file } : {}),
        without,
      },
      {
        drainMicrotasks: () => host.drainMicrotasks(),
        ...limitsOf(host, { limits }, words),
        describe: (error) => describe(error, callSites, file),
        enter: (entered) => (ambient = entered),
        ...(record ? { locator: callSites } : {}),
      },
    );
    const violated = checks.filter((check) => check.status === "violated").map(({ name }) => name);
    host.post({
      kind: "swept",
      run: { scenario: index, seed, status, events, hash: trace?.hash ?? "", violated },
    });
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
