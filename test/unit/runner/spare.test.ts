import { expect, it } from "vitest";
import { compile } from "../../../src/runner/compiler/compile.ts";
import { Runner } from "../../../src/runner/runner.ts";
import type { CompilerWorker, RunWorker } from "../../../src/runner/wire.ts";

/** A worker that says of every file that it can't be loaded, as long as it lives. */
function fakeWorker(name: string): RunWorker & { die(): void } {
  let alive = true;
  const worker: RunWorker & { die(): void } = {
    onMessage: () => undefined,
    onFailure: () => undefined,
    post: () => {
      if (alive) worker.onMessage({ kind: "unloadable", error: { message: name } });
    },
    hold: () => undefined,
    release: () => undefined,
    terminate: () => undefined,
    die: () => {
      alive = false;
      worker.onFailure({ kind: "crash", message: "out of memory" });
    },
  };
  return worker;
}

function startCompiler(): CompilerWorker {
  const worker: CompilerWorker = {
    onMessage: () => undefined,
    onFailure: () => undefined,
    post: ({ file, source }) => worker.onMessage({ module: compile(file, source) }),
    hold: () => undefined,
    release: () => undefined,
    terminate: () => undefined,
  };
  return worker;
}

it("takes another worker when the spare one has died meanwhile", async () => {
  const workers: ReturnType<typeof fakeWorker>[] = [];
  const startRun = () => {
    const worker = fakeWorker(`worker ${workers.length + 1}`);
    workers.push(worker);
    return worker;
  };
  const runner = new Runner({
    workers: { startRun, startCompiler, parallel: 1 },
    readSource: () => Promise.resolve("export default 1;"),
  });
  workers[0].die();
  const { error } = await runner.run({ file: "/a.scenario.ts", seed: 1, record: true });
  expect(error?.message).toBe("worker 2");
  runner.dispose();
});
