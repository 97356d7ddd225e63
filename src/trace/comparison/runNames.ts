import type { Trace } from "../trace.ts";

/** What to call two runs that are compared, in a sentence. */
export interface RunNames {
  readonly a: string;
  readonly b: string;
}

/** Names for two runs by what sets them apart: their scenarios, else their seeds, else their order. */
export function runNames(a: Trace, b: Trace): RunNames {
  if (a.scenario !== b.scenario) return { a: `“${a.scenario}”`, b: `“${b.scenario}”` };
  if (a.seed !== b.seed) return { a: `seed ${a.seed}`, b: `seed ${b.seed}` };
  return { a: "the first run", b: "the second run" };
}
