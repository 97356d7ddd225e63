import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { WorkerFailure, WorkerHandle, Workers } from "./wire.ts";

/** Heap of one worker; what needs more is ended. */
const MAX_HEAP_MB = 1536;

/** Workers on Node. @param dist Folder of the bundles, ending in a slash. */
export function nodeWorkers(dist: URL): Workers {
  return {
    startRun: () => start(new URL("worker.cjs", dist)),
    startCompiler: () => start(new URL("compiler.cjs", dist)),
    parallel: Math.max(1, availableParallelism() - 1),
  };
}

function start<Request, Reply>(file: URL): WorkerHandle<Request, Reply> {
  const worker = new Worker(file, {
    env: {},
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB, stackSizeMb: 4 },
  });
  worker.unref();
  const handle: WorkerHandle<Request, Reply> = {
    post: (message) => worker.postMessage(message),
    onMessage: () => undefined,
    onFailure: () => undefined,
    hold: () => worker.ref(),
    release: () => worker.unref(),
    terminate: () => void worker.terminate(),
  };
  worker.on("message", (message: Reply) => handle.onMessage(message));
  worker.on("error", (error: Error & { code?: string }) => handle.onFailure(failureOf(error)));
  return handle;
}

function failureOf(error: Error & { code?: string }): WorkerFailure {
  return error.code === "ERR_WORKER_OUT_OF_MEMORY"
    ? { kind: "memory" }
    : { kind: "crash", message: error.message };
}
