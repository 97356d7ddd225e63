import type { ReadSource } from "../../../src/runner/link.ts";
import type { SeedRange } from "../../../src/runner/wire.ts";
import type { Runner } from "../../../src/runner/runner.ts";
import { digest } from "./digest.ts";

/** Runs every scenario of every file with every seed. @returns A digest of each trace, in that order. */
export async function runAll(
  createRunner: (read: ReadSource) => Runner,
  files: Readonly<Record<string, string>>,
  seeds: readonly number[],
): Promise<readonly string[]> {
  const runner = createRunner((path) => Promise.resolve(files[path]));
  const digests: string[] = [];
  try {
    for (const seed of seeds) {
      for (const file of Object.keys(files)) {
        const { runs } = await runner.run({ file, seed, record: true });
        for (const { trace } of runs) digests.push(digest(trace!));
      }
    }
    return digests;
  } finally {
    runner.dispose();
  }
}

/** Runs every scenario of every file with a range of seeds. @returns File, scenario, seed and hash of each run. */
export async function sweepAll(
  createRunner: (read: ReadSource) => Runner,
  files: Readonly<Record<string, string>>,
  seeds: SeedRange,
): Promise<readonly string[]> {
  const runner = createRunner((path) => Promise.resolve(files[path]));
  const hashes: string[] = [];
  try {
    for (const file of Object.keys(files)) {
      await runner.sweep({ file, seeds, record: true }, ({ scenario, seed, hash }) => {
        hashes.push(`${file} ${scenario} ${seed} ${hash}`);
      });
    }
    return hashes;
  } finally {
    runner.dispose();
  }
}
