/** Prints one figure as a line of JSON; ratios to three digits. */
export function report(figure: string, values: Readonly<Record<string, number>>): void {
  const rounded = Object.entries(values).map(([name, value]) => [name, Number(value.toPrecision(3))]);
  console.log(JSON.stringify({ figure, ...Object.fromEntries(rounded) }));
}

/** The middle one of some figures. */
export function median(figures: readonly number[]): number {
  return percentile(figures, 0.5);
}

/** The figure below which a share of all figures lie. @param share From 0 up, below 1. */
export function percentile(figures: readonly number[], share: number): number {
  const sorted = [...figures].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length * share)];
}
