/** Name under which a module finds the function that marks calls. */
export const MARK = "faultline$at";

/** Code with marks such as `faultline$at(7, this).send(…)`, and what it takes to find the way back from it. */
export interface MarkedCode {
  readonly code: string;
  /** Where each mark's call is, as an offset in the unmarked code, by the mark's number. */
  readonly calls: readonly number[];
  /** What was inserted, in order. */
  readonly insertions: readonly Insertion[];
}

/** A text inserted into code. */
export interface Insertion {
  /** In the unmarked code. */
  readonly offset: number;
  readonly text: string;
  /** End of what is enclosed: of two that begin together, the longer one encloses the other. */
  readonly reach: number;
}

/** Offset in the unmarked code for one in the marked code. */
export function unmarked({ insertions }: MarkedCode, offset: number): number {
  let added = 0;
  for (const { offset: at, text } of insertions) {
    if (at + added >= offset) break;
    added += Math.min(text.length, offset - at - added);
  }
  return offset - added;
}
