import { describe, expect, test } from "vitest";
import { causalFuture, causalPast } from "../../../src/trace/happensBefore.ts";
import { coneOf, operationOf } from "../../../webview/model/lights.ts";
import { longTrace, shopTrace } from "../support/traces.ts";

describe("the cone of an event", () => {
  test("lights its past and its future, and nothing that is concurrent", () => {
    const trace = longTrace(300);
    for (const { index } of trace.events) {
      const light = coneOf(trace, index);
      const lit = (wanted: string) => [...trace.events.keys()].filter((event) => light(event) === wanted);
      expect(lit("past")).toEqual(causalPast(trace, index));
      expect(lit("future")).toEqual(causalFuture(trace, index));
      expect(lit("own")).toEqual([index]);
    }
  });
});

describe("an operation", () => {
  test("lights the request, all that it led to, and the answer", () => {
    const trace = shopTrace();
    const invokes = trace.events.filter(({ kind }) => kind === "invoke");
    const [ana, bo] = invokes.map(({ index }) => operationOf(trace, index)!);
    const kindsOf = (light: typeof ana) =>
      trace.events.filter(({ index }) => light(index)).map(({ kind }) => kind);
    expect(kindsOf(ana)).toEqual(["invoke", "deliver", "send", "send", "reply", "ok", "drop", "deliver"]);
    expect(kindsOf(bo)).toContain("violation");
    expect(trace.events.every(({ index }) => !ana(index) || !bo(index))).toBe(true);
  });

  test("is none where no client asked for anything", () => {
    expect(operationOf(longTrace(50), 20)).toBeUndefined();
  });
});
