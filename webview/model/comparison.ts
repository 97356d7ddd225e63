import type { Comparison } from "../../src/trace/comparison/compare.ts";
import type { RunPart } from "../../src/trace/runPart.ts";
import { markBetween, type MarkedPart } from "./markedPart.ts";
import type { Difference, DifferenceKind } from "../../src/trace/comparison/differences.ts";
import { runNames, shortRunNames, type RunNames } from "../../src/trace/comparison/runNames.ts";
import { tellDifference } from "../../src/trace/comparison/tell.ts";
import { timeOf } from "../../src/trace/comparison/timeOf.ts";

/** Where to stand in both runs, as indices of events. */
export interface ComparedPlace {
  readonly a: number;
  readonly b: number;
}

/** How an event is to be marked: 0 when it is the same in both runs, else one of these. */
export const MARK = {
  /** It happens at another time, or with other clocks. */
  time: 1,
  /** It differs in more than that. */
  differs: 2,
  /** Only this run has it. */
  only: 3,
} as const;

const MARKS: Readonly<Record<DifferenceKind, number>> = {
  time: MARK.time,
  differs: MARK.differs,
  instead: MARK.only,
  only: MARK.only,
};

/** A comparison as it is shown: what is marked in either picture, and the list of differences. */
export class ComparedRuns {
  readonly comparison: Comparison;
  readonly names: RunNames;
  /** Names for the middle of a sentence. */
  readonly shortNames: RunNames;
  /** A {@link MARK} or 0 for each event of the first and of the second run. */
  readonly marks: { readonly a: Uint8Array; readonly b: Uint8Array };
  /** Positions among the differences of those that are more than one of time; of all if there are no others. */
  readonly rows: Uint32Array;

  /** @param names What the runs are called: `before` and `after`, say; from what sets them apart when not given. */
  constructor(comparison: Comparison, names?: RunNames) {
    const { a, b, counts, differences } = comparison;
    this.comparison = comparison;
    this.names = names ?? runNames(a, b);
    this.shortNames = names ?? shortRunNames(a, b);
    this.marks = { a: new Uint8Array(a.events.length), b: new Uint8Array(b.events.length) };
    const rest = differences.length - counts.time;
    this.rows = new Uint32Array(rest > 0 ? rest : differences.length);
    let row = 0;
    for (let position = 0; position < differences.length; position++) {
      const difference = differences.at(position);
      if (difference.a >= 0) this.marks.a[difference.a] = MARKS[difference.kind];
      if (difference.b >= 0) this.marks.b[difference.b] = MARKS[difference.kind];
      if (difference.kind !== "time" || rest === 0) this.rows[row++] = position;
    }
  }

  /** The difference in a row. */
  at(row: number): Difference {
    return this.comparison.differences.at(this.rows[row]);
  }

  /** A sentence for the difference in a row. */
  tell(row: number): string {
    return tellDifference(this.comparison, this.at(row), this.shortNames);
  }

  /** Virtual time of the difference in a row in ms. */
  timeOf(row: number): number {
    return timeOf(this.comparison, this.at(row));
  }

  /** Where to stand for the difference in a row: where an event has no counterpart, at its place in the other run. */
  placeOf(row: number): ComparedPlace {
    const { synchronisation } = this.comparison;
    const { a, b } = this.at(row);
    return {
      a: a < 0 ? synchronisation.eventInA(b) : a,
      b: b < 0 ? synchronisation.eventInB(a) : b,
    };
  }

  /** The part of the other run that corresponds to one of this run. */
  partFrom(run: "a" | "b", { from, to }: RunPart): MarkedPart {
    const other = run === "a" ? "b" : "a";
    return markBetween(this.placeFrom(run, from)[other], this.placeFrom(run, to)[other]);
  }

  /** The place in both runs that corresponds to an event of one of them: its counterpart, or where it would be. */
  placeFrom(run: "a" | "b", event: number): ComparedPlace {
    const { toA, toB, synchronisation } = this.comparison;
    if (run === "a") return { a: event, b: toB[event] < 0 ? synchronisation.eventInB(event) : toB[event] };
    return { a: toA[event] < 0 ? synchronisation.eventInA(event) : toA[event], b: event };
  }
}
