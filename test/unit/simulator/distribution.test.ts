import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ChoicePoint, SeededChoices } from "../../../src/simulator/choices.ts";
import {
  constant,
  exponential,
  logNormal,
  uniform,
  type Distribution,
} from "../../../src/simulator/distribution.ts";

/** Durations in order, as a run would draw them. */
function sample(distribution: Distribution, count = 20_000): number[] {
  const choices = new SeededChoices(1);
  const point = new ChoicePoint("latency", "a→b");
  return Array.from({ length: count }, () => distribution.quantile(choices.draw(point))).sort(
    (a, b) => a - b,
  );
}

const at = (distribution: Distribution, ...draws: number[]) => draws.map((u) => distribution.quantile(u));
const mean = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
const share = (numbers: readonly number[], below: number) =>
  numbers.filter((each) => each < below).length / numbers.length;

describe("distributions", () => {
  it("constant is always the same", () => {
    expect(at(constant(7), 0, 0.3, 0.999)).toEqual([7, 7, 7]);
  });

  it("uniform spreads evenly between its bounds", () => {
    expect(at(uniform(20, 80), 0, 0.25, 0.5)).toEqual([20, 35, 50]);
    expect(mean(sample(uniform(20, 80)))).toBeCloseTo(50, 0);
    expect(uniform(5, 5).quantile(0.7)).toBe(5);
  });

  it("exponential has its mean, and half of it lies below ln 2 times the mean", () => {
    const [none, half, most] = at(exponential(40), 0, 0.5, 1 - Math.exp(-3));
    expect(none).toBeCloseTo(0, 12);
    expect(half).toBeCloseTo(40 * Math.LN2, 9);
    expect(most).toBeCloseTo(120, 9);
    expect(mean(sample(exponential(40))) / 40).toBeCloseTo(1, 1);
  });

  it("log-normal has its median, its mean, and a heavy tail", () => {
    expect(logNormal(30, 0.5).quantile(0.5)).toBeCloseTo(30, 6);
    expect(logNormal(30, 1).quantile(0.8413447460685429)).toBeCloseTo(30 * Math.E, 5);
    expect(logNormal(30, 0).quantile(0.9)).toBeCloseTo(30, 9);
    expect(mean(sample(logNormal(30))) / (30 * Math.exp(0.125))).toBeCloseTo(1, 1);
    const heavy = sample(logNormal(30, 1));
    expect(share(heavy, 30)).toBeCloseTo(0.5, 1);
    expect(1 - share(heavy, 300)).toBeGreaterThan(0.008);
    expect(1 - share(heavy, 300)).toBeLessThan(0.014);
  });

  it("all durations are finite, not negative, and rise with the draw", () => {
    const any = fc.oneof(
      fc.tuple(fc.nat(500), fc.nat(500)).map(([from, more]) => uniform(from, from + more)),
      fc.nat(500).map(exponential),
      fc
        .tuple(fc.nat(500), fc.double({ min: 0, max: 5, noNaN: true }))
        .map(([median, sigma]) => logNormal(median, sigma)),
    );
    const draw = fc.double({ min: 0, max: 1 - 2 ** -53, noNaN: true });
    fc.assert(
      fc.property(any, draw, draw, (distribution, u, v) => {
        const [low, high] = [Math.min(u, v), Math.max(u, v)].map((each) => distribution.quantile(each));
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThan(Infinity);
        // Where two draws are as good as one, rounding may tip the scales.
        expect(high).toBeGreaterThanOrEqual(low * (1 - 1e-8));
      }),
    );
  });

  it("say which argument makes no sense", () => {
    expect(() => constant(-1)).toThrow(
      "constant: ms is -1; a duration is a number of milliseconds from 0 up",
    );
    expect(() => uniform(NaN, 5)).toThrow(/^uniform: from is NaN/);
    expect(() => uniform(1, Infinity)).toThrow(/^uniform: to is Infinity/);
    expect(() => uniform(80, 20)).toThrow("uniform(80, 20): the second bound is below the first; swap them");
    expect(() => exponential(-3)).toThrow(/^exponential: mean is -3/);
    expect(() => logNormal(-3)).toThrow(/^logNormal: median is -3/);
    expect(() => logNormal(3, -1)).toThrow("logNormal: sigma is -1; give a number from 0 to 5");
    expect(() => logNormal(3, NaN)).toThrow(/sigma is NaN/);
  });
});
