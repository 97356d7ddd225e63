import { join } from "node:path";
import { availableParallelism } from "node:os";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { nodeWorkers } from "../../src/runner/nodeWorkers.ts";
import { Runner } from "../../src/runner/runner.ts";
import { composeIndex } from "../gallery/composeIndex.ts";
import { gallery, galleryFiles, galleryText } from "../gallery/files.ts";
import { bundle, type Bundles } from "./runner/bundles.ts";

const SEEDS = { first: 1, last: 1000 };

const files = await galleryFiles();

let bundles: Bundles;
let runner: Runner;

beforeAll(async () => {
  bundles = await bundle("worker.cjs", "compiler.cjs");
  runner = new Runner({
    workers: nodeWorkers(bundles.folder),
    readSource: (name) => galleryText(name.slice(1)),
    limits: { time: 60_000 },
    parallel: availableParallelism(),
  });
}, 60_000);

afterAll(async () => {
  runner.dispose();
  await bundles.remove();
});

describe("the gallery", () => {
  it("has a failure and a cure for each row of the subject", () => {
    const names = files.map((name) => name.replace(/\.scenario\.ts$/, ""));
    for (const row of [
      ...[
        "lost",
        "late",
        "twice",
        "order",
        "cut",
        "which",
        "half",
        "agree",
        "cap",
        "spectrum",
        "skew",
        "first",
      ],
      ...["coord", "shop", "shop-strategies"],
      ...[
        "reliable",
        "latency",
        "bandwidth",
        "secure",
        "topology",
        "administrator",
        "cost",
        "homogeneous",
      ].map((fallacy) => `fallacies/${fallacy}`),
      ...[
        "primary-backup",
        "quorum-register",
        "two-phase-commit",
        "raft",
        "paxos",
        "gossip",
        "crdt-counter",
      ].map((protocol) => `protocols/${protocol}`),
      ...["crdt-set", "swim", "lamport-mutex", "chandy-lamport", "saga-outbox", "chain-replication"].map(
        (protocol) => `protocols/${protocol}`,
      ),
      ...["protocols/lease-fencing", "protocols/bully"],
    ]) {
      expect(names).toContain(row);
    }
  });

  it.each(files)(
    "%s says what to look for, and does as it says with each of a thousand seeds",
    async (file) => {
      expect(await galleryText(file)).toMatch(/^\/\/ .*\n\/\/ /);
      const { runs, error } = await runner.sweep({ file: `/${file}`, seeds: SEEDS }, () => undefined);
      expect(error).toBeUndefined();
      expect(runs.length).toBeGreaterThan(1);
      expect(runs.map(({ name, sweep }) => [name, sweep?.bad])).toEqual(runs.map(({ name }) => [name, []]));
      const violated = runs.map(({ checks, sweep }) => ({
        expected: checks.some((check) => check.expected),
        tolerated: sweep!.tolerated.map(({ violated }) => violated > 0),
      }));
      expect(violated.some(({ expected, tolerated }) => expected || tolerated.includes(true))).toBe(true);
      expect(violated.every(({ tolerated }) => !tolerated.includes(false))).toBe(true);
    },
    300_000,
  );

  it("has an index that is up to date (npm run gallery writes it)", async () => {
    await expect(await composeIndex(bundles.folder)).toMatchFileSnapshot(join(gallery, "README.md"));
  }, 120_000);
});
