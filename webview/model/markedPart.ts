import { formatLength, formatPart, type RunPart } from "../../src/trace/runPart.ts";
import type { Trace } from "../../src/trace/trace.ts";

/** A part of the run that the user marked. */
export interface MarkedPart extends RunPart {
  /** The end that stays while the other one moves; none once the user has gone elsewhere. */
  readonly held?: number;
}

/** Marks what lies between an end that stays and another one. */
export function markBetween(held: number, other: number): MarkedPart {
  return { from: Math.min(held, other), to: Math.max(held, other), held };
}

/** The same part, neither end of which is held. */
export function released(marked: MarkedPart | undefined): MarkedPart | undefined {
  return marked?.held === undefined ? marked : { from: marked.from, to: marked.to };
}

/** The end that moves; the play head where none has been held yet. */
export function movingEnd(marked: MarkedPart | undefined, step: number): number {
  if (marked?.held === undefined) return step;
  return marked.held === marked.from ? marked.to : marked.from;
}

/** What to say of a marked part. */
export function spokenMark(trace: Trace, part: RunPart): string {
  return `Marked: ${[formatPart(part).replace("–", " to "), ...formatLength(trace, part)].join(", ")}`;
}
