import { expect, test } from "vitest";
import { RunIndex } from "../../../src/exporters/picture/runIndex.ts";
import { spokenStep } from "../../../webview/model/spokenStep.ts";
import { shopTrace } from "../support/traces.ts";

test("a step is said with its place, and with the check that it breaks", () => {
  const run = new RunIndex(shopTrace());
  const [[anchor, [{ event }]], [late]] = run.violations;
  const total = run.last + 1;
  expect(spokenStep(run, 0)).toBe(`Step 1 of ${total}: london starts`);
  expect(spokenStep(run, anchor)).toBe(
    `Step ${anchor + 1} of ${total}: tokyo handles buy("bo"). Violated: sold at most once: 2 people own the item`,
  );
  expect(spokenStep(run, event)).toBe(`Step ${event + 1} of ${total}: Violated: 2 people own the item`);
  // One that came to light with time is its own event.
  expect(spokenStep(run, late)).toBe(
    `Step ${late + 1} of ${total}: Violated: tokyo has another value than london and new-york`,
  );
});
