import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { buildHostSuite } from "./host/build.ts";
import { parseLine } from "./host/report.ts";
import type { CaseResult } from "./host/report.ts";
import { startBareServer } from "./launch/bareServer.ts";
import { launchBrowser } from "./launch/browser.ts";

/** Longest that the whole suite may take, in ms. */
const LIMIT = 300_000;

/** Runs the suite in the extension host of a window and collects what it says on the console. */
async function runHostSuite(): Promise<CaseResult[]> {
  const home = await mkdtemp(join(tmpdir(), "faultline-host-"));
  const folder = join(home, "folder");
  await mkdir(folder);
  const server = await startBareServer(home);
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    const results: CaseResult[] = [];
    const ended = page.waitForEvent("console", {
      timeout: LIMIT,
      predicate(message) {
        const result = parseLine(message.text());
        if (result === undefined) return false;
        if (result === "end") return true;
        results.push(result);
        return false;
      },
    });
    await page.goto(server.testAddress(folder, await buildHostSuite()));
    await ended;
    return results;
  } finally {
    await browser.close();
    await server.stop();
    await rm(home, { recursive: true, force: true, maxRetries: 3 });
  }
}

const results = await runHostSuite();

describe("inside the extension host, Faultline", () => {
  test.each(results)("$name", ({ failure }) => {
    expect(failure).toBeUndefined();
  });
});
