import type { Program } from "./link.ts";
import { GRACE, STARTUP } from "./patience.ts";
import type { Without } from "../trace/fault.ts";
import { PROGRESS, type RunLimits, type RunWorker, type SeedRange, type SweptRun } from "./wire.ts";

/** Seeds that one worker runs before it is thrown away. */
const BATCH = 100;

/** How to sweep. */
export interface SweepOptions {
  readonly only?: string;
  readonly seeds: SeedRange;
  readonly record: boolean;
  readonly without?: Without;
  /** For each run. */
  readonly limits: RunLimits;
  /** Workers at a time. */
  readonly parallel: number;
  readonly startWorker: () => RunWorker;
  /** Called for each run that is over. */
  readonly onRun: (run: SweptRun) => void;
  readonly signal: AbortSignal;
}

/** Where a worker begins: with this scenario of this seed, and then with all of the seeds that follow. */
interface Start {
  readonly seed: number;
  readonly scenario: number;
}

/**
 * Runs the scenarios of a program with many seeds, a batch of seeds in each worker. A run that hangs is told as
 * stopped, and another worker goes on behind it.
 * @throws The signal's reason, soon after the signal.
 */
export async function sweep(program: Program, options: SweepOptions): Promise<void> {
  const { seeds, parallel, signal } = options;
  let next = seeds.first;
  const workThrough = async () => {
    while (next <= seeds.last) {
      const first = next;
      const last = Math.min(first + BATCH - 1, seeds.last);
      next = last + 1;
      let start: Start | undefined = { seed: first, scenario: 0 };
      while (start !== undefined) start = await runBatch(program, start, last, options);
    }
  };
  signal.throwIfAborted();
  await Promise.all(Array.from({ length: Math.max(1, parallel) }, workThrough));
}

/** @returns Where another worker has to go on; nothing when the batch is done. */
function runBatch(
  program: Program,
  start: Start,
  last: number,
  { only, record, without, limits, startWorker, onRun, signal }: SweepOptions,
): Promise<Start | undefined> {
  const worker = startWorker();
  worker.hold();
  const shared =
    typeof SharedArrayBuffer === "undefined" ? undefined : new SharedArrayBuffer(4 * PROGRESS.words);
  return new Promise((resolve, reject) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    /** The run in hand. */
    let current = start;
    const finish = (settle: () => void) => {
      clearTimeout(timer);
      signal.removeEventListener("abort", abort);
      worker.terminate();
      settle();
    };
    const abort = () => finish(() => reject(signal.reason as Error));
    const giveUp = () => {
      const events = shared === undefined ? 0 : new Int32Array(shared)[PROGRESS.events];
      onRun({ ...current, status: "stopped", events, hash: "", violated: [] });
      finish(() => resolve({ seed: current.seed, scenario: current.scenario + 1 }));
    };
    const watch = (time: number) => {
      clearTimeout(timer);
      timer = setTimeout(giveUp, time);
    };
    signal.addEventListener("abort", abort);
    worker.onFailure = giveUp;
    worker.onMessage = (message) => {
      switch (message.kind) {
        case "running":
          current = { seed: message.seed, scenario: message.scenario };
          watch(limits.time + GRACE);
          break;
        case "swept":
          onRun(message.run);
          break;
        case "sweptAll":
          finish(() => resolve(undefined));
          break;
        default:
      }
    };
    watch(STARTUP + limits.time);
    worker.post({
      program,
      sweep: {
        ...(only === undefined ? {} : { only }),
        seeds: { first: start.seed, last },
        skip: start.scenario,
        record,
        without,
        limits,
      },
      ...(shared === undefined ? {} : { progress: shared }),
    });
  });
}
