import fc from "fast-check";
import { expect, test } from "vitest";
import { RowWindow } from "../../../webview/model/rowWindow.ts";

const list = fc.record({
  rows: fc.integer({ min: 1, max: 5_000_000 }),
  rowHeight: fc.integer({ min: 16, max: 60 }),
  viewport: fc.integer({ min: 100, max: 2_000 }),
});

test("a list is never taller than browsers lay out, and no less tall than its rows if they fit", () => {
  fc.assert(
    fc.property(list, ({ rows, rowHeight, viewport }) => {
      const { height } = new RowWindow(rows, rowHeight, viewport);
      expect(height).toBe(Math.min(rows * rowHeight, 15_000_000));
    }),
  );
});

test("every row can be brought into view from anywhere, and is then drawn where it can be seen", () => {
  fc.assert(
    fc.property(list, fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), (of, wanted, part) => {
      const { rows, rowHeight, viewport } = of;
      const window = new RowWindow(rows, rowHeight, viewport);
      const most = Math.max(0, window.height - viewport);
      const row = wanted % rows;
      const scrollTop = window.showing(row, Math.floor(part * most));
      expect(scrollTop).toBeGreaterThanOrEqual(0);
      expect(scrollTop).toBeLessThanOrEqual(most);
      const { from, to, top } = window.at(scrollTop, 0);
      expect(row).toBeGreaterThanOrEqual(from);
      expect(row).toBeLessThan(to);
      const y = top + (row - from) * rowHeight - scrollTop;
      expect(y).toBeGreaterThanOrEqual(-0.01);
      expect(y + rowHeight).toBeLessThanOrEqual(viewport + 0.01);
      expect(window.shows(row, scrollTop)).toBe(true);
    }),
    { examples: [[{ rows: 4_771_423, rowHeight: 51, viewport: 100 }, 247_903_823, 0]] },
  );
});

test("draws no more than what is in view and what was asked for around it", () => {
  fc.assert(
    fc.property(list, fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(20), (of, part, around) => {
      const { rows, rowHeight, viewport } = of;
      const window = new RowWindow(rows, rowHeight, viewport);
      const scrollTop = part * Math.max(0, window.height - viewport);
      const { from, to, top } = window.at(scrollTop, around);
      expect(to - from).toBeLessThanOrEqual(Math.ceil(viewport / rowHeight) + 1 + 2 * around);
      // What is drawn covers all of the window that has rows.
      expect(top).toBeLessThanOrEqual(scrollTop + 0.01);
      expect(top + (to - from) * rowHeight).toBeGreaterThanOrEqual(
        Math.min(scrollTop + viewport, window.height) - 0.01,
      );
    }),
  );
});

test("a row that is in view already moves nothing, and one just outside no further than it takes", () => {
  const window = new RowWindow(1_000, 20, 200);
  expect(window.showing(12, 200)).toBe(200);
  expect(window.showing(9, 200)).toBe(180);
  expect(window.showing(20, 200)).toBe(220);
  expect(window.showing(500, 200)).toBeLessThan(500 * 20);
  expect(window.showing(500, 200)).toBeGreaterThan(500 * 20 - 100);
});
