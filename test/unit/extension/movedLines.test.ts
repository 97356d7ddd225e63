import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MovedLines, type TextChange } from "../../../src/extension/run/movedLines.ts";

const start = { line: 2, column: 3 };

function after(...changes: readonly TextChange[]): MovedLines {
  const lines = new MovedLines([start, { line: 4, column: 3 }]);
  for (const change of changes) lines.apply(change);
  return lines;
}

const at = (line: number, column: number) => ({ line, column });
const insert = (line: number, column: number, text: string): TextChange => ({
  from: at(line, column),
  to: at(line, column),
  text,
});

describe("a line while the text around it is edited", () => {
  it("moves down with lines that are written above, and stays for those below", () => {
    expect(after(insert(1, 1, "a\nb\n")).now(2)).toEqual({ line: 4, edited: false });
    expect(after(insert(3, 1, "a\n")).now(2)).toEqual({ line: 2, edited: false });
    expect(after(insert(3, 1, "a\r\nb\r\n")).now(4)).toEqual({ line: 6, edited: false });
  });

  it("moves down when it is broken before its place, and stays when it is broken behind", () => {
    expect(after(insert(2, 3, "\n  ")).now(2)).toEqual({ line: 3, edited: false });
    expect(after(insert(2, 30, "\n  ")).now(2)).toEqual({ line: 2, edited: false });
  });

  it("knows that something else was written in it", () => {
    expect(after(insert(2, 9, "x")).now(2)).toEqual({ line: 2, edited: true });
    expect(after({ from: at(2, 9), to: at(2, 10), text: "" }).now(2)).toEqual({ line: 2, edited: true });
    expect(after(insert(2, 9, "x")).now(4)).toEqual({ line: 4, edited: false });
  });

  it("reads as before when whole lines come or go right above it", () => {
    expect(after(insert(2, 1, "  a();\n")).now(2)).toEqual({ line: 3, edited: false });
    expect(after({ from: at(1, 1), to: at(2, 1), text: "" }).now(2)).toEqual({ line: 1, edited: false });
    expect(after({ from: at(1, 1), to: at(2, 1), text: "b();\n" }).now(2)).toEqual({
      line: 2,
      edited: false,
    });
    expect(after({ from: at(1, 4), to: at(2, 1), text: "" }).now(2)).toEqual({ line: 1, edited: true });
  });

  it("is gone when it is deleted, also as part of more", () => {
    expect(after({ from: at(2, 1), to: at(3, 1), text: "" }).now(2)).toBeUndefined();
    const lines = after({ from: at(1, 5), to: at(3, 2), text: "y" });
    expect(lines.now(2)).toBeUndefined();
    expect(lines.now(4)).toEqual({ line: 2, edited: false });
    expect(lines.before(2)).toEqual([4]);
  });

  it("stands on one line with another after they are joined", () => {
    const lines = after({ from: at(2, 20), to: at(4, 3), text: " " });
    expect(lines.before(2)).toEqual([2, 4]);
  });

  it("is where its place is in the text, whatever is edited", () => {
    const LINES = 8;
    /** Names the place of each line, and occurs nowhere else. */
    const sign = (line: number) => String.fromCodePoint(0x4e00 + line);
    const edit = fc.record({
      from: fc.nat(),
      length: fc.oneof(fc.constant(0), fc.nat(40)),
      text: fc.stringMatching(/^[ab \n]{0,6}$/),
    });
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 12 }), (edits) => {
        let text = Array.from({ length: LINES }, (_, i) => `  ${sign(i + 1)}bcdef`).join("\n");
        const lines = new MovedLines(Array.from({ length: LINES }, (_, i) => ({ line: i + 1, column: 3 })));
        const place = (offset: number) => {
          const before = text.slice(0, offset).split("\n");
          return { line: before.length, column: before.at(-1)!.length + 1 };
        };
        for (const edit of edits) {
          const from = edit.from % (text.length + 1);
          const to = Math.min(text.length, from + edit.length);
          lines.apply({ from: place(from), to: place(to), text: edit.text });
          text = text.slice(0, from) + edit.text + text.slice(to);
        }
        for (let line = 1; line <= LINES; line++) {
          const offset = text.indexOf(sign(line));
          expect(lines.now(line)?.line).toBe(offset === -1 ? undefined : place(offset).line);
        }
      }),
    );
  });
});
