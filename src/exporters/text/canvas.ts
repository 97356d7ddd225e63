import { glyphs, tame } from "./displayWidth.ts";

/** What a piece of text is, which decides its colour on a terminal. */
export type Style = "plain" | "dim" | "bold" | "message" | "reply" | "bad" | "warn" | "good";

/** Parameters of the "select graphic rendition" sequence, from the 16 colours that every terminal theme sets. */
const CODES: Readonly<Record<Style, string>> = {
  plain: "",
  dim: "2",
  bold: "1",
  message: "36",
  reply: "32",
  bad: "31",
  warn: "33",
  good: "32",
};

/** Makes a text of one line ready for a terminal: harmless, and coloured where that is wanted. */
export type Paint = (text: string, style: Style) => string;

/** @param color Whether the terminal shows colours. */
export function painter(color: boolean): Paint {
  if (!color) return (text) => tame(text);
  return (text, style) => (CODES[style] && text ? `\x1b[${CODES[style]}m${tame(text)}\x1b[0m` : tame(text));
}

/** One line of a picture: cells that are written over one another. */
export class Row {
  readonly #cells: string[];
  readonly #styles: Style[];

  /** @param width Number of cells; what is written beyond is lost. */
  constructor(width: number) {
    this.#cells = Array<string>(width).fill(" ");
    this.#styles = Array<Style>(width).fill("plain");
  }

  /** Number of cells. */
  get width(): number {
    return this.#cells.length;
  }

  /** Writes a text that begins at cell `x`. */
  put(x: number, text: string, style: Style = "plain"): void {
    for (const glyph of glyphs(text)) {
      if (x >= 0 && x + glyph.width <= this.#cells.length) this.#set(x, glyph.text, glyph.width, style);
      x += glyph.width;
    }
  }

  /** The line without the empty cells at its end. */
  toString(paint: Paint): string {
    let end = this.#cells.length;
    while (end > 0 && this.#cells[end - 1] === " ") end--;
    let line = "";
    for (let from = 0; from < end;) {
      const style = this.#styles[from];
      let to = from + 1;
      while (to < end && this.#styles[to] === style) to++;
      line += paint(this.#cells.slice(from, to).join(""), style);
      from = to;
    }
    return line;
  }

  #set(x: number, text: string, width: 1 | 2, style: Style): void {
    // Half of a wide glyph can't stay: the other cell of one that is written over becomes blank.
    if (this.#cells[x] === "") this.#cells[x - 1] = " ";
    if (this.#cells[x + width] === "") this.#cells[x + width] = " ";
    this.#cells[x] = text;
    this.#styles[x] = style;
    if (width === 2) {
      this.#cells[x + 1] = "";
      this.#styles[x + 1] = style;
    }
  }
}
