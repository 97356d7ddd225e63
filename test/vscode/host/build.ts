import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { editorFolder, root } from "../paths.ts";

/** Bundles the suite for the extension host and gives the path of its module. */
export async function buildHostSuite(): Promise<string> {
  const outfile = join(editorFolder, "host-suite.cjs");
  await mkdir(editorFolder, { recursive: true });
  await build({
    entryPoints: [join(root, "test/vscode/host/index.ts")],
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    external: ["vscode"],
  });
  return outfile;
}
