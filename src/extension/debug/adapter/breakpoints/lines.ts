import { tracedLines } from "../../../../trace/lines/tracedLines.ts";
import type { Trace } from "../../../../trace/trace.ts";

/**
 * The lines of a file on which one can stop, ascending, and the events at which one does. An answer has the line of
 * the handler that gives it; that the handler is over is no new visit of its line.
 */
export function placesOf(trace: Trace, file: string): readonly PlaceOfLine[] {
  return tracedLines(trace)
    .filter((line) => line.file === file)
    .map(({ line, events }) => ({
      line,
      events: [...events].filter((event) => trace.events[event].kind !== "reply"),
    }))
    .filter(({ events }) => events.length > 0);
}

/** A line of a source file, and the events at which one stops on it. */
export interface PlaceOfLine {
  readonly line: number;
  readonly events: readonly number[];
}

/**
 * Where a breakpoint on a line is: on the line itself if anything of the run comes from it, else on the next one in
 * the same block from which something does, else on the line itself in vain.
 *
 * @param text of the file, if it can be had; blocks are told by how far their lines are indented
 */
export function placeOfLine(trace: Trace, file: string, line: number, text: string | undefined): PlaceOfLine {
  const found = placesOf(trace, file).find((place) => place.line >= line);
  if (found === undefined || (text !== undefined && !sameBlock(text.split(/\r?\n/), line, found.line)))
    return { line, events: [] };
  return found;
}

/** Whether no line between two, counted from 1, is indented less than the first, so that a block would end there. */
function sameBlock(lines: readonly string[], from: number, to: number): boolean {
  const block = lines.slice(from - 1, to).filter((line) => line.trim() !== "");
  const indents = block.map((line) => line.length - line.trimStart().length);
  return indents.every((indent) => indent >= indents[0]);
}
