import { byNearness } from "./nearness.ts";

/** A query makes no sense; the message says what and how to mend it. */
export class QueryError extends Error {
  override name = "QueryError";
  /** The piece of the query that is meant, in UTF-16 units; `to` is the first one after it. */
  readonly from: number;
  readonly to: number;

  constructor(message: string, { from, to }: Span) {
    super(message);
    this.from = from;
    this.to = to;
  }
}

/** A piece of a query, in UTF-16 units; `to` is the first one after it. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Names that are told of at most, where one is not known. */
const MOST_NAMES = 12;

/** The names that there are, the ones most like `wrong` first: `node, note, …`. */
export function listNames(names: readonly string[], wrong: string): string {
  const ordered = byNearness(names, wrong);
  return ordered.slice(0, MOST_NAMES).join(", ") + (ordered.length > MOST_NAMES ? ", …" : "");
}
