import { describe } from "../../src/trace/describe.ts";
import type { RunIndex } from "../../src/exporters/picture/runIndex.ts";

/** What to say of a step: where it stands in the run, what happens, and which checks that breaks. */
export function spokenStep(run: RunIndex, step: number): string {
  const { trace, last } = run;
  const broken = (run.violations.get(step) ?? [])
    // A violation that only came to light with time says so in its own sentence.
    .filter(({ event }) => event !== step)
    .map(({ check, message }) => `. Violated: ${trace.checks[check].name}: ${message}`);
  return `Step ${step + 1} of ${last + 1}: ${describe(trace, step)}${broken.join("")}`;
}
