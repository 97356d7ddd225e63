import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { crosses, overlap } from "../../../src/exporters/picture/box.ts";
import { LabelBoard } from "../../../src/exporters/picture/labelBoard.ts";

const box = fc.record({
  x: fc.integer({ min: 0, max: 400 }),
  y: fc.integer({ min: 0, max: 400 }),
  width: fc.integer({ min: 10, max: 120 }),
  height: fc.constant(14),
  angle: fc.constantFrom(0, 0.4, -0.7, Math.PI / 2),
});

describe("label board", () => {
  test("never lets one label cover another", () => {
    fc.assert(
      fc.property(fc.array(fc.array(box, { minLength: 1, maxLength: 4 }), { maxLength: 40 }), (labels) => {
        const board = new LabelBoard();
        const placed = labels.flatMap((candidates, index) => board.place(String(index), candidates) ?? []);
        for (const [index, one] of placed.entries()) {
          for (const other of placed.slice(index + 1)) expect(overlap(one, other)).toBe(false);
        }
      }),
    );
  });

  test("keeps a decision whatever comes later", () => {
    const board = new LabelBoard();
    const place = { x: 50, y: 50, width: 40, height: 14, angle: 0 };
    expect(board.place("a", [place])).toBe(place);
    expect(board.place("b", [place])).toBeUndefined();
    expect(board.place("a", [{ ...place, x: 300 }])).toBe(place);
    expect(board.place("b", [{ ...place, x: 300 }])).toBeUndefined();
  });

  test("prefers a place that no line runs through", () => {
    const board = new LabelBoard();
    board.avoid("line", { x1: 0, y1: 50, x2: 200, y2: 50 });
    const onLine = { x: 50, y: 50, width: 40, height: 14, angle: 0 };
    const beside = { ...onLine, y: 80, cost: 0.5 };
    expect(board.place("a", [onLine, beside])).toBe(beside);
  });

  test("knows what is millions of times as high as a label, too", () => {
    const board = new LabelBoard();
    board.block("bar", { x: 50, y: 5e11, width: 4, height: 1e12, angle: 0 });
    board.avoid("line", { x1: 150, y1: 0, x2: 150, y2: 1e12 });
    const [onBar, onLine, beside] = [50, 150, 250].map((x) => ({
      x,
      y: 1e6,
      width: 40,
      height: 14,
      angle: 0,
    }));
    expect(board.place("a", [onBar, onLine, beside])).toBe(beside);
  });
});

test("a line crosses a turned box only where the box is", () => {
  const turned = { x: 0, y: 0, width: 100, height: 10, angle: Math.PI / 4 };
  expect(crosses({ x1: 20, y1: 40, x2: 40, y2: 20 }, turned)).toBe(true);
  expect(crosses({ x1: -40, y1: 20, x2: -20, y2: 40 }, turned)).toBe(false);
  expect(crosses({ x1: 60, y1: -10, x2: 60, y2: 10 }, turned)).toBe(false);
});
