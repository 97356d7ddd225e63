import { canonical } from "../../trace/canonical.ts";
import { Ladder, type Rung } from "../../checks/consistency/ladder.ts";
import type { Level } from "../../checks/consistency/levels.ts";
import type { Operation } from "../../checks/consistency/operation.ts";
import type { Specification } from "../../checks/consistency/specification.ts";

/** As many operations make a picture that can still be read. */
export const MOST_OPERATIONS = 120;
/** As many are shown after the one that it is about. */
const AFTER = 12;

/** A history, what its object does, and what became of one level. */
export interface JudgedHistory {
  readonly operations: readonly Operation[];
  readonly specification: Specification;
  readonly rung: Rung;
  /** Operations in an order that explains them, as many as are known to have one; indices into the history. */
  readonly order: readonly number[];
}

/** Judges a history by one level, and orders it as far as it can be. */
export function judge(
  operations: readonly Operation[],
  specification: Specification,
  level: Level,
  budget?: number,
): JudgedHistory {
  const ladder = new Ladder(operations, specification, budget);
  const rung = ladder.rung(level);
  const holds = level === "linearizable" && rung.verdict === "holds";
  const order = (holds ? ladder.linearization() : rung.reached?.order) ?? [];
  return { operations, specification, rung, order };
}

/**
 * The operations that a picture shows, as indices in the order of their invocations: all of a short history; of a long
 * one those before the operation that has no place, and a few after it. Parts of the state that have nothing to do with
 * that operation are left out.
 */
export function excerptOf({ operations, specification, rung }: JudgedHistory): number[] {
  const { witness = [], reached } = rung;
  const { key } = specification;
  const subject = reached?.stuck ?? witness.at(-1);
  const keyOf = (index: number) => (key ? canonical(key(operations[index])) : "");
  const about = [...operations.keys()]
    .filter((index) => subject === undefined || keyOf(index) === keyOf(subject))
    .sort((a, b) => operations[a].invoked - operations[b].invoked);
  if (about.length <= MOST_OPERATIONS) return about;
  const last =
    subject === undefined
      ? MOST_OPERATIONS
      : Math.max(MOST_OPERATIONS, Math.min(about.length, about.indexOf(subject) + 1 + AFTER));
  return about.slice(last - MOST_OPERATIONS, last);
}
