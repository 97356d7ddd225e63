import type { Location, RunError } from "../trace/trace.ts";

/** A file can't be run: says why and where. */
export class LocatedError extends Error {
  override name = "LocatedError";

  constructor(
    message: string,
    readonly location: Location,
  ) {
    super(message);
  }

  toRunError(): RunError {
    return { message: this.message, location: this.location };
  }
}

/** Line and column, from 1, of an offset in a text. */
export function positionAt(text: string, offset: number): { readonly line: number; readonly column: number } {
  let line = 1;
  let start = 0;
  for (let end = text.indexOf("\n"); end !== -1 && end < offset; end = text.indexOf("\n", end + 1)) {
    line++;
    start = end + 1;
  }
  return { line, column: offset - start + 1 };
}

/** The offset of a line and column, from 1, in a text. */
export function offsetOf(text: string, line: number, column: number): number {
  let start = 0;
  for (let i = 1; i < line; i++) {
    const end = text.indexOf("\n", start);
    if (end === -1) break;
    start = end + 1;
  }
  return start + column - 1;
}
