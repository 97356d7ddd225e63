/**
 * Takes a picture of every scenario of the gallery in each kind of theme, as the panel shows it in half an editor's width.
 *   npm run screenshots                  all, into screenshots/
 *   npm run screenshots -- FOLDER cut    into FOLDER, of the files whose name has "cut" in it
 */
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { nodeWorkers } from "../../src/runner/nodeWorkers.ts";
import { Runner } from "../../src/runner/runner.ts";
import type { Trace } from "../../src/trace/trace.ts";
import { root } from "../vscode/paths.ts";
import { installChromium } from "../vscode/install/chromium.ts";
import { Stage, type ThemeName } from "../webview/support/panel.ts";
import { galleryFiles, galleryText } from "./files.ts";

const THEMES: readonly ThemeName[] = ["dark", "light", "hc-dark", "hc-light"];
const WIDTH = 640;
const HEIGHT = 900;

const [folder = "screenshots", wanted = ""] = process.argv.slice(2);
const target = resolve(folder);
await mkdir(target, { recursive: true });
process.env["CHROME_PATH"] = await installChromium();
await using stage = await Stage.open();
const runner = new Runner({
  workers: nodeWorkers(pathToFileURL(join(root, "dist/"))),
  readSource: (name) => galleryText(name.slice(1)),
  limits: { time: 60_000 },
});
let taken = 0;
for (const name of (await galleryFiles()).filter((file) => file.includes(wanted))) {
  const { runs } = await runner.run({ file: `/${name}`, seed: 1, record: true });
  for (const [index, { trace }] of runs.entries()) {
    for (const theme of THEMES) await take(trace!, theme, `${fileNameOf(name)}-${index + 1}-${theme}.png`);
  }
}
runner.dispose();
console.log(`Took ${taken} pictures into ${target}`);

async function take(trace: Trace, theme: ThemeName, name: string): Promise<void> {
  const panel = await stage.panel({ theme, width: WIDTH, height: HEIGHT });
  await panel.show(trace);
  await panel.page.screenshot({ path: join(target, name) });
  await panel.close();
  taken++;
}

function fileNameOf(name: string): string {
  return name.replace(".scenario.ts", "").replaceAll("/", "-");
}
