import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exp, ln, normalQuantile } from "../../../src/simulator/arithmetic.ts";

function near(actual: number, expected: number, relative: number) {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(relative * Math.max(Math.abs(expected), 1e-300));
}

describe("arithmetic", () => {
  it("ln agrees with the engine's to the last digits", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), (x) => {
        expect(Math.abs(ln(x) - Math.log(x))).toBeLessThanOrEqual(1e-15 * Math.max(1, Math.abs(Math.log(x))));
      }),
    );
    expect(ln(1)).toBe(0);
    near(ln(Math.E), 1, 1e-15);
    near(ln(1 + 1e-10), 1e-10, 1e-6);
  });

  it("exp agrees with the engine's to the last digits", () => {
    fc.assert(
      fc.property(fc.double({ min: -690, max: 690, noNaN: true }), (x) => near(exp(x), Math.exp(x), 2e-13)),
    );
    expect(exp(0)).toBe(1);
    near(exp(1), Math.E, 1e-15);
  });

  it("exp undoes ln", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (x) => near(exp(ln(x)), x, 1e-13)),
    );
  });

  it("the normal quantile has the values of the tables, in the middle and in both tails", () => {
    const table = [
      [0.5, 0],
      [0.75, 0.6744897501960817],
      [0.8413447460685429, 1],
      [0.9, 1.2815515655446004],
      [0.975, 1.959963984540054],
      [0.9772498680518208, 2],
      [0.99, 2.3263478740408408],
      [0.999, 3.090232306167813],
      [0.999999, 4.753424308822899],
    ] as const;
    for (const [p, z] of table) {
      near(normalQuantile(p), z, 2e-9);
      near(normalQuantile(1 - p), -z, 2e-9);
    }
  });

  it("the normal quantile rises", () => {
    const unit = fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true });
    fc.assert(
      fc.property(unit, unit, (p, q) => {
        if (q - p > 1e-6) expect(normalQuantile(q)).toBeGreaterThan(normalQuantile(p));
      }),
    );
  });
});
