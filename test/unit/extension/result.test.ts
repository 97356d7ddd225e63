import { describe, expect, it } from "vitest";
import { resultOf } from "../../../src/extension/run/result.ts";
import { check, run } from "./outcomes.ts";

const violated = check({ status: "violated", message: "sold to ana and bo", event: 4 });

describe("the result of a run", () => {
  it("is that it passed, with its seed and its length", () => {
    expect(resultOf(run({ events: 42, checks: [check({})] }))).toEqual({
      text: "✓ passed, seed 1, 42 events",
      findings: [],
      seed: 1,
    });
  });

  it("is that it fails as expected, and leads to where it does", () => {
    const result = resultOf(run({ events: 1, checks: [{ ...violated, expected: true }] }));
    expect(result).toMatchObject({ text: "✓ fails as expected, seed 1, 1 event", findings: [], step: 4 });
  });

  it("is the check that fails, and how many more do", () => {
    const failed = run({ status: "failed", seed: 3, checks: [check({}), violated] });
    expect(resultOf(failed)).toEqual({
      text: "✗ sold once, seed 3",
      findings: ["sold once: sold to ana and bo"],
      seed: 3,
      step: 4,
    });
    const twice = { ...failed, checks: [...failed.checks, check({ name: "paid", expected: true })] };
    expect(resultOf(twice).text).toBe("✗ sold once and 1 more, seed 3");
  });

  it("is that a check holds that is to be violated", () => {
    const held = resultOf(run({ status: "failed", checks: [check({ expected: true, event: 2 })] }));
    expect(held.text).toBe("✗ sold once holds, seed 1");
    expect(held.findings).toEqual(["sold once: is to be violated, the scenario says, and holds"]);
    expect(held.step).toBeUndefined();
  });

  it("is that it broke off, which leaves open what was still to be violated", () => {
    const error = { message: "Too many events" };
    const stopped = run({ status: "stopped", events: 9, error, checks: [check({ expected: true })] });
    expect(resultOf(stopped)).toMatchObject({
      text: "✗ stopped, seed 1, 9 events",
      findings: ["Too many events"],
    });
    expect(resultOf({ ...stopped, status: "error" }).text).toBe("✗ could not run on, seed 1, 9 events");
  });

  it("is that of all seeds where no seed is bad, else of the first bad one", () => {
    const sweep = { first: 1, last: 40, events: 9, bad: [], tolerated: [] };
    expect(resultOf(run({ sweep })).text).toBe("✓ passed, seeds 1–40");
    const bad = run({ status: "failed", seed: 7, checks: [violated], sweep: { ...sweep, bad: [7] } });
    expect(resultOf(bad).text).toBe("✗ sold once, seed 7");
  });
});
