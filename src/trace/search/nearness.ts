/** Longest part of a word that is compared. */
const LONGEST = 40;

/** The names, those first that take the fewest edits to become `word`; equally near ones keep their order. */
export function byNearness(names: readonly string[], word: string): string[] {
  const wanted = word.slice(0, LONGEST).toLowerCase();
  const distances = new Map(names.map((name) => [name, distance(name.toLowerCase(), wanted)]));
  return names.toSorted((a, b) => distances.get(a)! - distances.get(b)!);
}

/**
 * Number of insertions, deletions and substitutions that turn one text into another: the edit distance, by Wagner and
 * Fischer, "The String-to-String Correction Problem" (1974), with one row in memory.
 */
function distance(a: string, b: string): number {
  const row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    let diagonal = row[0];
    row[0] = i;
    for (let j = 1; j <= b.length; j++) {
      const substituted = diagonal + (a[i - 1] === b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = Math.min(substituted, row[j] + 1, row[j - 1] + 1);
    }
  }
  return row[b.length];
}
