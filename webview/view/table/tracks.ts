import type { Trace } from "../../../src/trace/trace.ts";
import { KIND_WORDS, lineText, type ColumnName } from "../../model/eventTable.ts";

/** Widths in characters, padding included. */
const PADDING = 1.5;
const LEAST_NAME = 9;
const LEAST_KIND = 9;
const WIDEST_NAME = 24;
const SENTENCE = 44;
/** Beyond that the eye loses the line. */
const WIDEST_SENTENCE = 120;

/**
 * The widths of the columns, the same for every row: a list of tracks as `grid-template-columns` takes it.
 * @param narrow Whether the sentence has a line of its own, across all columns.
 */
export function tracksOf(trace: Trace, columns: readonly ColumnName[], narrow: boolean): string {
  return columns
    .filter((column) => !(narrow && column === "what"))
    .map((column) => trackOf(trace, column))
    .join(" ");
}

function trackOf(trace: Trace, column: ColumnName): string {
  const { nodes, events, locations } = trace;
  const digits = String(events.length).length;
  switch (column) {
    case "number":
      // With room for the sign of a violation.
      return track(digits + 2);
    case "time":
      return track(8);
    case "node":
      return track(LEAST_NAME, longest(nodes.map(({ name }) => name)));
    case "kind":
      return track(LEAST_KIND, longest(Object.values(KIND_WORDS)));
    case "what":
      return track(SENTENCE, WIDEST_SENTENCE);
    case "cause":
      return track(Math.max(digits + 1, 5));
    case "wall":
      return track(9);
    case "lamport":
      return track(7);
    case "vector":
      return track(Math.min(WIDEST_NAME, 3 * nodes.length));
    case "hybrid":
      return track(12);
    case "line":
      return track(Math.max(4, longest(locations.map((location) => lineText(trace, location)))));
  }
}

/** Length of the longest text, as far as there is room for it. */
function longest(texts: readonly string[]): number {
  let most = 0;
  for (const { length } of texts) most = Math.max(most, Math.min(length, WIDEST_NAME));
  return most;
}

function track(least: number, most = least): string {
  return `minmax(${least + PADDING}ch, ${Math.max(least, most) + PADDING}ch)`;
}
