import { Worker } from "node:worker_threads";
import type { FromWorker, RunnerWorker, ToWorker, WorkerFailure } from "./wire.ts";

/** Heap of one run; what needs more is ended. */
const MAX_HEAP_MB = 1536;

/** Starts a worker on Node. @param file The bundle of `worker.node.ts`. */
export function startNodeWorker(file: URL): RunnerWorker {
  const worker = new Worker(file, {
    env: {},
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB, stackSizeMb: 4 },
  });
  worker.unref();
  const handle: RunnerWorker = {
    post: (message: ToWorker) => worker.postMessage(message),
    onMessage: () => undefined,
    onFailure: () => undefined,
    hold: () => worker.ref(),
    terminate: () => void worker.terminate(),
  };
  worker.on("message", (message: FromWorker) => handle.onMessage(message));
  worker.on("error", (error: Error & { code?: string }) => handle.onFailure(failureOf(error)));
  return handle;
}

function failureOf(error: Error & { code?: string }): WorkerFailure {
  return error.code === "ERR_WORKER_OUT_OF_MEMORY"
    ? { kind: "memory" }
    : { kind: "crash", message: error.message };
}
