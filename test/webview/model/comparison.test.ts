import { describe, expect, test } from "vitest";
import { compare } from "../../../src/trace/comparison/compare.ts";
import type { Trace } from "../../../src/trace/trace.ts";
import { ComparedRuns, MARK } from "../../../webview/model/comparison.ts";
import { longTrace, shopTrace } from "../support/traces.ts";

/** The example, in which one of the lost messages arrives and the end comes later. */
function mended(): Trace {
  const trace = shopTrace();
  const lost = trace.events.findIndex((event) => event.kind === "drop" && event.reason === "partition");
  const events = trace.events.map((event): Trace["events"][number] => {
    if (event.kind === "end") return { ...event, time: event.time + 5 };
    if (event.index !== lost || event.kind !== "drop") return event;
    const { index, time, message, cause } = event;
    const { clocks } = trace.events[0] as Extract<Trace["events"][number], { kind: "start" }>;
    return { kind: "deliver", index, time, message, cause, node: 1, clocks };
  });
  return { ...trace, events };
}

describe("compared runs", () => {
  const runs = new ComparedRuns(compare(shopTrace(), mended()), { a: "before", b: "after" });
  const changed = mended().events.findIndex(
    ({ kind, node, time }) => kind === "deliver" && node === 1 && time === 22,
  );
  const end = shopTrace().events.length - 1;

  test("mark in either run what it alone has, and what differs, and nothing else", () => {
    for (const marks of [runs.marks.a, runs.marks.b]) {
      expect(marks[changed]).toBe(MARK.only);
      expect(marks[end]).toBe(MARK.time);
      expect(marks.filter((mark) => mark !== 0)).toHaveLength(2);
    }
  });

  test("list what is more than a difference in time, with its sentence, time and place", () => {
    expect(runs.rows).toHaveLength(1);
    expect(runs.tell(0)).toMatch(/^before: .* is lost: partition; after: new-york handles sold\("bo"\)$/);
    expect([runs.timeOf(0), runs.placeOf(0)]).toEqual([22, { a: changed, b: changed }]);
  });

  test("list differences in time where there are no others", () => {
    const trace = shopTrace();
    const late = trace.events.map((event) => (event.kind === "end" ? { ...event, time: 300 } : event));
    const timed = new ComparedRuns(compare(trace, { ...trace, events: late }));
    expect(timed.rows).toHaveLength(1);
    expect(timed.tell(0)).toBe("The run ends, 100 ms later");
  });

  test("lead from an event to its counterpart, and to its place where it has none", () => {
    const [long, short] = [longTrace(400), longTrace(200)];
    const other = new ComparedRuns(compare(long, short));
    let before = 0;
    for (const { index } of long.events) {
      const { a, b } = other.placeFrom("a", index);
      expect(a).toBe(index);
      expect(b).toBeGreaterThanOrEqual(0);
      expect(b).toBeLessThan(short.events.length);
      if (other.comparison.toB[index] >= 0) expect(other.placeFrom("b", b)).toEqual({ a, b });
      before = Math.max(before, b);
    }
    expect(before).toBe(short.events.length - 1);
    for (let row = 0; row < other.rows.length; row++) {
      const { kind, a, b } = other.at(row);
      const place = other.placeOf(row);
      expect([place.a, place.b]).toEqual([a < 0 ? expect.any(Number) : a, b < 0 ? expect.any(Number) : b]);
      expect(kind).not.toBe("time");
    }
  });
});
