import { formatTime } from "../../trace/format.ts";
import type { Trace } from "../../trace/trace.ts";

/** Cells from one lifeline to the next: below the least a label can't be read, above the most it drowns. */
const LEAST_GAP = 13;
const MOST_GAP = 26;

/** Where things stand in a line of the picture, in cells from 0. */
export interface Layout {
  /** Cells per line. */
  readonly width: number;
  /** Cells for the time, at the left edge. */
  readonly timeWidth: number;
  /** Cells from one lifeline to the next. */
  readonly gap: number;
  /** The lifeline of each node. */
  readonly columns: readonly number[];
}

/** Whether every node of the run gets a readable column. */
export function fitsDiagram(trace: Trace, width: number): boolean {
  return trace.nodes.length > 0 && gapFor(trace, width) >= LEAST_GAP;
}

/** Spreads the columns over the width. */
export function layOut(trace: Trace, width: number): Layout {
  const gap = Math.min(MOST_GAP, gapFor(trace, width));
  const timeWidth = timeWidthOf(trace);
  const columns = trace.nodes.map((_, index) => timeWidth + Math.floor(gap / 2) + index * gap);
  return { width, timeWidth, gap, columns };
}

/** Cells that the longest time of the run takes, and a space on either side. */
export function timeWidthOf({ events }: Trace): number {
  return events.reduce((most, { time }) => Math.max(most, formatTime(time).length), 6) + 3;
}

function gapFor(trace: Trace, width: number): number {
  return Math.floor((width - timeWidthOf(trace)) / trace.nodes.length);
}
