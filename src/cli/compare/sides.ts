import { describe } from "../../trace/describe.ts";
import { faultOf } from "../../trace/faults.ts";
import type { Trace } from "../../trace/trace.ts";
import { EXIT, UsageError } from "../host.ts";
import type { Host } from "../host.ts";
import { readRuns } from "../readRuns.ts";
import type { Plan } from "./plan.ts";

/** Two runs that are compared, and whether both got to their end. */
export interface Sides {
  readonly a: Trace;
  readonly b: Trace;
  readonly complete: boolean;
}

/**
 * Reads or runs both sides; the second one first, as it may say what the first one leaves out.
 * @returns nothing when one of them can't be run; that has been said then
 * @throws {UsageError}
 */
export async function readSides({ a, b, withoutFault }: Plan, host: Host): Promise<Sides | undefined> {
  const second = await readRuns(b.target, b.choice, host);
  if (!second) return undefined;
  const [shown] = second.runs;
  const without = withoutFault === undefined ? a.choice.without : faultAt(shown, withoutFault);
  const first = await readRuns(a.target, { ...a.choice, without }, host);
  if (!first) return undefined;
  const [other] = first.runs;
  if (without !== undefined && other.without === undefined)
    host.stderr.write(`faultline: nothing goes wrong in “${other.scenario}” that could be left out\n`);
  return { a: other, b: shown, complete: first.code === EXIT.ok && second.code === EXIT.ok };
}

function faultAt(trace: Trace, number: number) {
  const { length } = trace.events;
  if (number > length) throw new UsageError(`there is no event ${number}; the run has ${length}`);
  const fault = faultOf(trace, number - 1);
  if (fault === undefined)
    throw new UsageError(
      `event ${number} is no fault that could be left out: ${describe(trace, number - 1)}`,
    );
  return fault;
}
