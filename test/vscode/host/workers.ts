import { subscribe } from "node:diagnostics_channel";
import type { Worker } from "node:worker_threads";

/** The workers of this process that live, of those that were started since this module was loaded. */
export const workers = new Set<Worker>();

subscribe("worker_threads", (message) => {
  const { worker } = message as { worker: Worker };
  workers.add(worker);
  worker.once("exit", () => workers.delete(worker));
});
