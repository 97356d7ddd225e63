import type { RunHost } from "../../dsl/run.ts";
import type { StopReason } from "../../simulator/host.ts";
import { PROGRESS, type Job } from "../wire.ts";
import type { WorkerHost } from "./workerHost.ts";

/** Events between two looks at the clock. */
const CLOCK_INTERVAL = 64;

/** Notes how far the run has come, and stops it at its limits. */
export function limitsOf(
  host: WorkerHost,
  { limits, halt }: Pick<Job, "limits" | "halt">,
  progress: Int32Array,
): Pick<RunHost, "beforeStep" | "beforeEvent"> {
  const start = host.now();
  let next = 0;
  const beforeEvent = (events: number): StopReason | undefined => {
    if (events < next) return undefined;
    next = events + CLOCK_INTERVAL;
    if (host.now() - start <= limits.time) return undefined;
    host.post({ kind: "stopping" });
    return {
      message: `stopped after ${limits.time / 1000} s and ${events.toLocaleString("en")} events`,
      blame: false,
    };
  };
  const beforeStep = (events: number): StopReason | undefined => {
    progress[PROGRESS.events] = events;
    if (halt !== undefined && events >= halt.events) return { message: halt.why, blame: true };
    return beforeEvent(events);
  };
  return { beforeStep, beforeEvent };
}
