import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../paths.ts";

/** The scenario that a first look shows. */
export const firstScenario = "shop.scenario.ts";

/** A folder to try things in, and a place for what the editor writes. */
export interface Playground {
  /** Copy of the gallery. */
  readonly folder: string;
  /** Empty folder for the editor's own data. */
  readonly home: string;
  /** Deletes both. */
  remove(): Promise<void>;
}

/** Copies the gallery into a new temporary folder in which each scenario opens its diagram by itself. */
export async function createPlayground(): Promise<Playground> {
  const place = await mkdtemp(join(tmpdir(), "faultline-"));
  const folder = join(place, "gallery");
  const home = join(place, "editor");
  await cp(join(root, "media/gallery"), folder, { recursive: true });
  await mkdir(join(folder, ".vscode"));
  const settings = { "faultline.preview.openAutomatically": true };
  await writeFile(join(folder, ".vscode/settings.json"), `${JSON.stringify(settings, null, 2)}\n`);
  await mkdir(home);
  return { folder, home, remove: () => rm(place, { recursive: true, force: true, maxRetries: 3 }) };
}
