import type { FontName, Measure } from "../../../src/exporters/picture/scene.ts";

const FALLBACK_WIDTH = 6.5;

/** Measures texts in the fonts of the picture as the theme sets them; each text once. */
export function createMeasure(): Measure {
  const context = document.createElement("canvas").getContext("2d");
  const style = getComputedStyle(document.body);
  const ui = style.fontFamily || "sans-serif";
  const mono = style.getPropertyValue("--vscode-editor-font-family") || "monospace";
  const fonts: Record<FontName, string> = {
    label: `11.5px ${ui}`,
    strong: `600 11.5px ${ui}`,
    mono: `10.5px ${mono}`,
  };
  // To set a font takes longer than to measure a text.
  let current: FontName | undefined;
  const known = new Map<string, number>();
  return (text, font) => {
    const key = `${font} ${text}`;
    let width = known.get(key);
    if (width === undefined) {
      if (context && current !== font) context.font = fonts[(current = font)];
      width = context ? context.measureText(text).width : text.length * FALLBACK_WIDTH;
      known.set(key, width);
    }
    return width;
  };
}
