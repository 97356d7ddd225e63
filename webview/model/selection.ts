import type { RunIndex } from "../../src/exporters/picture/runIndex.ts";
import { operations } from "../../src/trace/operations.ts";
import type { RunPart } from "../../src/trace/runPart.ts";
import { lightsOf, type LightChoice } from "./lights.ts";

/**
 * What one means by "this" when an event is selected: the client's operation that it belongs to where that is lit, else
 * its message, from the sending to the arrival; else the event with what happens next to it.
 */
export function selectedPart(run: RunIndex, step: number, light: LightChoice): RunPart {
  const { of, invokes } = operations(run.trace);
  if (light === "operation" && of[step] >= 0)
    return { from: invokes[of[step]], to: of.lastIndexOf(of[step]) };
  const arrow = run.arrowOf(step);
  if (arrow) return { from: arrow.departure.index, to: arrow.end ?? arrow.to };
  return { from: Math.max(0, step - 1), to: Math.min(run.last, step + 1) };
}

/** All that is lit, from the first event to the last one; where everything is, what is selected. */
export function litPart(run: RunIndex, step: number, light: LightChoice): RunPart {
  const lights = lightsOf(light, run.trace, step);
  if (!lights) return selectedPart(run, step, light);
  const { events } = run.trace;
  const lit = ({ index }: { readonly index: number }) => lights(index) !== undefined;
  return { from: events.findIndex(lit), to: events.findLastIndex(lit) };
}
