import type { Ladder, Rung } from "../../checks/consistency/ladder.ts";
import type { Level } from "../../checks/consistency/levels.ts";
import type { Operation } from "../../checks/consistency/operation.ts";
import type { Specification } from "../../checks/consistency/specification.ts";

/** A history, what its object does, and what became of one level. */
export interface JudgedHistory {
  readonly operations: readonly Operation[];
  readonly specification: Specification;
  readonly rung: Rung;
  /** Operations in an order that explains them, as many as are known to have one; indices into the history. */
  readonly order: readonly number[];
}

/** Judges a history by one level, and orders it as far as it can be. */
export function judge(ladder: Ladder, level: Level): JudgedHistory {
  const { operations, specification } = ladder;
  const rung = ladder.rung(level);
  const holds = level === "linearizable" && rung.verdict === "holds";
  const order = (holds ? ladder.linearization() : rung.reached?.order) ?? [];
  return { operations, specification, rung, order };
}
