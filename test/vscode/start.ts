import { existsSync } from "node:fs";
import { join } from "node:path";
import { Preview } from "./driver/preview.ts";
import { run } from "./install/command.ts";
import { launchBrowser } from "./launch/browser.ts";
import { startCodeServer } from "./launch/codeServer.ts";
import { findDesktop } from "./launch/desktop.ts";
import { createPlayground } from "./launch/playground.ts";
import type { Playground } from "./launch/playground.ts";
import { parseStartOptions, usage } from "./options.ts";
import type { HeadlessOptions, StartOptions } from "./options.ts";
import { root } from "./paths.ts";

/** How long the diagram may take to appear before that is a failure, in ms. */
const PATIENCE = 120_000;

/** Opens the gallery in the VS Code of this machine, which goes on by itself. */
async function openDesktop(program: string, { folder }: Playground, file: string): Promise<void> {
  const args = [
    `--extensionDevelopmentPath=${root}`,
    "--disable-workspace-trust",
    "--new-window",
    folder,
    file,
  ];
  await run(program, args, { shell: process.platform === "win32" });
  console.log(`Opened ${folder} in VS Code: a copy, edit it as you like.`);
}

/** Serves the gallery in VS Code for the browser until Ctrl-C. */
async function serve(playground: Playground, file: string): Promise<void> {
  const editor = await startCodeServer({ home: playground.home, trustAll: true });
  console.log(`\nOpen this address in a browser:\n\n  ${editor.address(playground.folder, file)}\n`);
  console.log(`It shows ${playground.folder}: a copy, edit it as you like. Ctrl-C ends it.`);
  await new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
  await editor.stop();
  await playground.remove();
}

/** Opens the gallery in a browser without a window and takes its picture once the diagram shows a run. */
async function showHeadless(playground: Playground, file: string, options: HeadlessOptions): Promise<void> {
  const { theme, width, height, screenshot } = options;
  const settings = { "workbench.colorTheme": theme };
  const editor = await startCodeServer({ home: playground.home, trustAll: true, settings });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width, height } });
    page.setDefaultTimeout(PATIENCE);
    await page.goto(editor.address(playground.folder, file));
    await new Preview(page).waitForRun();
    if (screenshot !== undefined) await page.screenshot({ path: screenshot });
    console.log(screenshot === undefined ? "The diagram shows a run." : `Saved ${screenshot}`);
  } finally {
    await browser.close();
    await editor.stop();
    await playground.remove();
  }
}

async function start({ browser, file: name, headless }: StartOptions): Promise<void> {
  const playground = await createPlayground();
  const file = join(playground.folder, name);
  if (!existsSync(file)) {
    await playground.remove();
    throw new Error(`the gallery has no ${name}: look into media/gallery`);
  }
  const desktop = findDesktop();
  if (headless !== undefined) await showHeadless(playground, file, headless);
  else if (desktop !== undefined && !browser) await openDesktop(desktop, playground, file);
  else await serve(playground, file);
}

function readOptions(): StartOptions {
  try {
    return parseStartOptions(process.argv.slice(2));
  } catch (error) {
    console.error(message(error));
    console.error("npm start -- --help lists the options");
    process.exit(2);
  }
}

function message(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

const options = readOptions();
try {
  if (options.help) console.log(usage);
  else await start(options);
} catch (error) {
  console.error(message(error));
  process.exitCode = 1;
}
