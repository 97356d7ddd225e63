import { expect, test } from "vitest";
import { findings } from "../../../src/extension/run/findings.ts";
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
