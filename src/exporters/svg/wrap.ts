/** A text in lines, broken between words. A word that is wider than a line has one of its own. */
export function wrap(text: string, room: number, measure: (text: string) => number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const line = lines.length > 0 ? `${lines.at(-1)} ${word}` : word;
    if (lines.length === 0 || measure(line) > room) lines.push(word);
    else lines[lines.length - 1] = line;
  }
  return lines;
}
