import { sourceLines } from "../../../../trace/sourceLines.ts";
import type { Trace } from "../../../../trace/trace.ts";

/**
 * The events at which one stops on a line. An answer has the line of the handler that gives it; that the handler is
 * over is no new visit of its line.
 */
export function eventsOfLine(trace: Trace, file: string, line: number): readonly number[] {
  const events = sourceLines(trace).get(file)?.get(line) ?? [];
  return events.filter((event) => trace.events[event].kind !== "reply");
}

/** The lines of a file on which one can stop, ascending. */
export function linesOf(trace: Trace, file: string): readonly number[] {
  const lines = [...(sourceLines(trace).get(file)?.keys() ?? [])].sort((a, b) => a - b);
  return lines.filter((line) => eventsOfLine(trace, file, line).length > 0);
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
  const found = linesOf(trace, file).find((candidate) => candidate >= line);
  if (found === undefined || (text !== undefined && !sameBlock(text.split(/\r?\n/), line, found)))
    return { line, events: [] };
  return { line: found, events: eventsOfLine(trace, file, found) };
}

/** Whether no line between two, counted from 1, is indented less than the first, so that a block would end there. */
function sameBlock(lines: readonly string[], from: number, to: number): boolean {
  const block = lines.slice(from - 1, to).filter((line) => line.trim() !== "");
  const indents = block.map((line) => line.length - line.trimStart().length);
  return indents.every((indent) => indent >= indents[0]);
}
