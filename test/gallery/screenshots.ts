/**
 * Takes a picture of every scenario of the gallery in each kind of theme, as the panel shows it in half an editor's width.
 *   npm run screenshots                  all, into screenshots/
 *   npm run screenshots -- FOLDER cut    into FOLDER, of the files whose name has "cut" in it
 */
import { mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import type { Trace } from "../../src/trace/trace.ts";
import { installChromium } from "../vscode/install/chromium.ts";
import { run } from "../vscode/install/command.ts";
import { root } from "../vscode/paths.ts";
import { Stage, type ThemeName } from "../webview/support/panel.ts";
import { gallery, galleryFiles } from "./files.ts";

const THEMES: readonly ThemeName[] = ["dark", "light", "hc-dark", "hc-light"];
const WIDTH = 640;
const HEIGHT = 900;

const [folder = "screenshots", wanted = ""] = process.argv.slice(2);
const target = resolve(folder);
await mkdir(target, { recursive: true });
process.env["CHROME_PATH"] = await installChromium();
await using stage = await Stage.open();
let taken = 0;
for (const name of (await galleryFiles()).filter((file) => file.includes(wanted))) {
  for (const [index, trace] of (await tracesOf(name)).entries()) {
    for (const theme of THEMES) await take(trace, theme, `${fileNameOf(name)}-${index + 1}-${theme}.png`);
  }
}
console.log(`Took ${taken} pictures into ${target}`);

/** The runs of a file's scenarios with seed 1, in their order. */
async function tracesOf(name: string): Promise<Trace[]> {
  const place = await mkdtemp(join(tmpdir(), "faultline-screenshots-"));
  try {
    const cli = join(root, "dist/cli.js");
    await run(process.execPath, [cli, "run", join(gallery, name), "--trace", join(place, "run.json")]);
    const files = (await readdir(place)).toSorted(new Intl.Collator("en", { numeric: true }).compare);
    return await Promise.all(
      files.map(async (file) => JSON.parse(await readFile(join(place, file), "utf8")) as Trace),
    );
  } finally {
    await rm(place, { recursive: true });
  }
}

async function take(trace: Trace, theme: ThemeName, name: string): Promise<void> {
  const panel = await stage.panel({ theme, width: WIDTH, height: HEIGHT });
  await panel.show(trace);
  await panel.page.screenshot({ path: join(target, name) });
  await panel.close();
  taken++;
}

function fileNameOf(name: string): string {
  return basename(name.replaceAll("/", "-"), ".scenario.ts");
}
