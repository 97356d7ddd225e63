import type { FromWorker, RunnerWorker, ToWorker } from "./wire.ts";

/** Starts a worker in a browser. @param url Of the bundle of `worker.browser.ts`; a blob's where others are barred. */
export function startBrowserWorker(url: string): RunnerWorker {
  const worker = new Worker(url);
  const handle: RunnerWorker = {
    post: (message: ToWorker) => worker.postMessage(message),
    onMessage: () => undefined,
    onFailure: () => undefined,
    hold: () => undefined,
    terminate: () => worker.terminate(),
  };
  worker.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => handle.onMessage(data));
  worker.addEventListener("error", (event) => handle.onFailure({ kind: "crash", message: event.message }));
  return handle;
}
