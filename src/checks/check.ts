import type { CheckResult, CopyChange, Location } from "../trace/trace.ts";

/** The point of a run at which a check looks. */
export interface Moment {
  /** Index of the event that led here. */
  readonly event: number;
  /** Virtual time in ms. */
  readonly time: number;
  /** Indices of the nodes whose state may have changed since the check looked last. */
  readonly touched: readonly number[];
}

/** What a check may ask of the run. */
export interface RunView {
  /** Since when no fault has been active, in ms of virtual time; `undefined` while one is. */
  readonly calmSince: number | undefined;
  /** Makes the check look at that time, and keeps the run going until then. @returns Takes the wish back. */
  lookAt(time: number): () => void;
}

/** What a check has found so far. */
export interface Finding {
  readonly status: CheckResult["status"];
  /** In one sentence. */
  readonly message: string;
  /** Index of the event at which it was found. */
  readonly event?: number;
  /** Virtual time of that event in ms. */
  readonly time?: number;
}

/** A statement about a run that can turn out false. */
export interface Check {
  readonly name: string;
  readonly kind: CheckResult["kind"];
  readonly location: Location | undefined;
  /** Looks after a step. Returns a finding the first time that the matter is decided. */
  afterStep(moment: Moment): Finding | undefined;
  /** Looks at the end, if the matter was not decided before. */
  atEnd(moment: Moment): Finding;
  /** The compared copies, if it compares any. */
  readonly copies?: readonly CopyChange[];
}
