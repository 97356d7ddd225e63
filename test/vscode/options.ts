import { parseArgs } from "node:util";
import { firstScenario } from "./launch/playground.ts";

/** VS Code's own themes by the names that this program gives them, as the setting `workbench.colorTheme` has them. */
const themes = {
  light: "Light 2026",
  dark: "Dark 2026",
  "hc-dark": "Default High Contrast",
  "hc-light": "Default High Contrast Light",
};

export const usage = `npm start [-- options]
Opens the gallery in VS Code with a live diagram beside it: in the VS Code of this machine, or else in the browser.

  --browser          use VS Code in the browser even where a desktop VS Code is installed
  --file NAME        the gallery file to open (default: ${firstScenario})
  --headless         open it in a browser without a window, then end
  --screenshot FILE  with --headless: save a picture of the window once the diagram shows a run
  --theme NAME       with --headless: ${Object.keys(themes).join(", ")} (default: dark)
  --width N          with --headless: width of the window in pixels (default: 1600)
  --height N         with --headless: height of the window in pixels (default: 1000)
  --help             print this
`;

/** What `npm start` is asked to do. */
export interface StartOptions {
  readonly help: boolean;
  readonly browser: boolean;
  readonly file: string;
  readonly headless?: HeadlessOptions;
}

/** How to open the window that nobody sees. */
export interface HeadlessOptions {
  /** Where to save the picture. */
  readonly screenshot?: string;
  /** Value of the setting `workbench.colorTheme`. */
  readonly theme: string;
  readonly width: number;
  readonly height: number;
}

/** Reads the arguments of `npm start`; throws an Error with one sentence when they make no sense. */
export function parseStartOptions(args: readonly string[]): StartOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      browser: { type: "boolean", default: false },
      file: { type: "string", default: firstScenario },
      headless: { type: "boolean", default: false },
      screenshot: { type: "string" },
      theme: { type: "string" },
      width: { type: "string" },
      height: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  const { browser, file, help, headless, screenshot, theme, width, height } = values;
  if (!headless) {
    const needsIt = Object.entries({ screenshot, theme, width, height }).find(
      ([, value]) => value !== undefined,
    );
    if (needsIt !== undefined) throw new Error(`--${needsIt[0]} goes with --headless only`);
    return { browser, file, help };
  }
  return {
    browser,
    file,
    help,
    headless: {
      ...(screenshot !== undefined && { screenshot }),
      theme: themeSetting(theme ?? "dark"),
      width: pixels("width", width ?? "1600"),
      height: pixels("height", height ?? "1000"),
    },
  };
}

function themeSetting(name: string): string {
  const setting = Object.entries(themes).find(([key]) => key === name)?.[1];
  if (setting === undefined)
    throw new Error(`--theme is one of ${Object.keys(themes).join(", ")}, not ${name}`);
  return setting;
}

function pixels(option: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 200 || value > 10_000) {
    throw new Error(`--${option} is a number of pixels from 200 to 10000, not ${text}`);
  }
  return value;
}
