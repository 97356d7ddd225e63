import type { FromRun } from "../wire.ts";

/** What a worker's own host gives it. */
export interface WorkerHost {
  post(message: FromRun): void;
  /** Resolves after all waiting microtasks have run. */
  drainMicrotasks(): Promise<void>;
  /** Milliseconds on a clock that only goes forward. */
  now(): number;
  /** Calls back for each rejection that nobody handles. */
  onUnhandledRejection(handler: (reason: unknown) => void): void;
}
