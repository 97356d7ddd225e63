import { ChoicePoint, type Choices } from "../simulator/choices.ts";
import { PlacedError } from "../simulator/errors.ts";
import type { Ending, Host } from "../simulator/host.ts";
import { Omission } from "../simulator/omission.ts";
import { Simulator } from "../simulator/simulator.ts";
import type { Without } from "../trace/fault.ts";
import { Recorder } from "../trace/recorder.ts";
import type { CheckResult, RunError, RunStatus, Trace } from "../trace/trace.ts";
import { ScenarioError } from "./errors.ts";
import type { Scenario } from "./scenario.ts";
import { waitingCalls } from "./waiting.ts";
import { World } from "./world.ts";

/** How to run a scenario. */
export interface RunOptions {
  readonly seed: number;
  /** Where chance comes from. */
  readonly choices: Choices;
  /** Number of events after which the run is stopped. */
  readonly budget: number;
  /** Name of the scenario file for the trace; nothing is recorded when absent. */
  readonly recordAs?: string;
  /** Which faults are left out; none when absent. */
  readonly without?: Without;
}

/** What a run needs of its host. */
export interface RunHost extends Host {
  /** Says what an error is about and where it was thrown. */
  describe(error: unknown): RunError;
  /** Hands out the time and the chance that code of the scenario sees; called before anything of it runs. */
  enter(ambient: Ambient): void;
}

/** Time and chance as whatever runs at the moment sees them: a node its own clock, the script true time. */
export interface Ambient {
  /** In ms since the run began. */
  now(): number;
  /** In [0, 1). */
  random(): number;
  /** Ends the run with an error that nothing in the scenario caught. */
  fail(error: unknown): void;
}

/** What became of a run. */
export interface RunResult {
  readonly status: RunStatus;
  readonly error?: RunError;
  readonly checks: readonly CheckResult[];
  /** Number of events. */
  readonly events: number;
  /** Virtual time at the end in ms. */
  readonly virtualTime: number;
  readonly trace?: Trace;
}

/** Runs a scenario once. Never rejects: what goes wrong is in the result. */
export async function run(scenario: Scenario, options: RunOptions, host: RunHost): Promise<RunResult> {
  const { seed, choices, budget, recordAs } = options;
  const recorder = recordAs === undefined ? undefined : new Recorder();
  const omission = new Omission(options.without);
  const simulator = new Simulator(choices, host, budget, recorder, omission);
  const world = new World(simulator, seed);
  host.enter(ambientOf(simulator));

  const ending = await simulator.run(() => scenario.script(world));
  const { checks, error } = close(simulator, world, scenario, ending, host);
  const status = judge(ending, error, checks);
  const without = omission.done;
  const trace = recorder?.finish(
    { scenario: scenario.name, file: recordAs!, seed, without },
    { status, error, checks },
  );
  return { status, error, checks, events: simulator.events, virtualTime: simulator.now, trace };
}

function close(
  simulator: Simulator,
  world: World,
  scenario: Scenario,
  ending: Ending,
  host: RunHost,
): { checks: CheckResult[]; error: RunError | undefined } {
  simulator.reopen();
  let error = explain(simulator, scenario, ending, host);
  let checks: CheckResult[] = [];
  try {
    if (ending.kind === "finished") world.checks.close();
    world.checks.requireKnown(scenario);
    // What a scenario says it violates, it says of the run with its faults; without them it is held to every check.
    checks = world.checks.results(simulator.omission.done === undefined ? scenario : NOTHING);
  } catch (thrown) {
    error ??= describeAt(host, thrown, scenario);
  }
  simulator.record(() => ({ kind: "end", time: simulator.now }));
  return { checks, error };
}

const NOTHING = { violated: [], tolerated: [] };

function explain(
  simulator: Simulator,
  scenario: Scenario,
  ending: Ending,
  host: RunHost,
): RunError | undefined {
  switch (ending.kind) {
    case "finished":
      return undefined;
    case "failed":
      return explainError(simulator, ending.error, host);
    case "stopped":
      return explainStop(simulator, scenario, ending, host);
    case "deadlock":
      return explainDeadlock(simulator, scenario, host);
  }
}

function explainError(simulator: Simulator, error: unknown, host: RunHost): RunError {
  const location =
    error instanceof PlacedError && error.at !== undefined
      ? simulator.recorder?.location(error.at)
      : undefined;
  return location === undefined
    ? host.describe(error)
    : { message: (error as PlacedError).message, location };
}

function explainStop(
  simulator: Simulator,
  scenario: Scenario,
  { message, culprit }: Extract<Ending, { kind: "stopped" }>,
  host: RunHost,
): RunError {
  const at = culprit?.at === undefined ? undefined : simulator.recorder?.location(culprit.at);
  const location = at ?? host.describe(scenario.origin).location;
  return {
    message: culprit === undefined ? message + stillWaiting(simulator) : `${culprit.what} ${message}`,
    ...(location === undefined ? {} : { location }),
  };
}

function explainDeadlock(simulator: Simulator, scenario: Scenario, host: RunHost): RunError {
  const calls = waitingCalls(simulator);
  const waiting = calls.filter(({ byClient }) => byClient);
  if (waiting.length === 0) {
    const { location } = host.describe(scenario.origin);
    return {
      message:
        "the scenario waits for a promise that nothing will resolve any more; " +
        "await world.sleep, world.quiet or a client's call" +
        stillWaiting(simulator),
      ...(location === undefined ? {} : { location }),
    };
  }
  const location = waiting[0].at === undefined ? undefined : simulator.recorder?.location(waiting[0].at);
  return {
    message:
      `${waiting.map(({ text }) => text).join(", and ")}, and nothing else can happen: ` +
      "the request or its answer was lost; give the call a timeout",
    ...(location === undefined ? {} : { location }),
  };
}

function stillWaiting(simulator: Simulator): string {
  const calls = waitingCalls(simulator);
  if (calls.length === 0) return "";
  const shown = calls.slice(0, 3).map(({ text }) => text);
  return `; ${shown.join(", ")}${calls.length > 3 ? ` and ${calls.length - 3} more` : ""}`;
}

function describeAt(host: RunHost, error: unknown, scenario: Scenario): RunError {
  if (!(error instanceof ScenarioError)) return host.describe(error);
  const { location } = host.describe(scenario.origin);
  return { message: error.message, ...(location === undefined ? {} : { location }) };
}

function judge(ending: Ending, error: RunError | undefined, checks: readonly CheckResult[]): RunStatus {
  if (ending.kind === "stopped") return "stopped";
  if (error !== undefined) return "error";
  const asExpected = checks.every(
    ({ status, expected, tolerated }) => tolerated === true || (status === "violated") === expected,
  );
  return asExpected ? "passed" : "failed";
}

function ambientOf(simulator: Simulator): Ambient {
  const points = new Map<string, ChoicePoint>();
  return {
    now: () => simulator.current?.wallClock.read(simulator.now) ?? simulator.now,
    random: () => {
      const place = simulator.current?.program === undefined ? "scenario" : simulator.current.name;
      let point = points.get(place);
      if (point === undefined) points.set(place, (point = new ChoicePoint("Math.random", place)));
      return simulator.choices.draw(point);
    },
    fail: (error) => simulator.fail(error),
  };
}
