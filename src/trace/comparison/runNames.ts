import { tellWithout } from "../fault.ts";
import type { Trace } from "../trace.ts";

/** What to call two runs that are compared, in a sentence. */
export interface RunNames {
  readonly a: string;
  readonly b: string;
}

/** Names for two runs by what sets them apart: their scenarios, their seeds, their faults, or else their order. */
export function runNames(a: Trace, b: Trace): RunNames {
  if (a.scenario !== b.scenario) return { a: `“${a.scenario}”`, b: `“${b.scenario}”` };
  if (a.seed !== b.seed) return { a: `seed ${a.seed}`, b: `seed ${b.seed}` };
  const [without, other] = [nameByFaults(a, b), nameByFaults(b, a)];
  if (without !== other) return { a: without, b: other };
  return { a: "the first run", b: "the second run" };
}

function nameByFaults({ without }: Trace, other: Trace): string {
  if (without !== undefined) return `the run ${tellWithout(without)}`;
  return other.without === "faults" ? "the run with its faults" : "the run as it is";
}
