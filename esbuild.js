// Builds everything that ships into dist/.
//   node esbuild.js               once, with source maps
//   node esbuild.js --watch       and again on every change; prints markers for .vscode/tasks.json
//   node esbuild.js --production  minified, without source maps
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { build, context } from "esbuild";

const { values: options } = parseArgs({
  options: { watch: { type: "boolean" }, production: { type: "boolean" } },
});

/** A TypeScript server loads its plugins by package name, so the plugin is a package of its own. */
const plugin = "node_modules/faultline-typescript-plugin";

const shared = {
  bundle: true,
  target: "es2023",
  sourcemap: options.production ? false : "linked",
  minify: options.production ?? false,
  // Stack traces and error messages name classes and functions.
  keepNames: true,
};
/** Nobody gets to see the names of what draws, and to keep one is a call whenever a function is made. */
const view = {
  ...shared,
  keepNames: false,
  jsx: "automatic",
  jsxImportSource: "preact",
};
const node = { ...shared, platform: "node", target: "node20", mainFields: ["module", "main"] };

const bundles = [
  {
    ...node,
    format: "cjs",
    entryPoints: {
      extension: "src/extension/extension.node.ts",
      worker: "src/runner/worker/worker.node.ts",
      compiler: "src/runner/compiler/compiler.node.ts",
    },
    outdir: "dist",
    outExtension: { ".js": ".cjs" },
    external: ["vscode"],
  },
  {
    ...shared,
    format: "iife",
    entryPoints: {
      "worker.browser": "src/runner/worker/worker.browser.ts",
      "compiler.browser": "src/runner/compiler/compiler.browser.ts",
    },
    outdir: "dist",
  },
  {
    ...shared,
    // VS Code loads it as it loads the one for Node.
    format: "cjs",
    entryPoints: { "extension.browser": "src/extension/extension.browser.ts" },
    outdir: "dist",
    external: ["vscode"],
  },
  {
    ...node,
    format: "esm",
    entryPoints: { cli: "src/cli/cli.ts" },
    outdir: "dist",
    banner: { js: "#!/usr/bin/env node" },
  },
  {
    ...shared,
    format: "esm",
    entryPoints: { dsl: "src/dsl/index.ts" },
    outdir: "dist",
    plugins: [declarations()],
  },
  {
    ...view,
    format: "esm",
    // Mermaid is imported on demand: splitting makes it chunks of their own.
    splitting: true,
    entryPoints: { main: "webview/main.tsx" },
    outdir: "dist/webview",
    chunkNames: "chunks/[name]-[hash]",
    loader: { ".ttf": "file" },
    plugins: [sequenceDiagramsOnly()],
  },
  {
    ...view,
    // It becomes a part of files that people send to each other.
    minify: true,
    sourcemap: false,
    format: "iife",
    entryPoints: { standalone: "webview/standalone.tsx" },
    outdir: "dist",
    // Several times as large as all the rest: its view is left out there.
    external: ["mermaid"],
    write: false,
    plugins: [standalonePage()],
  },
  {
    ...node,
    format: "cjs",
    entryPoints: { index: "src/extension/typescript-plugin/plugin.ts" },
    outdir: plugin,
    // The server wants the factory itself, not a module that has it as its default.
    footer: { js: "module.exports = module.exports.default;" },
  },
];

/** Leaves out of Mermaid, which loads each kind of diagram on demand, all that sequence diagrams never load. */
function sequenceDiagramsOnly() {
  return {
    name: "sequence diagrams only",
    setup({ onResolve }) {
      onResolve({ filter: /^\./ }, ({ kind, importer, path }) => {
        const onDemand = kind === "dynamic-import" && /[\\/]node_modules[\\/]mermaid[\\/]/.test(importer);
        return onDemand && !/sequenceDiagram|sizeCapture/.test(path) ? { path, external: true } : undefined;
      });
    },
  };
}

/** Makes dist/standalone.html of the bundle, a page that fetches nothing. `toHtml` puts the runs into it. */
function standalonePage() {
  return {
    name: "standalone page",
    setup({ onEnd }) {
      onEnd(async ({ errors, outputFiles }) => {
        if (errors.length > 0) return;
        const [script, style] = [".js", ".css"].map(
          (ending) => outputFiles.find(({ path }) => path.endsWith(ending)).text,
        );
        await writeFile("dist/standalone.html", page(script, style));
      });
    },
  };
}

/** A page with script and style within it, in which no others run. */
function page(script, style) {
  const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  const policy = `default-src 'none'; script-src ${hash(script)}; style-src ${hash(style)}; img-src data:`;
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Faultline</title>
    <style>${style}</style>
  </head>
  <body class="faultline">
    <div id="root"></div>
    <script type="application/json" id="part">null</script>
    <script type="application/json" id="runs">[]</script>
    <script>${script}</script>
  </body>
</html>
`;
}

/** Writes dist/faultline.d.ts, the types of the DSL in one file, after each build of the DSL. */
function declarations() {
  return {
    name: "declarations",
    setup({ onEnd }) {
      onEnd(async ({ errors }) => {
        if (errors.length > 0) return;
        const bundler = "node_modules/dts-bundle-generator/dist/bin/dts-bundle-generator.js";
        const failure = await output(
          bundler,
          "--silent",
          "--no-check",
          "--no-banner",
          "--export-referenced-types=false",
          "--project",
          "src/dsl/tsconfig.json",
          "-o",
          "dist/faultline.d.ts",
          "src/dsl/index.ts",
        );
        return failure ? { errors: [{ text: failure }] } : undefined;
      });
    },
  };
}

/** Runs a Node program; what it printed when it failed, else nothing. */
function output(...command) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, command, { stdio: ["ignore", "pipe", "pipe"] });
    let text = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (text += chunk));
    child.on("error", reject).on("close", (code) => resolve(code === 0 ? undefined : text));
  });
}

/** Announces when the first bundle of a round starts and when the last one is done. */
function markers() {
  let building = 0;
  return {
    name: "markers",
    setup({ onStart, onEnd }) {
      onStart(() => {
        if (building++ === 0) console.log("[watch] build started");
      });
      onEnd(() => {
        if (--building === 0) console.log("[watch] build finished");
      });
    },
  };
}

async function writePluginManifest() {
  await mkdir(plugin, { recursive: true });
  const manifest = { name: "faultline-typescript-plugin", version: "0.1.0", private: true, main: "index.js" };
  await writeFile(`${plugin}/package.json`, `${JSON.stringify(manifest, null, 2)}\n`);
}

await rm("dist", { recursive: true, force: true });
await mkdir("dist");
await writePluginManifest();
if (options.watch) {
  const announce = markers();
  for (const bundle of bundles) {
    const watching = await context({ ...bundle, plugins: [...(bundle.plugins ?? []), announce] });
    await watching.watch();
  }
} else {
  const results = await Promise.allSettled(bundles.map((bundle) => build(bundle)));
  // esbuild has printed what is wrong.
  if (results.some(({ status }) => status === "rejected")) process.exitCode = 1;
}
