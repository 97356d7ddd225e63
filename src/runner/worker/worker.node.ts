import { parentPort } from "node:worker_threads";
import { serve } from "./serve.ts";
import type { FromRun, JobRequest, SweepRequest } from "../wire.ts";

// Taken before the sandbox closes.
const { setImmediate, performance, process } = globalThis;
const port = parentPort!;

const receive = serve({
  post: (message: FromRun) => port.postMessage(message),
  drainMicrotasks: () => new Promise((resolve) => setImmediate(resolve)),
  now: () => performance.now(),
  onUnhandledRejection: (handler) => process.on("unhandledRejection", handler),
});
port.on("message", (request: JobRequest | SweepRequest) => receive(request));
