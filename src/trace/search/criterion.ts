import type { TraceEvent } from "../event.ts";
import type { Trace } from "../trace.ts";

/** Whether an event is one of those that are looked for. */
export type Test = (event: TraceEvent) => boolean;

/** What is looked for, made ready for one run; that may take time linear in its events, once per run. */
export type Criterion = (trace: Trace) => Test;
