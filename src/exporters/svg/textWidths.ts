import type { FontName, Measure } from "../picture/scene.ts";

/**
 * How wide the characters from space to tilde are, in hundredths of the font's size: those of DejaVu Sans as
 * Chromium measures them. It is the widest of the fonts that readers are likely to have for `sans-serif`, so texts
 * that don't meet in it meet in none.
 */
const ASCII = [
  [32, 40, 46, 84, 64, 95, 78, 28, 39, 39, 50, 84, 32, 36, 32, 34],
  [64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84, 84, 84, 53],
  [100, 68, 69, 70, 77, 63, 58, 78, 75, 30, 30, 66, 56, 86, 75, 79],
  [60, 79, 70, 64, 61, 73, 68, 99, 69, 61, 69, 39, 34, 39, 84, 50],
  [50, 61, 64, 55, 64, 62, 35, 64, 63, 28, 28, 58, 28, 97, 63, 61],
  [64, 64, 41, 52, 39, 63, 59, 82, 59, 59, 53, 64, 34, 64, 84],
].flat();

/** A letter of another alphabet, in hundredths of the font's size; and what is not a letter, or an ideograph. */
const LETTER = 70;
const SIGN = 105;
/** Every character of a font for code. */
const MONO = 61;
/** The same in the heavier weight. */
const STRONG = 1.12;

/** The sizes of the picture's fonts in px. */
const SIZE: Readonly<Record<FontName, number>> = { label: 11.5, strong: 11.5, mono: 10.5 };

/** Estimates the width of a text where no font can be asked; rather too wide than too narrow. */
export const estimateWidth: Measure = (text, font) => {
  let width = 0;
  for (const character of text) width += widthOf(character.codePointAt(0)!, font === "mono");
  return (width * SIZE[font] * (font === "strong" ? STRONG : 1)) / 100;
};

function widthOf(code: number, mono: boolean): number {
  if (code >= 0x2000) return mono && code < 0x2e80 ? MONO : SIGN;
  if (mono) return MONO;
  return ASCII[code - 0x20] ?? LETTER;
}
