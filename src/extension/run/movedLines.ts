/** A place in a text; both count from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A piece of a text that was replaced by another. */
export interface TextChange {
  readonly from: Place;
  /** Behind its last character. */
  readonly to: Place;
  readonly text: string;
}

/** Where a line is now. */
export interface MovedLine {
  readonly line: number;
  /** Whether something was written in it since. */
  readonly edited: boolean;
}

/**
 * Where the lines of a text are after it has been edited. Each line is followed by one place in it, so that it moves
 * down with what stands there when the line is broken before it, and is gone when that is deleted.
 */
export class MovedLines {
  readonly #places = new Map<number, { now: Place; edited: boolean }>();

  /** @param places One for each line that is of interest. */
  constructor(places: Iterable<Place>) {
    for (const place of places) this.#places.set(place.line, { now: place, edited: false });
  }

  /** Takes a change over. Of several at a time, the last one in the text comes first. */
  apply(change: TextChange): void {
    for (const [line, { now, edited }] of this.#places) {
      const moved = move(now, change);
      if (moved === undefined) this.#places.delete(line);
      else this.#places.set(line, { now: moved, edited: edited || writesIn(now, change) });
    }
  }

  /** Where a line of the first text is now, if it is still there. */
  now(line: number): MovedLine | undefined {
    const place = this.#places.get(line);
    return place && { line: place.now.line, edited: place.edited };
  }

  /** The lines of the first text that have come to stand on this line. */
  before(line: number): readonly number[] {
    return [...this.#places].flatMap(([before, { now }]) => (now.line === line ? [before] : []));
  }
}

function move(place: Place, { from, to, text }: TextChange): Place | undefined {
  if (isBefore(place, from)) return place;
  if (isBefore(place, to)) return undefined;
  const pieces = linesOf(text);
  const start = pieces.length === 1 ? from.column : 1;
  return {
    line: place.line - to.line + from.line + pieces.length - 1,
    column: place.line === to.line ? start + pieces.at(-1)!.length + place.column - to.column : place.column,
  };
}

/** Whether a change puts something else than blanks into the line of a place that survives it, or takes something out. */
function writesIn(place: Place, { from, to, text }: TextChange): boolean {
  const pieces = linesOf(text);
  const removes = isBefore(from, to);
  if (isBefore(place, from)) return place.line === from.line && (removes || !isBlank(pieces[0]));
  if (place.line !== to.line) return false;
  // From the beginning of a line on it is only lines before this one that are taken out.
  const shortens = removes && (to.column > 1 || (pieces.length === 1 && from.column > 1));
  return shortens || !isBlank(pieces.at(-1)!);
}

function linesOf(text: string): string[] {
  return text.split(/\r\n|\r|\n/);
}

function isBlank(text: string): boolean {
  return text.trim() === "";
}

function isBefore(a: Place, b: Place): boolean {
  return a.line < b.line || (a.line === b.line && a.column < b.column);
}
