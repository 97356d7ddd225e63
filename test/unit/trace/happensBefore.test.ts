import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  causalFuture,
  causalPast,
  concurrent,
  happensBefore,
  relation,
} from "../../../src/trace/happensBefore.ts";
import { shopTrace, TraceBuilder } from "../traces.ts";
import { naiveCausality } from "./naiveCausality.ts";
import { anyRun } from "./runs.ts";

describe("happensBefore", () => {
  it("follows messages and lifelines", () => {
    const { trace, events } = shopTrace();
    expect(happensBefore(trace, events.anaSold, events.newYorkSold)).toBe(true);
    expect(happensBefore(trace, events.newYorkSold, events.anaSold)).toBe(false);
    expect(concurrent(trace, events.boSold, events.newYorkSold)).toBe(true);
    expect(concurrent(trace, events.anaSold, events.anaSold)).toBe(false);
  });

  it("orders events of the world with nothing", () => {
    const { trace, events } = shopTrace();
    expect(happensBefore(trace, 0, events.lost)).toBe(false);
    expect(concurrent(trace, 0, events.lost)).toBe(false);
    expect(causalPast(trace, events.lost)).toEqual([]);
  });

  it("knows nothing of a copy before it is received", () => {
    const run = new TraceBuilder("london", "tokyo");
    const message = run.send("send", "london", "tokyo", "sold");
    const copy = run.duplicate(message, 5);
    const [sent, copied] = [0, 1];
    const later = run.timer("london", "tick");
    const received = run.deliver(message);
    const again = run.deliver(copy);
    const trace = run.finish();
    expect(relation(trace, sent, copied)).toBe("before");
    expect(relation(trace, later, copied)).toBe("concurrent");
    expect(relation(trace, copied, received)).toBe("concurrent");
    expect(relation(trace, again, copied)).toBe("after");
  });

  it("agrees with the definition", () => {
    fc.assert(
      fc.property(anyRun, (trace) => {
        const { pasts } = naiveCausality(trace);
        for (const { index } of trace.events) {
          expect(causalPast(trace, index)).toEqual([...pasts[index]].sort((a, b) => a - b));
          const future = pasts.flatMap((past, other) => (past.has(index) ? [other] : []));
          expect(causalFuture(trace, index)).toEqual(future);
        }
      }),
    );
  });
});

describe("the relation of two events", () => {
  it("is one of four, or none with an event of the world", () => {
    const { trace, events } = shopTrace();
    expect(relation(trace, events.anaSold, events.newYorkSold)).toBe("before");
    expect(relation(trace, events.newYorkSold, events.anaSold)).toBe("after");
    expect(relation(trace, events.boSold, events.newYorkSold)).toBe("concurrent");
    expect(relation(trace, events.boSold, events.boSold)).toBe("same");
    expect(relation(trace, events.boSold, events.lost)).toBeUndefined();
  });
});
