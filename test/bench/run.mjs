// Runs the benchmarks, one process each, and prints one line of JSON per figure.
//   node test/bench/run.mjs           all
//   node test/bench/run.mjs core      those whose name has "core" in it
// A *.bench.ts is bundled first, since it measures sources; a *.browser.ts drives a browser as the tests do.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";

const folder = import.meta.dirname;
const wanted = process.argv[2] ?? "";
const names = readdirSync(folder).filter(
  (name) => /\.(bench|browser)\.ts$/.test(name) && name.includes(wanted),
);
if (names.length === 0) {
  console.error(`there is no benchmark with "${wanted}" in its name`);
  process.exit(2);
}

const outdir = mkdtempSync(join(tmpdir(), "faultline-bench-"));
try {
  for (const name of names) {
    const { status } = spawnSync(process.execPath, [await runnable(name)], { stdio: "inherit" });
    if (status !== 0) process.exitCode = 1;
  }
} finally {
  rmSync(outdir, { recursive: true });
}

async function runnable(name) {
  const source = join(folder, name);
  if (name.endsWith(".browser.ts")) return source;
  const outfile = join(outdir, name.replace(/ts$/, "mjs"));
  await build({
    entryPoints: [source],
    bundle: true,
    platform: "node",
    format: "esm",
    mainFields: ["module", "main"],
    outfile,
    logLevel: "error",
  });
  return outfile;
}
