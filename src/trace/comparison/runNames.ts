import { tellWithout } from "../fault.ts";
import type { Trace } from "../trace.ts";

/** What to call two runs that are compared. */
export interface RunNames {
  readonly a: string;
  readonly b: string;
}

const AS_IT_IS = "the run as it is";

/** Names for two runs by what sets them apart: their scenarios, their seeds, their faults, or else their order. */
export function runNames(a: Trace, b: Trace): RunNames {
  if (a.scenario !== b.scenario) return { a: `“${a.scenario}”`, b: `“${b.scenario}”` };
  if (a.seed !== b.seed) return { a: `seed ${a.seed}`, b: `seed ${b.seed}` };
  const [one, other] = [nameByFaults(a, b), nameByFaults(b, a)];
  if (one !== other) return { a: one, b: other };
  return { a: "the first run", b: "the second run" };
}

/** The same inside a sentence, where everybody knows already which fault only one of the runs has. */
export function shortRunNames(a: Trace, b: Trace): RunNames {
  const names = runNames(a, b);
  if (names.b === AS_IT_IS) return { a: "the run without it", b: "the run with it" };
  if (names.a === AS_IT_IS) return { a: "the run with it", b: "the run without it" };
  return names;
}

function nameByFaults({ without }: Trace, other: Trace): string {
  if (without === "faults") return "the run without faults";
  if (without !== undefined) return `the run ${tellWithout(without)}`;
  return other.without === "faults" ? "the run with faults" : AS_IT_IS;
}
