import type { WorkerHandle, Workers } from "./wire.ts";

/**
 * Workers in a browser.
 * @param urls Of the bundles of `worker.browser.ts` and `compiler.browser.ts`; blobs' where others are barred.
 */
export function browserWorkers(urls: { readonly run: string; readonly compiler: string }): Workers {
  return {
    startRun: () => start(urls.run),
    startCompiler: () => start(urls.compiler),
    parallel: Math.max(1, navigator.hardwareConcurrency - 1),
  };
}

function start<Request, Reply>(url: string): WorkerHandle<Request, Reply> {
  const worker = new Worker(url);
  const handle: WorkerHandle<Request, Reply> = {
    post: (message) => worker.postMessage(message),
    onMessage: () => undefined,
    onFailure: () => undefined,
    hold: () => undefined,
    release: () => undefined,
    terminate: () => worker.terminate(),
  };
  worker.addEventListener("message", ({ data }: MessageEvent<Reply>) => handle.onMessage(data));
  worker.addEventListener("error", (event) => handle.onFailure({ kind: "crash", message: event.message }));
  return handle;
}
