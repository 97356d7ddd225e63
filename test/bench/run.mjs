// Runs the benchmarks, one process each, and prints one line of JSON per figure.
//   node test/bench/run.mjs           all
//   node test/bench/run.mjs core      those whose name has "core" in it
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";

const folder = import.meta.dirname;
const wanted = process.argv[2] ?? "";
const names = readdirSync(folder).filter((name) => name.endsWith(".bench.ts") && name.includes(wanted));
if (names.length === 0) {
  console.error(`there is no benchmark with "${wanted}" in its name`);
  process.exit(2);
}
const outdir = mkdtempSync(join(tmpdir(), "faultline-bench-"));
try {
  await build({
    entryPoints: names.map((name) => join(folder, name)),
    bundle: true,
    platform: "node",
    format: "esm",
    mainFields: ["module", "main"],
    packages: "bundle",
    external: ["playwright-core", "esbuild"],
    outdir,
    outExtension: { ".js": ".mjs" },
    logLevel: "error",
  });
  for (const name of names) {
    const { status } = spawnSync(process.execPath, [join(outdir, name.replace(/ts$/, "mjs"))], {
      stdio: "inherit",
    });
    if (status !== 0) process.exitCode = 1;
  }
} finally {
  rmSync(outdir, { recursive: true });
}
