/** Where the lines of a text begin, to go back and forth between offsets and places. */
export class LineMap {
  readonly text: string;
  readonly #starts: number[] = [0];

  constructor(text: string) {
    this.text = text;
    for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", end + 1))
      this.#starts.push(end + 1);
  }

  /** Line and column, from 1, of an offset. */
  positionAt(offset: number): { readonly line: number; readonly column: number } {
    let low = 0;
    let high = this.#starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.#starts[middle] <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - this.#starts[low] + 1 };
  }

  /** Offset of a line and column, from 1. */
  offsetAt(line: number, column: number): number {
    return (this.#starts.at(line - 1) ?? this.text.length) + column - 1;
  }

  /** A line's text, without its end; empty when there is no such line. */
  line(line: number): string {
    if (line < 1 || line > this.#starts.length) return "";
    const end = line < this.#starts.length ? this.#starts[line] - 1 : this.text.length;
    return this.text.slice(this.#starts[line - 1], end);
  }
}
