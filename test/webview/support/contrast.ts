import type { Page } from "playwright-core";

/** A text and how it stands out from what is behind it, as WCAG measures it: 1 to 21. */
export interface Contrast {
  readonly text: string;
  readonly ratio: number;
}

/** The contrast of every element's own text, on the backgrounds that lie over one another behind it. */
export function contrastsOf(page: Page, selector: string): Promise<readonly Contrast[]> {
  return page.evaluate((wanted) => {
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true })!;
    const pixel = () => [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
    const lay = (color: string) => {
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
    };
    const luminance = (rgb: number[]) => {
      const [r, g, b] = rgb.map((part) => (part <= 10 ? part / 3294 : ((part / 255 + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const texts = [...document.querySelectorAll(wanted)].filter((element) =>
      [...element.childNodes].some((node) => node instanceof Text && node.data.trim() !== ""),
    );
    return texts.map((element) => {
      const behind: string[] = [];
      for (let at: Element | null = element; at; at = at.parentElement) {
        behind.push(getComputedStyle(at).backgroundColor);
      }
      for (const color of behind.reverse()) lay(color);
      const paper = luminance(pixel());
      lay(getComputedStyle(element).color);
      const [bright, dark] = [luminance(pixel()), paper].sort((a, b) => b - a);
      return { text: element.textContent, ratio: (bright + 0.05) / (dark + 0.05) };
    });
  }, selector);
}
