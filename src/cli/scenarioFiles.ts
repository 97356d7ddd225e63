import { readdir, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { UsageError } from "./host.ts";

/** A scenario file, as the user knows it and as the runner wants it. */
export interface ScenarioFile {
  /** With forward slashes, relative if the user named it so. */
  readonly shown: string;
  /** Absolute, with forward slashes. */
  readonly path: string;
}

const SCENARIO = /\.scenario\.ts$/;

/**
 * The scenario files that are meant: files as they are named, and every `*.scenario.ts` below folders, sorted,
 * without node_modules and folders whose names begin with a dot.
 * @param from Absolute path that relative ones start from.
 * @throws {UsageError} when there is no such file, or no scenario in a folder
 */
export async function findScenarioFiles(targets: readonly string[], from: string): Promise<ScenarioFile[]> {
  const files = new Map<string, ScenarioFile>();
  for (const target of targets) {
    for (const shown of await expand(target, from)) {
      const path = slashed(resolve(from, shown));
      if (!files.has(path)) files.set(path, { shown: slashed(shown), path });
    }
  }
  return [...files.values()];
}

async function expand(target: string, from: string): Promise<string[]> {
  const path = resolve(from, target);
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new UsageError(`there is no file or folder "${target}"`);
  if (!found.isDirectory()) return [target];
  const names = await below(path);
  if (names.length === 0) throw new UsageError(`there is no *.scenario.ts file in "${target}"`);
  return names.map((name) => join(target, name));
}

/** Paths of the scenario files below a folder, relative to it. */
async function below(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  const found: string[] = [];
  for (const entry of entries) {
    if (entry.isDirectory()) {
      if (entry.name === "node_modules" || entry.name.startsWith(".")) continue;
      for (const name of await below(join(folder, entry.name))) found.push(join(entry.name, name));
    } else if (SCENARIO.test(entry.name)) {
      found.push(entry.name);
    }
  }
  return found;
}

function slashed(path: string): string {
  return path.replaceAll("\\", "/");
}
