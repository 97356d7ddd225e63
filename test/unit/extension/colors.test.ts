import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

interface Color {
  readonly id: string;
  readonly defaults: Readonly<Record<"dark" | "light" | "highContrast" | "highContrastLight", string>>;
}

const manifest = JSON.parse(readFileSync(new URL("../../../package.json", import.meta.url), "utf8")) as {
  contributes: { colors: Color[] };
};

/** Editor backgrounds of VS Code's own themes; the hardest one of each kind. */
const BACKGROUNDS = {
  dark: "#1f1f1f",
  light: "#ffffff",
  highContrast: "#000000",
  highContrastLight: "#ffffff",
} as const;

const opaque = manifest.contributes.colors.filter(({ id }) => !id.endsWith("Background"));

test.for(opaque)("$id can be read as text on every kind of theme", ({ defaults }) => {
  for (const kind of ["dark", "light", "highContrast", "highContrastLight"] as const) {
    expect(contrast(defaults[kind], BACKGROUNDS[kind])).toBeGreaterThanOrEqual(
      kind.startsWith("high") ? 7 : 4.5,
    );
  }
});

/** Contrast ratio as WCAG defines it. */
function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
