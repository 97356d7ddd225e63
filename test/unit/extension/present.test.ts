import { expect, test } from "vitest";
import { present } from "../../../src/extension/run/present.ts";
import type { Picture } from "../../../src/extension/run/present.ts";
import { outcome, run, trace } from "./outcomes.ts";

const uri = "file:///shop.scenario.ts";
const picture: Picture = {
  kind: "show",
  uri,
  scenarios: [{ name: "shop" }],
  selected: 0,
  trace: trace("shop"),
};
const broke = run({ status: "error", error: { message: "lond is not defined" } });

test("a run that came to its end is shown, whatever its checks say", () => {
  const failed = run({ status: "failed" });
  expect(present(uri, outcome({ runs: [failed] }), "edit", picture)).toMatchObject({
    kind: "show",
    trace: failed.trace,
  });
});

test("a file that can't be loaded leaves the picture alone", () => {
  const error = { message: "Unexpected token" };
  expect(present(uri, outcome({ error }), "request", picture)).toEqual({ kind: "broken", uri, error });
});

test("a file without a scenario says so", () => {
  expect(present(uri, outcome({ scenarios: [] }), "request", undefined)).toMatchObject({ kind: "broken" });
});

test("a run that breaks off while someone types leaves the picture alone", () => {
  expect(present(uri, outcome({ runs: [broke] }), "edit", picture)).toEqual({
    kind: "broken",
    uri,
    error: broke.error,
  });
});

test("a run that breaks off is shown as far as it went when asked for, and when there is no picture of it", () => {
  expect(present(uri, outcome({ runs: [broke] }), "request", picture).kind).toBe("show");
  expect(present(uri, outcome({ runs: [broke] }), "edit", undefined).kind).toBe("show");
  const other = { ...picture, trace: trace("another scenario") };
  expect(present(uri, outcome({ runs: [broke] }), "edit", other).kind).toBe("show");
});
