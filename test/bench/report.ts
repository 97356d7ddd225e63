/** Prints one figure as a line of JSON; ratios to three digits. */
export function report(figure: string, values: Readonly<Record<string, number>>): void {
  const rounded = Object.entries(values).map(([name, value]) => [name, Number(value.toPrecision(3))]);
  console.log(JSON.stringify({ figure, ...Object.fromEntries(rounded) }));
}
