import { run, type RunHost, type RunResult } from "../../../src/dsl/run.ts";
import { scenario, type Scenario, type Script } from "../../../src/dsl/scenario.ts";
import { SeededChoices } from "../../../src/simulator/choices.ts";
import type { TraceEvent } from "../../../src/trace/event.ts";
import type { Without } from "../../../src/trace/fault.ts";
import type { Trace } from "../../../src/trace/trace.ts";

/** How to run; by default seed 1, recorded, with room for 10,000 events. */
export interface RunHereOptions {
  readonly seed?: number;
  readonly record?: boolean;
  readonly budget?: number;
  readonly without?: Without;
}

/** A finished run that left a trace. */
export interface RecordedRun extends RunResult {
  readonly trace: Trace;
}

const host: RunHost = {
  drainMicrotasks: () => new Promise((resolve) => setImmediate(resolve)),
  beforeStep: () => undefined,
  beforeEvent: () => undefined,
  describe: (error) => ({ message: error instanceof Error ? error.message : String(error) }),
  enter: () => undefined,
};

/** Runs a scenario in this process, without worker and sandbox: for tests of the core itself. */
export function runHere(
  scenario: Scenario,
  { seed = 1, record = true, budget = 10_000, without }: RunHereOptions = {},
): Promise<RunResult> {
  const choices = new SeededChoices(seed);
  const recordAs = record ? "test.scenario.ts" : undefined;
  return run(scenario, { seed, choices, budget, recordAs, without }, host);
}

/** Runs a script, with a trace. */
export async function record(script: Script, options: RunHereOptions = {}): Promise<RecordedRun> {
  const result = await runHere(scenario("test", script), options);
  if (result.trace === undefined) throw new Error("the run left no trace");
  return { ...result, trace: result.trace };
}

/** Runs a script that must come to its end without an error. */
export async function recordWell(script: Script, options: RunHereOptions = {}): Promise<RecordedRun> {
  const result = await record(script, options);
  if (result.error !== undefined) throw new Error(result.error.message);
  return result;
}

/** Runs a script that must end with an error, and returns its message. */
export async function errorOf(script: Script, options: RunHereOptions = {}): Promise<string> {
  const { error } = await record(script, options);
  if (error === undefined) throw new Error("the run ended without an error");
  return error.message;
}

/** The run's events of one kind, in order. */
export function eventsOf<K extends TraceEvent["kind"]>(
  trace: Trace,
  kind: K,
): readonly Extract<TraceEvent, { kind: K }>[] {
  return trace.events.filter((event): event is Extract<TraceEvent, { kind: K }> => event.kind === kind);
}
