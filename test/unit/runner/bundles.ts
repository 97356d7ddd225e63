import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build, type BuildOptions } from "esbuild";
import { root } from "../../vscode/paths.ts";

/** A folder with bundles of the sources as they are now, whatever was built last. */
export interface Bundles {
  /** Ends in a slash. */
  readonly folder: URL;
  remove(): Promise<void>;
}

const node: BuildOptions = { platform: "node", target: "node20", mainFields: ["module", "main"] };

/** What can be bundled, under the names that it ships with. */
const bundles = {
  "worker.cjs": { ...node, entryPoints: ["src/runner/worker/worker.node.ts"], format: "cjs" },
  "compiler.cjs": { ...node, entryPoints: ["src/runner/compiler/compiler.node.ts"], format: "cjs" },
  "cli.js": { ...node, entryPoints: ["src/cli/cli.ts"], format: "esm" },
  "worker.browser.js": { entryPoints: ["src/runner/worker/worker.browser.ts"], format: "iife" },
  "compiler.browser.js": { entryPoints: ["src/runner/compiler/compiler.browser.ts"], format: "iife" },
  "page.js": { entryPoints: ["test/unit/runner/page.ts"], format: "iife" },
} satisfies Record<string, BuildOptions>;

/** Bundles parts of the product into a new temporary folder. */
export async function bundle(...names: readonly (keyof typeof bundles)[]): Promise<Bundles> {
  const folder = await mkdtemp(join(tmpdir(), "faultline-"));
  await Promise.all(
    names.map((name) =>
      build({
        ...bundles[name],
        absWorkingDir: root,
        outfile: join(folder, name),
        bundle: true,
        keepNames: true,
        logLevel: "error",
      }),
    ),
  );
  return {
    folder: pathToFileURL(`${folder}/`),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
