import { describe, expect, test } from "vitest";
import { RunIndex } from "../../../src/exporters/picture/runIndex.ts";
import { Timeline } from "../../../src/exporters/picture/timeline.ts";
import { minimapRows } from "../../../webview/model/minimap.ts";
import { longTrace, shopTrace } from "../support/traces.ts";

const ROWS = 60;

function mapOf(trace = shopTrace()) {
  const run = new RunIndex(trace);
  const timeline = Timeline.of(run, { axis: "true", zoom: 2, gap: 22 });
  return { run, timeline, rows: minimapRows(run, timeline, ROWS) };
}

describe("the minimap", () => {
  test("marks what happens on the row at which it lies in the picture", () => {
    const { run, timeline, rows } = mapOf();
    const rowOf = (event: number) => Math.floor((timeline.yOf(event) / timeline.height) * ROWS);
    const of = (...kinds: string[]) =>
      run.trace.events.filter(({ kind }) => kinds.includes(kind)).map(({ index }) => rowOf(index));
    const set = (row: Uint8Array) => [...row.keys()].filter((index) => row[index] === 1);
    expect(set(rows.lost)).toEqual([...new Set(of("drop"))]);
    expect(set(rows.faults)).toEqual(expect.arrayContaining(of("partition", "heal")));
    expect(set(rows.violations)).toEqual(expect.arrayContaining(of("violation")));
    const apart = run.ribbons.all.map(({ from }) => rowOf(from));
    expect(set(rows.divergence).at(0)).toBe(Math.min(...apart));
    expect(rows.divergence.at(-1)).toBe(1);
  });

  test("shows more where more happens, the busiest row in full", () => {
    const { rows } = mapOf(longTrace(5000));
    expect(Math.max(...rows.traffic)).toBe(1);
    expect(Math.min(...rows.traffic)).toBeGreaterThanOrEqual(0);
    expect(rows.traffic.filter((share) => share > 0).length).toBeGreaterThan(ROWS / 2);
  });
});
