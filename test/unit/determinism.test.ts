import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { nodeWorkers } from "../../src/runner/nodeWorkers.ts";
import type { ReadSource } from "../../src/runner/link.ts";
import { Runner } from "../../src/runner/runner.ts";
import { launchBrowser } from "../vscode/launch/browser.ts";
import { gallery, galleryFiles } from "../gallery/files.ts";
import { bundle, type Bundles } from "./runner/bundles.ts";
import { digestText } from "./runner/digest.ts";
import { runAll, sweepAll } from "./runner/runAll.ts";

/** Runs whose whole traces are compared in all hosts. */
const SEEDS_IN_FULL = [1, 2];

/** Runs whose hashes are compared. */
const SEEDS = { first: 1, last: 100 };

let bundles: Bundles;
let browser: Browser;
/** Texts of the gallery's files by path, in the order in which the command line reports them. */
let files: Record<string, string>;

beforeAll(async () => {
  const paths = (await galleryFiles()).map((name) => join(gallery, name));
  const texts = await Promise.all(paths.map(async (path) => [path, await readFile(path, "utf8")] as const));
  files = Object.fromEntries(texts);
  bundles = await bundle(
    "worker.cjs",
    "compiler.cjs",
    "cli.js",
    "worker.browser.js",
    "compiler.browser.js",
    "page.js",
  );
  browser = await launchBrowser();
}, 120_000);

afterAll(async () => {
  await browser.close();
  await bundles.remove();
});

/** Time enough for any number of other programs to run beside. */
const patience = { timeout: 600_000 };

it(
  "the whole gallery runs byte for byte the same on Node, in Chromium and on the command line",
  patience,
  async () => {
    const [onNode, inChromium, onCommandLine] = await Promise.all([
      runOnNode(),
      runInChromium(),
      runOnCommandLine(),
    ]);
    expect(onNode.length).toBeGreaterThanOrEqual(SEEDS_IN_FULL.length * Object.keys(files).length);
    expect(inChromium).toEqual(onNode);
    expect(onCommandLine.toSorted()).toEqual(onNode.toSorted());
    expect(new Set(onNode).size).toBe(onNode.length);
  },
);

it(
  "a hundred runs of each scenario have the same hashes on Node and in Chromium, alone or one after another",
  patience,
  async () => {
    const createRunner = (readSource: ReadSource) =>
      new Runner({ workers: nodeWorkers(bundles.folder), readSource, limits: { time: 60_000 } });
    const [onNode, inChromium] = await Promise.all([
      sweepAll(createRunner, files, SEEDS),
      openPage().then(({ page, workers }) =>
        page.evaluate((request) => sweepInBrowser(request), { workers, files, seeds: SEEDS }),
      ),
    ]);
    expect(inChromium).toEqual(onNode);
    expect(onNode.length).toBeGreaterThan(100 * Object.keys(files).length);
    const alone = await runAll(createRunner, files, [SEEDS.last]);
    for (const digest of alone) {
      const hash = /: ([0-9a-f]{16}) /.exec(digest)![1];
      expect(
        onNode.some((line) => line.endsWith(` ${SEEDS.last} ${hash}`)),
        digest,
      ).toBe(true);
    }
  },
);

function runOnNode(): Promise<readonly string[]> {
  const workers = nodeWorkers(bundles.folder);
  return runAll(
    (readSource) => new Runner({ workers, readSource, limits: { time: 60_000 } }),
    files,
    SEEDS_IN_FULL,
  );
}

async function runInChromium(): Promise<readonly string[]> {
  const { page, workers } = await openPage();
  return page.evaluate((request) => runInBrowser(request), { workers, files, seeds: SEEDS_IN_FULL });
}

/** A page that can run scenarios in workers of its own. */
async function openPage() {
  const page = await browser.newPage();
  await page.addScriptTag({ path: fileURLToPath(new URL("page.js", bundles.folder)) });
  const [run, compiler] = await Promise.all(
    ["worker.browser.js", "compiler.browser.js"].map((name) =>
      readFile(new URL(name, bundles.folder), "utf8"),
    ),
  );
  return { page, workers: { run, compiler } };
}

async function runOnCommandLine(): Promise<readonly string[]> {
  const digests: string[] = [];
  for (const seed of SEEDS_IN_FULL) {
    const trace = fileURLToPath(new URL(`seed-${seed}`, bundles.folder));
    const report = await faultline(
      "run",
      gallery,
      "--seed",
      String(seed),
      "--reporter",
      "json",
      "--trace",
      `${trace}.json`,
    );
    const { scenarios } = JSON.parse(report) as { scenarios: { name: string; hash: string }[] };
    for (const [i, { name, hash }] of scenarios.entries()) {
      digests.push(digestText(name, hash, await readFile(`${trace}-${i + 1}.json`, "utf8")));
    }
  }
  return digests;
}

/** What the command line prints; a check that fails with some seed is no error here. */
async function faultline(...args: string[]): Promise<string> {
  const cli = fileURLToPath(new URL("cli.js", bundles.folder));
  try {
    return (await promisify(execFile)(process.execPath, [cli, ...args])).stdout;
  } catch (error) {
    const { code, stdout } = error as { code: unknown; stdout: string };
    if (code === 1) return stdout;
    throw error;
  }
}
