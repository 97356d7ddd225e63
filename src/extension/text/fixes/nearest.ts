/** The name that was surely meant; nothing where two are as near, or none is near enough. */
export function nearest(typed: string, names: readonly string[]): string | undefined {
  const limit = Math.max(1, Math.floor(typed.length / 3));
  const near = names
    .map((name) => ({ name, distance: distance(typed.toLowerCase(), name.toLowerCase()) }))
    .filter((each) => each.distance <= limit)
    .sort((a, b) => a.distance - b.distance);
  return near.length > 0 && near[0].distance !== near.at(1)?.distance ? near[0].name : undefined;
}

/** How many slips of the fingers apart: letters put in, left out, mistaken, or exchanged with the next one. */
function distance(from: string, to: string): number {
  const rows = [Array.from({ length: to.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const slips = [
        row[j - 1] + 1,
        rows[i - 1][j] + 1,
        rows[i - 1][j - 1] + (from[i - 1] === to[j - 1] ? 0 : 1),
      ];
      const isExchange = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      row.push(Math.min(...slips, ...(isExchange ? [rows[i - 2][j - 2] + 1] : [])));
    }
    rows.push(row);
  }
  return rows[from.length][to.length];
}
