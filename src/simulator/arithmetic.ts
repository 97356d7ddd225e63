/**
 * Logarithm, exponential and normal quantile from plain arithmetic. The language leaves `Math.log` and `Math.exp`
 * to each engine's taste in the last digit; a run must come out the same on all of them.
 */

const LN2 = 0.6931471805599453;

/** Natural logarithm of a positive normal number, by the series of artanh. */
export function ln(x: number): number {
  let exponent = 0;
  while (x >= 1.4142135623730951) {
    x /= 2;
    exponent++;
  }
  while (x < 0.7071067811865476) {
    x *= 2;
    exponent--;
  }
  const s = (x - 1) / (x + 1);
  const square = s * s;
  let term = s;
  let sum = 0;
  for (let k = 1; k <= 25; k += 2) {
    sum += term / k;
    term *= square;
  }
  return 2 * sum + exponent * LN2;
}

/** e to the power of x, for |x| < 700, by Taylor's series around the nearest multiple of ln 2. */
export function exp(x: number): number {
  const halvings = Math.round(x / LN2);
  const rest = x - halvings * LN2;
  let term = 1;
  let sum = 1;
  for (let k = 1; k <= 16; k++) {
    term *= rest / k;
    sum += term;
  }
  return sum * 2 ** halvings;
}

/**
 * Quantile of the standard normal distribution for 0 < p < 1, to a relative error of 1.2e-9.
 * Source: P. J. Acklam, "An algorithm for computing the inverse normal cumulative distribution function" (2003).
 */
export function normalQuantile(p: number): number {
  if (p > 0.97575) return -normalQuantile(1 - p);
  if (p < 0.02425) {
    const q = Math.sqrt(-2 * ln(p));
    return (
      (((((-7.784894002430293e-3 * q - 0.3223964580411365) * q - 2.400758277161838) * q - 2.549732539343734) *
        q +
        4.374664141464968) *
        q +
        2.938163982698783) /
      ((((7.784695709041462e-3 * q + 0.3224671290700398) * q + 2.445134137142996) * q + 3.754408661907416) *
        q +
        1)
    );
  }
  const q = p - 0.5;
  const r = q * q;
  return (
    ((((((-39.69683028665376 * r + 220.9460984245205) * r - 275.9285104469687) * r + 138.357751867269) * r -
      30.66479806614716) *
      r +
      2.506628277459239) *
      q) /
    (((((-54.47609879822406 * r + 161.5858368580409) * r - 155.6989798598866) * r + 66.80131188771972) * r -
      13.28068155288572) *
      r +
      1)
  );
}
