import { formatCount, formatTime } from "../../src/trace/format.ts";
import { formatPart, type Part } from "../../src/trace/part.ts";
import type { Trace } from "../../src/trace/trace.ts";

/** A part of the run that the user marked. */
export interface MarkedPart extends Part {
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

/** How long a part is: `29 events`, `130 ms`. */
export function lengthOf({ events }: Trace, { from, to }: Part): readonly [count: string, time: string] {
  return [formatCount(to - from + 1, "event"), formatTime(events[to].time - events[from].time)];
}

/** What to say of a marked part. */
export function spokenMark(trace: Trace, part: Part): string {
  return `Marked: ${[formatPart(part).replace("–", " to "), ...lengthOf(trace, part)].join(", ")}`;
}
