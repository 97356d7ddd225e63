import { expect, test } from "vitest";
import { TraceBuilder } from "../traces.ts";
import { placed } from "../trace/lines/placed.ts";
import { findings } from "../../../src/extension/run/findings.ts";
import type { CheckResult } from "../../../src/trace/trace.ts";
import { check, outcome, run } from "./outcomes.ts";

const here = { file: "stock.ts", line: 7, column: 5 };
const scenario = { file: "shop.scenario.ts", line: 3, column: 1 };

test("a file that can't be loaded is one error, where it stands", () => {
  const error = { message: "Unexpected token", location: here };
  expect(findings(outcome({ error }))).toEqual([
    { severity: "error", message: "Unexpected token", location: here },
  ]);
});

test("an error without a place has none when the file has no scenario", () => {
  const finding = findings(outcome({ scenarios: [], error: { message: "No default export" } })).at(0);
  expect(finding?.location).toBeUndefined();
});

test("a run that breaks off is an error, at its scenario when it has no place of its own", () => {
  const runs = [run({ status: "stopped", error: { message: "Too many events" } })];
  expect(findings(outcome({ runs }))).toEqual([
    { severity: "error", message: "Too many events", location: scenario },
  ]);
});

test("an unexpected violation is an error and a fault that never bit is a warning", () => {
  const runs = [
    run({
      status: "failed",
      checks: [
        check({ status: "violated", message: "sold to ana and bo", location: here }),
        check({
          name: "a loss",
          kind: "sometimes",
          status: "warning",
          message: "never happened",
          location: here,
        }),
      ],
    }),
  ];
  expect(findings(outcome({ runs }))).toEqual([
    { severity: "error", message: "sold once: sold to ana and bo", location: here },
    { severity: "warning", message: "a loss: never happened", location: here },
  ]);
});

test("what comes out as expected is no finding", () => {
  const runs = [run({ checks: [check({ status: "violated", expected: true }), check({})] })];
  expect(findings(outcome({ runs }))).toEqual([]);
});

test("a check that should have failed and didn't is an error, unless the run broke off before", () => {
  const checks = [check({ expected: true })];
  expect(findings(outcome({ runs: [run({ status: "failed", checks })] }))).toHaveLength(1);
  expect(findings(outcome({ runs: [run({ status: "stopped", checks })] }))).toEqual([]);
});

/** A call that is handled, each of the two events at a line of its own; no line for whatever else happens. */
function handled(status: "failed" | "error", ...checks: CheckResult[]) {
  const builder = new TraceBuilder("ana", "tokyo");
  builder.deliver(builder.send("call", "ana", "tokyo", "buy"));
  const trace = placed(builder.finish({ status }), ({ kind }) =>
    kind === "call" ? 20 : kind === "deliver" ? 30 : undefined,
  );
  return run({ status, trace, checks });
}

test("a violation names the events that led to it, each at its line", () => {
  const violated = check({ status: "violated", message: "sold twice", location: here, event: 1 });
  const [finding] = findings(outcome({ runs: [handled("failed", violated)] }));
  const [event, cause] = finding.related ?? [];
  expect(event.message).toMatch(/^#2 at .*: tokyo handles buy/);
  expect(event.location.line).toBe(30);
  expect(cause.message).toMatch(/^#1 at .*: ana calls buy/);
  expect(cause.location.line).toBe(20);
});

test("an exception names the event that it came after, and what led to that", () => {
  const broken = { ...handled("error"), error: { message: "x is not a function", location: here } };
  const [finding] = findings(outcome({ runs: [broken] }));
  expect(finding.location).toBe(here);
  expect(finding.related?.map(({ message }) => message)).toEqual([
    expect.stringMatching(/^It came after #2 at .*: tokyo handles buy/),
    expect.stringMatching(/^#1 at /),
  ]);
});

test("a fault that never bit anything is a hint at its line, with the seed for which that is so", () => {
  const builder = new TraceBuilder("london", "tokyo");
  builder.partition(0, [["london"], ["tokyo"]]);
  const trace = placed(builder.finish(), ({ kind }) => (kind === "partition" ? 5 : undefined));
  expect(findings(outcome({ runs: [run({ trace })] }))).toEqual([
    {
      severity: "hint",
      message:
        "This cut had no effect: no message was half-way across it while it lasted. That is so with seed 7.",
      location: trace.locations[0],
    },
  ]);
});
