/** How long it takes to find the scenarios of many files by their text: those of the gallery over and over. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { discover } from "../../src/runner/discovery/discover.ts";
import { median, report } from "./report.ts";

const FILES = 1000;
const ROUNDS = 9;

const gallery = "media/gallery";
const texts = readdirSync(gallery, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".scenario.ts"))
  .map((name) => readFileSync(join(gallery, name), "utf8"));

/** @returns Milliseconds of CPU time for all files, which other processes of a busy machine don't lengthen. */
function discoverAll(): number {
  const start = process.cpuUsage();
  let found = 0;
  for (let i = 0; i < FILES; i++) found += discover(texts[i % texts.length]).scenarios.length;
  if (found < FILES) throw new Error(`found no more than ${found} scenarios`);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

// The first round is what a user waits for: nothing is warm.
const first = discoverAll();
const milliseconds = median(Array.from({ length: ROUNDS }, discoverAll));
report("discovery of 1,000 scenario files", { first, milliseconds, limit: 1000 });
