import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { PALETTE } from "../../src/exporters/svg/style.ts";
import { RunIndex } from "../../src/exporters/picture/runIndex.ts";
import { toSvg } from "../../src/exporters/svg.tsx";
import { FIRST_SCENARIO } from "../../src/runner/firstScenario.ts";
import { nodeWorkers } from "../../src/runner/nodeWorkers.ts";
import { Runner } from "../../src/runner/runner.ts";
import { root } from "../vscode/paths.ts";
import { bundle, type Bundles } from "./runner/bundles.ts";

const folder = join(root, "media/walkthrough");
const cure = await readFile(join(folder, "cure.md"), "utf8");
const [class_, once] = [...cure.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code]) => code);

/** The first scenario after everything that the walkthrough asks for. */
const cured = FIRST_SCENARIO.replace(/ {2}\/\*\* A client counts here.*?\n}\n/s, `${class_}}\n`)
  .replace("  world.heal();\n", `  world.heal();\n${once}`)
  .replace('.violates("count")', "");

/** Light and dark; a picture in a walkthrough can't ask which theme there is. */
const [light, dark] = PALETTE.split("@media").map((part) => /\.faultline ?\{[^}]*\}/.exec(part)![0]);
const palettes = { light: fixed(light), dark: fixed(light) + dark };

let bundles: Bundles;
let runner: Runner;

beforeAll(async () => {
  bundles = await bundle("worker.cjs", "compiler.cjs");
  const texts: Record<string, string> = { "/fails.scenario.ts": FIRST_SCENARIO, "/cured.scenario.ts": cured };
  runner = new Runner({
    workers: nodeWorkers(bundles.folder),
    readSource: (path) => Promise.resolve(texts[path]),
    limits: { time: 20_000 },
  });
}, 60_000);

afterAll(async () => {
  runner.dispose();
  await bundles.remove();
});

// The pictures are made with `--update`.
it.each(["fails", "cured"])("leads to a scenario that passes, and shows its run: %s", async (name) => {
  const { runs, error } = await runner.run({ file: `/${name}.scenario.ts`, seed: 1, record: true });
  expect(error).toBeUndefined();
  const [{ status, trace, checks }] = runs;
  expect(status).toBe("passed");
  expect(checks.map((check) => check.status)).toEqual([name === "fails" ? "violated" : "passed"]);
  for (const [theme, palette] of Object.entries(palettes)) {
    const svg = toSvg(new RunIndex(trace!), { palette });
    await expect(svg).toMatchFileSnapshot(join(folder, `${name}-${theme}.svg`));
  }
});

/** Of one theme, whatever the reader prefers elsewhere. */
function fixed(palette: string): string {
  return palette.replace("color-scheme:light dark;", "");
}
