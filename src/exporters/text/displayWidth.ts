const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Scripts and ranges that terminals draw two cells wide (the East Asian wide and fullwidth classes). */
const WIDE =
  /^(?:[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|\p{Regional_Indicator}|.\ufe0f)/u;

/** What texts and pictures are mostly made of, one cell each: ASCII, arrows, box drawing and a few signs. */
const NARROW = /^[ -~·…“”✗\u2190-\u22ff\u2500-\u25fc]*$/;

/** One thing that a terminal draws as a unit, and how many cells it takes. */
export interface Glyph {
  readonly text: string;
  readonly width: 1 | 2;
}

/** Splits a text into what a terminal draws. Nothing in it can control the terminal or turn its direction. */
export function glyphs(text: string): Glyph[] {
  if (NARROW.test(text)) return Array.from(text, (character) => ({ text: character, width: 1 }));
  return Array.from(graphemes.segment(tame(text)), ({ segment }) => ({
    text: segment,
    width: WIDE.test(segment) ? 2 : 1,
  }));
}

/** Number of cells that a text takes in a terminal. */
export function displayWidth(text: string): number {
  return glyphs(text).reduce((sum, { width }) => sum + width, 0);
}

/** Shortens a text to a number of cells, ending in `…` where it is cut. */
export function fit(text: string, cells: number): string {
  if (cells < 1) return "";
  let width = 0;
  let kept = "";
  for (const glyph of glyphs(text)) {
    width += glyph.width;
    if (width > cells) return `${kept.slice(0, endOf(kept, cells - 1))}…`;
    kept += glyph.text;
  }
  return kept;
}

/** Breaks a text at spaces into lines of at most `cells`; a longer word is broken where it must be. */
export function wrap(text: string, cells: number): string[] {
  return text.split(/\r?\n/).flatMap((paragraph) => {
    const lines: string[] = [];
    let line = "";
    for (const word of paragraph.split(" ")) {
      const longer = line === "" ? word : `${line} ${word}`;
      if (displayWidth(longer) <= cells) {
        line = longer;
        continue;
      }
      if (line !== "") lines.push(line);
      line = word;
      while (displayWidth(line) > cells) {
        const end = Math.max(1, endOf(line, cells));
        lines.push(line.slice(0, end));
        line = line.slice(end);
      }
    }
    return [...lines, line];
  });
}

/** Position in the text after as many whole glyphs as fit into the cells. */
function endOf(text: string, cells: number): number {
  let width = 0;
  let end = 0;
  for (const glyph of glyphs(text)) {
    width += glyph.width;
    if (width > cells) break;
    end += glyph.text.length;
  }
  return end;
}

/** Replaces controls (escape sequences among them), direction marks and lone surrogates by one sign, `�`. */
export function tame(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, "�");
}
