import { tellWithout } from "./fault.ts";
import type { Trace } from "./trace.ts";

/** What sets a run apart from others of its scenario, in few words: `seed 1`, `without its faults`. */
export function runFacts({ seed, without }: Pick<Trace, "seed" | "without">): string[] {
  return [`seed ${seed}`, ...(without === undefined ? [] : [tellWithout(without)])];
}
