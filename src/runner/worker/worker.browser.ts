import { serve } from "./serve.ts";
import type { FromRun, JobRequest, SweepRequest } from "../wire.ts";

/** The part of a dedicated worker's scope that this needs. */
interface WorkerScope {
  postMessage(message: FromRun): void;
  addEventListener(type: "message", listener: (event: MessageEvent<JobRequest | SweepRequest>) => void): void;
  addEventListener(type: "unhandledrejection", listener: (event: PromiseRejectionEvent) => void): void;
}

const scope = globalThis as unknown as WorkerScope;
// Taken before the sandbox closes.
const post = scope.postMessage.bind(scope);
const { performance } = globalThis;
const { port1, port2 } = new MessageChannel();
const drained: (() => void)[] = [];
port2.onmessage = () => drained.shift()!();

const receive = serve({
  post,
  drainMicrotasks: () =>
    new Promise((resolve) => {
      drained.push(resolve);
      port1.postMessage(undefined);
    }),
  now: () => performance.now(),
  onUnhandledRejection: (handler) =>
    scope.addEventListener("unhandledrejection", (event) => {
      event.preventDefault();
      handler(event.reason);
    }),
});
scope.addEventListener("message", ({ data }) => receive(data));
