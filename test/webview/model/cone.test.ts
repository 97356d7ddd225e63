import { expect, test } from "vitest";
import { coneOf } from "../../../webview/model/cone.ts";
import { RunIndex } from "../../../src/exporters/picture/runIndex.ts";
import { isArrival } from "../../../src/trace/event.ts";
import { longTrace } from "../support/traces.ts";

test("a message belongs to what led to an event, or followed from it, only with both of its ends", () => {
  const run = new RunIndex(longTrace(200));
  let halves = 0;
  for (const { index, node } of run.trace.events) {
    if (node === undefined) continue;
    const { past, future, received } = coneOf(run, index);
    const all = new Set([index, ...past, ...future]);
    for (const event of run.trace.events) {
      if (!isArrival(event) || event.kind === "drop") continue;
      expect(received.has(event.index)).toBe(all.has(event.index) && all.has(run.sent[event.index]));
      if (all.has(event.index) && !received.has(event.index)) halves++;
    }
  }
  expect(halves).toBeGreaterThan(0);
});
