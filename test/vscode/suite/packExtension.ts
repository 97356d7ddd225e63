import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { run } from "../install/command.ts";
import { editorFolder, root } from "../paths.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** The packed extension to install; the checkout is used as it is when empty. */
    vsix: string;
  }
}

/** Packs the extension as it ships, then builds again what the checkout's own suites use. @returns the package */
export async function packExtension(): Promise<string> {
  const vsix = join(editorFolder, "faultline.vsix");
  await mkdir(editorFolder, { recursive: true });
  const shell = process.platform === "win32";
  await run("npm", ["run", "package", "--", "--out", vsix], { cwd: root, shell });
  await run(process.execPath, ["esbuild.js"], { cwd: root });
  return vsix;
}

/** Has it packed before the first suite; vitest calls this once. */
export async function setup(project: TestProject): Promise<void> {
  project.provide("vsix", await packExtension());
}
