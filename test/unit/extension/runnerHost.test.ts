import type { LogOutputChannel } from "vscode";
import { expect, it, vi } from "vitest";
import { RunnerHost } from "../../../src/extension/run/runnerHost.ts";
import type {
  CompileReply,
  CompileRequest,
  FromRun,
  JobRequest,
  SweepRequest,
  WorkerHandle,
  Workers,
} from "../../../src/runner/wire.ts";

vi.mock("vscode", () => {
  class Disposable {
    #end: (() => unknown) | undefined;
    constructor(end: () => unknown) {
      this.#end = end;
    }
    static from(...parts: Disposable[]): Disposable {
      return new Disposable(() => parts.forEach((part) => part.dispose()));
    }
    dispose(): void {
      this.#end?.();
      this.#end = undefined;
    }
  }
  class EventEmitter {
    event = () => new Disposable(() => undefined);
    fire(): void {}
    dispose(): void {}
  }
  const workspace = {
    getConfiguration: () => ({ get: (_: string, value: unknown) => value }),
    onDidChangeConfiguration: () => new Disposable(() => undefined),
    textDocuments: [],
  };
  return { Disposable, EventEmitter, workspace, Uri: {} };
});

/** Workers that say of every file that it can't be loaded, or never say anything; those that live are counted. */
class CountedWorkers implements Workers {
  readonly parallel = 1;
  readonly alive = new Set<unknown>();
  readonly #silent: boolean;

  constructor({ silent }: { readonly silent: boolean }) {
    this.#silent = silent;
  }

  startRun(): ReturnType<Workers["startRun"]> {
    return this.#start<JobRequest | SweepRequest, FromRun>({ kind: "unloadable", error: { message: "no" } });
  }

  startCompiler(): ReturnType<Workers["startCompiler"]> {
    return this.#start<CompileRequest, CompileReply>({ error: { message: "no" } });
  }

  #start<Request, Reply>(reply: Reply): WorkerHandle<Request, Reply> {
    const worker: WorkerHandle<Request, Reply> = {
      onMessage: () => undefined,
      onFailure: () => undefined,
      post: () => {
        if (!this.#silent) queueMicrotask(() => worker.onMessage(reply));
      },
      hold: () => undefined,
      release: () => undefined,
      terminate: () => this.alive.delete(worker),
    };
    this.alive.add(worker);
    return worker;
  }
}

function host(workers: Workers): RunnerHost {
  return new RunnerHost(workers, {} as LogOutputChannel, () => Promise.resolve("export default 1;"));
}
const request = { file: "/a.scenario.ts", seed: 1, record: true };
const never = new AbortController().signal;

it("leaves no worker behind after a run for nobody in particular", async () => {
  const workers = new CountedWorkers({ silent: false });
  await host(workers).run(request, never);
  expect(workers.alive.size).toBe(0);
});

it("has workers ready between runs as long as somebody wants them", async () => {
  const workers = new CountedWorkers({ silent: false });
  const shared = host(workers);
  const [one, other] = [shared.keepReady(), shared.keepReady()];
  await shared.run(request, never);
  expect(workers.alive.size).toBeGreaterThan(0);
  one.dispose();
  one.dispose();
  expect(workers.alive.size).toBeGreaterThan(0);
  other.dispose();
  expect(workers.alive.size).toBe(0);
});

it("leaves no worker behind when a run is broken off", async () => {
  const workers = new CountedWorkers({ silent: true });
  const abort = new AbortController();
  const run = host(workers).run(request, abort.signal);
  expect(workers.alive.size).toBeGreaterThan(0);
  abort.abort(new Error("enough"));
  await expect(run).rejects.toThrow("enough");
  expect(workers.alive.size).toBe(0);
});
