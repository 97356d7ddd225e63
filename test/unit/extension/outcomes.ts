import { bill } from "../../../src/trace/bill.ts";
import type { FileOutcome, RunOutcome } from "../../../src/runner/outcome.ts";
import type { CheckResult, Trace } from "../../../src/trace/trace.ts";

/** A trace without events, which is enough where nobody draws it. */
export function trace(scenario: string): Trace {
  return {
    format: "faultline-trace/1",
    scenario,
    file: "shop.scenario.ts",
    seed: 1,
    status: "passed",
    nodes: [],
    locations: [],
    events: [],
    checks: [],
    bill: bill([]),
    hash: "0000000000000000",
  };
}

/** A check that passed, but for what the test says. */
export function check(changes: Partial<CheckResult>): CheckResult {
  return {
    name: "sold once",
    kind: "always",
    status: "passed",
    expected: false,
    message: "held",
    ...changes,
  };
}

/** A run that passed, but for what the test says. */
export function run(changes: Partial<RunOutcome>): RunOutcome {
  const name = changes.name ?? "shop";
  return {
    name,
    scenario: 0,
    seed: 1,
    status: "passed",
    events: 0,
    virtualTime: 0,
    hash: "0000000000000000",
    checks: [],
    trace: trace(name),
    ...changes,
  };
}

/** The outcome of a file with one scenario at line 3. */
export function outcome(changes: Partial<FileOutcome>): FileOutcome {
  return {
    file: "file:///shop.scenario.ts",
    scenarios: [{ name: "shop", location: { file: "shop.scenario.ts", line: 3, column: 1 } }],
    runs: [],
    sources: ["file:///shop.scenario.ts"],
    ...changes,
  };
}
