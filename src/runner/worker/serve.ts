import * as dsl from "../../dsl/index.ts";
import { run, type Ambient, type RunHost } from "../../dsl/run.ts";
import type { Scenario } from "../../dsl/scenario.ts";
import { SeededChoices } from "../../simulator/choices.ts";
import type { Trace } from "../../trace/trace.ts";
import { CallSites } from "./callSites.ts";
import { describe } from "./describeError.ts";
import { evaluate } from "./evaluate.ts";
import type { Program } from "../link.ts";
import type { ScenarioEntry } from "../outcome.ts";
import { nameOf } from "../paths.ts";
import { closeSandbox } from "./sandbox/sandbox.ts";
import { warmUp } from "./warmUp.ts";
import { PROGRESS, type Job, type JobRequest, type SweepRequest } from "../wire.ts";
import { limitsOf } from "./limits.ts";
import { serveSweep } from "./sweep.ts";
import type { WorkerHost } from "./workerHost.ts";

/** Console lines of one run that are passed on; the rest is dropped. */
const MAX_LOG_LINES = 1000;

/** Events that are handed over at once. */
const STRETCH = 5000;

const BEFORE_THE_RUN: Ambient = { now: () => 0, random: () => 0, fail: () => undefined };

/** Serves one run, or one sweep. @returns What to call for the runner's one request. */
export function serve(host: WorkerHost): (request: JobRequest | SweepRequest) => void {
  const warm = warmUp(() => host.drainMicrotasks());
  return (request) =>
    void warm.then(() => ("sweep" in request ? serveSweep(host, request) : serveRun(host, request)));
}

async function serveRun(host: WorkerHost, request: JobRequest): Promise<void> {
  const { program, job } = request;
  const progress = new Int32Array(request.progress ?? new ArrayBuffer(4 * PROGRESS.words));
  const callSites = new CallSites();
  const file = nameOf(program.entry);
  try {
    host.post({ kind: "loading" });
    const { scenarios, enter } = open(host, program, callSites);
    const entries = scenarios.map((each) => entryOf(each, callSites));
    host.post({ kind: "loaded", scenarios: entries });
    progress[PROGRESS.begun] = 1;
    await runOne(host, job, file, scenarios, callSites, progress, enter);
  } catch (error) {
    host.post({ kind: "unloadable", error: describe(error, callSites, file) });
  }
}

/** Closes the sandbox and loads the program into it. */
function open(host: WorkerHost, program: Program, callSites: CallSites) {
  let ambient = BEFORE_THE_RUN;
  let lines = 0;
  Error.stackTraceLimit = 50;
  host.onUnhandledRejection((reason) => ambient.fail(reason));
  closeSandbox(
    () => ambient,
    (line) => {
      if (lines++ < MAX_LOG_LINES) host.post({ kind: "log", line });
    },
  );
  const scenarios = evaluate(program, (module) => callSites.add(module), dsl);
  return { scenarios, enter: (entered: Ambient) => (ambient = entered) };
}

async function runOne(
  host: WorkerHost,
  job: Job,
  file: string,
  scenarios: readonly Scenario[],
  callSites: CallSites,
  progress: Int32Array,
  enter: (ambient: Ambient) => void,
): Promise<void> {
  const index = select(scenarios, job.scenario);
  const scenario = scenarios[index];
  const runHost: RunHost = {
    drainMicrotasks: () => host.drainMicrotasks(),
    ...limitsOf(host, job, progress),
    describe: (error) => describe(error, callSites, file),
    enter,
    ...(job.record ? { locator: callSites } : {}),
  };
  const { status, error, checks, events, virtualTime, trace } = await run(
    scenario,
    {
      seed: job.seed,
      choices: new SeededChoices(job.seed),
      budget: job.limits.steps,
      ...(job.record ? { recordAs: file } : {}),
      without: job.without,
    },
    runHost,
  );
  if (trace !== undefined) postEvents(host, trace);
  host.post({
    kind: "done",
    outcome: {
      name: scenario.name,
      scenario: index,
      seed: job.seed,
      status,
      events,
      virtualTime,
      hash: trace?.hash ?? "",
      checks,
      ...(error === undefined ? {} : { error }),
      ...(trace === undefined ? {} : { trace: { ...trace, events: [] } }),
    },
  });
}

/** Hands the events over in stretches, so that a long trace isn't held three times: here, there and on its way. */
function postEvents(host: WorkerHost, { events }: Trace): void {
  for (let from = 0; from < events.length; from += STRETCH) {
    host.post({ kind: "events", events: events.slice(from, from + STRETCH) });
  }
}

function select(scenarios: readonly Scenario[], which: number | string): number {
  if (typeof which === "number") return which;
  return Math.max(
    scenarios.findIndex(({ name }) => name === which),
    0,
  );
}

function entryOf(scenario: Scenario, callSites: CallSites): ScenarioEntry {
  const location = callSites.thrownAt(scenario.origin);
  return { name: scenario.name, ...(location === undefined ? {} : { location }) };
}
