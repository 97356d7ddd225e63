import type { RunIndex } from "../../src/exporters/picture/runIndex.ts";
import { operations } from "../../src/trace/operations.ts";

/** A part of a run, as indices of events, inclusive. */
export interface Part {
  readonly from: number;
  readonly to: number;
}

/**
 * What one means by "this" when an event is selected: the client's operation that it belongs to where that is lit, else
 * its message, from the sending to the arrival; else the event with what happens next to it.
 */
export function selectedPart(run: RunIndex, step: number, operationIsLit: boolean): Part {
  const { of, invokes } = operations(run.trace);
  if (operationIsLit && of[step] >= 0) return { from: invokes[of[step]], to: of.lastIndexOf(of[step]) };
  const arrow = run.arrowOf(step);
  if (arrow) return { from: arrow.departure.index, to: arrow.end ?? arrow.to };
  return { from: Math.max(0, step - 1), to: Math.min(run.last, step + 1) };
}
