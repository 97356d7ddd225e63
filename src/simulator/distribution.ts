import { exp, ln, normalQuantile } from "./arithmetic.ts";

/**
 * How a duration in ms is spread, as its quantile function: a draw `u`, uniform in [0, 1), becomes the duration
 * below which a share `u` of all durations lie. One draw gives one duration whatever the distribution, so that a
 * change of distribution leaves every other draw as it was.
 */
export interface Distribution {
  quantile(u: number): number;
}

/** Always the same duration. @param ms Not negative. */
export function constant(ms: number): Distribution {
  duration("constant", "ms", ms);
  return { quantile: () => ms };
}

/** Any duration between two bounds, all equally likely. @param from In ms. @param to In ms, at least `from`. */
export function uniform(from: number, to: number): Distribution {
  duration("uniform", "from", from);
  duration("uniform", "to", to);
  if (to < from)
    throw new RangeError(`uniform(${from}, ${to}): the second bound is below the first; swap them`);
  return { quantile: (u) => from + u * (to - from) };
}

/** Memoryless: mostly short, now and then long. @param mean In ms. */
export function exponential(mean: number): Distribution {
  duration("exponential", "mean", mean);
  return { quantile: (u) => -mean * ln(1 - u) };
}

/**
 * Log-normal, the heavy tail of real networks: half of the durations are below the median, a few are many times
 * as long.
 * @param median In ms, above 0.
 * @param sigma Standard deviation of the logarithm: 0.5 is lively, 1 is heavy (1 in 100 takes ten times the median).
 */
export function logNormal(median: number, sigma = 0.5): Distribution {
  duration("logNormal", "median", median);
  if (!(sigma >= 0 && sigma <= 5)) {
    throw new RangeError(`logNormal: sigma is ${sigma}; give a number from 0 to 5`);
  }
  return { quantile: (u) => median * exp(sigma * normalQuantile(Math.min(Math.max(u, 1e-12), 1 - 1e-12))) };
}

function duration(distribution: string, parameter: string, ms: number): void {
  if (!(ms >= 0 && ms < Infinity)) {
    throw new RangeError(
      `${distribution}: ${parameter} is ${ms}; a duration is a number of milliseconds from 0 up`,
    );
  }
}
