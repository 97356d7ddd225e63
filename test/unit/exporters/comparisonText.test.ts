import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toComparisonText } from "../../../src/exporters/text/comparison.ts";
import { displayWidth } from "../../../src/exporters/text/displayWidth.ts";
import { compare } from "../../../src/trace/comparison/compare.ts";
import { anyTrouble } from "../trace/troubles.ts";
import { TraceBuilder } from "../traces.ts";

/** What must never reach a terminal from a scenario's text. */
const CONTROL = new RegExp("[\\p{Cc}\\p{Cs}\\u202a-\\u202e\\u2066-\\u2069]", "u");

/** The shop tells the bank of its sales; some are lost. */
function sales(seed: number, count: number, ...lost: number[]) {
  const run = new TraceBuilder("shop", "bank");
  run.start("shop");
  run.start("bank", { sold: 0 });
  for (let sale = 0; sale < count; sale++) {
    run.time = 10 * sale + seed;
    const message = run.send("send", "shop", "bank", "sold", [sale], 5);
    run.time += 5;
    if (lost.includes(sale)) run.drop(message, "loss");
    else run.deliver(message, { sold: sale + 1 });
  }
  run.check({
    name: "all arrive",
    kind: "at end",
    status: lost.length > 0 ? "violated" : "passed",
    expected: false,
    message: "",
  });
  return { ...run.finish({ status: lost.length > 0 ? "failed" : "passed" }), seed };
}

describe("toComparisonText", () => {
  it("tells both runs, the first difference, all of them, the checks and the bill", () => {
    expect(`\n${toComparisonText(compare(sales(1, 3), sales(2, 3, 1)))}`).toBe(`
✓ seed 1: passed
  seed 1 · 9 events · 26 ms · shop.scenario.ts · 0123456789abcdef
✗ seed 2: failed
  seed 2 · 9 events · 27 ms · shop.scenario.ts · 0123456789abcdef

first
    seed 1: bank handles sold(1); seed 2: sold(1) from shop to bank is lost: loss

8 events in both · 2 only in one · 6 at another time
  16 ms  seed 1: bank handles sold(1); seed 2: sold(1) from shop to bank is lost: loss

checks
    all arrive: violated instead of holds

bill
    1 of them lost instead of 0
`);
  });

  it("tells times when nothing else differs, and says so when nothing does", () => {
    expect(toComparisonText(compare(sales(1, 1), sales(2, 1)))).toContain(
      "\n  1 ms  shop sends sold(0) to bank, 1 ms later\n",
    );
    expect(toComparisonText(compare(sales(1, 2), sales(1, 2)))).toContain("\n\nNo event differs.\n");
  });

  it("tells no more than it is asked for, and how many there are", () => {
    const text = toComparisonText(compare(sales(1, 9), sales(1, 9, 1, 2, 3, 4)), { most: 3 });
    expect(text).toContain("\n         … and 1 more\n");
    expect(text).not.toContain("handles sold(4)");
  });

  it("fits its lines into the width, and lets no text control the terminal", () => {
    fc.assert(
      fc.property(anyTrouble, anyTrouble, fc.integer({ min: 60, max: 120 }), (a, b, width) => {
        const lines = toComparisonText(compare(a, b), { width }).split("\n");
        for (const line of lines) {
          expect(displayWidth(line)).toBeLessThanOrEqual(width);
          expect(line).not.toMatch(CONTROL);
        }
      }),
    );
  });
});
