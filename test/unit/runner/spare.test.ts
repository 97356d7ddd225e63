import { expect, it } from "vitest";
import { Runner } from "../../../src/runner/runner.ts";
import type { RunnerWorker } from "../../../src/runner/wire.ts";

/** A worker that says of every file that it can't be loaded, as long as it lives. */
function fakeWorker(name: string): RunnerWorker & { die(): void } {
  let alive = true;
  const worker: RunnerWorker & { die(): void } = {
    onMessage: () => undefined,
    onFailure: () => undefined,
    post: () => {
      if (alive) worker.onMessage({ kind: "unloadable", error: { message: name } });
    },
    hold: () => undefined,
    terminate: () => undefined,
    die: () => {
      alive = false;
      worker.onFailure({ kind: "crash", message: "out of memory" });
    },
  };
  return worker;
}

it("takes another worker when the spare one has died meanwhile", async () => {
  const workers: ReturnType<typeof fakeWorker>[] = [];
  const startWorker = () => {
    const worker = fakeWorker(`worker ${workers.length + 1}`);
    workers.push(worker);
    return worker;
  };
  const runner = new Runner({ startWorker, readSource: () => Promise.resolve(undefined) });
  workers[0].die();
  const { error } = await runner.run({ file: "/a.scenario.ts", seed: 1, record: true });
  expect(error?.message).toBe("worker 2");
  runner.dispose();
});
