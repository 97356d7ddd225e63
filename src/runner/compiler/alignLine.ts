/** Lines with more comparisons than this to make keep their columns: they were written by a machine. */
const MOST_COMPARISONS = 250_000;

/**
 * Finds the column in a line of TypeScript for one in the same line after its types were stripped, where tokens are
 * missing or were replaced: by the longest common subsequence of their tokens.
 * @param column From 1, as is the result.
 */
export function alignColumn(original: string, stripped: string, column: number): number {
  if (original === stripped) return column;
  const from = tokensOf(stripped);
  const to = tokensOf(original);
  if (from.length * to.length > MOST_COMPARISONS) return Math.min(column, original.length + 1);
  let best = 1;
  for (const [i, j] of commonTokens(from, to)) {
    if (from[i].start >= column) break;
    const within = Math.min(column - 1 - from[i].start, from[i].text.length);
    best = to[j].start + within + 1;
  }
  return best;
}

interface Token {
  readonly text: string;
  /** From 0. */
  readonly start: number;
}

function tokensOf(line: string): Token[] {
  return [...line.matchAll(/[\p{ID_Continue}$#]+|[^\s\p{ID_Continue}$#]/gu)].map(({ 0: text, index }) => ({
    text,
    start: index,
  }));
}

/** Pairs of positions of a longest common subsequence, in order. */
function commonTokens(from: readonly Token[], to: readonly Token[]): [number, number][] {
  const width = to.length + 1;
  const longest = new Uint32Array((from.length + 1) * width);
  for (let i = from.length - 1; i >= 0; i--) {
    for (let j = to.length - 1; j >= 0; j--) {
      longest[i * width + j] =
        from[i].text === to[j].text
          ? longest[(i + 1) * width + j + 1] + 1
          : Math.max(longest[(i + 1) * width + j], longest[i * width + j + 1]);
    }
  }
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < from.length && j < to.length;) {
    if (from[i].text === to[j].text) pairs.push([i++, j++]);
    else if (longest[(i + 1) * width + j] >= longest[i * width + j + 1]) i++;
    else j++;
  }
  return pairs;
}
