/**
 * Whether a name is the one that is looked for. Upper and lower case are the same, and `*` stands for anything:
 * `node-*`, `*vote*`.
 */
export function namePattern(pattern: string): (name: string) => boolean {
  const [first, ...others] = pattern.toLowerCase().split("*");
  const last = others.pop();
  return (name) => {
    const text = name.toLowerCase();
    if (last === undefined) return text === first;
    if (!text.startsWith(first)) return false;
    let at = first.length;
    for (const piece of others) {
      const found = text.indexOf(piece, at);
      if (found < 0) return false;
      at = found + piece.length;
    }
    return text.length - last.length >= at && text.endsWith(last);
  };
}
