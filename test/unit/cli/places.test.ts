import { describe, expect, it } from "vitest";
import { codeFrame } from "../../../src/cli/places.ts";

describe("codeFrame", () => {
  it("marks the place under wide characters and tabs", () => {
    expect(codeFrame("\tlet 東京 = ;\n", 1, 11)).toBe("> 1 |  let 東京 = ;\n    |             ^\n  2 |\n");
  });

  it("shows the part of a long line in which the place is", () => {
    const frame = codeFrame(`${"a".repeat(500)}!${"b".repeat(500)}`, 1, 501).split("\n");
    expect(frame[0].length).toBeLessThan(120);
    expect(frame[0][frame[1].indexOf("^")]).toBe("!");
  });

  it("shows nothing of what isn't there or isn't text", () => {
    expect(codeFrame("", 1, 1)).toBe("");
    expect(codeFrame("a\n", 9, 1)).toBe("");
    expect(codeFrame("a\0b", 1, 2)).toBe("");
  });
});
