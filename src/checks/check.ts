import type { CheckResult, CopyChange, Location } from "../trace/trace.ts";

/** The point of a run at which a check looks. */
export interface Moment {
  /** Index of the latest event. */
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
  /**
   * Keeps the run going until that time and makes the check look then, after everything else that happens then.
   * @param reached Called before it looks.
   * @returns Takes the wish back.
   */
  lookAt(time: number, reached: () => void): () => void;
}

/** What a check has found so far. */
export interface Finding {
  readonly status: CheckResult["status"];
  /** In one sentence. */
  readonly message: string;
}

/** A statement about a run that can turn out false. */
export interface Check {
  readonly name: string;
  readonly kind: CheckResult["kind"];
  readonly location: Location | undefined;
  /** Looks after a step. Returns a finding the first time that the matter is decided. */
  afterStep(moment: Moment): Finding | undefined;
  /** Looks at the end, if the matter was not decided before. */
  atEnd(): Finding;
  /** The compared copies, if it compares any. */
  readonly copies?: readonly CopyChange[];
}

/** A finding's message with what the scenario says about it, if it says anything. */
export function withReason(message: string, because: (() => string) | undefined): string {
  const reason = because?.() ?? "";
  return reason === "" ? message : `${message}: ${reason}`;
}
