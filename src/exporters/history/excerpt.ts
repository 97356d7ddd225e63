import { canonical } from "../../trace/canonical.ts";
import type { Value } from "../../trace/value.ts";
import type { JudgedHistory } from "./judge.ts";

/** As many operations make a picture that can still be read. */
export const MOST_OPERATIONS = 120;
/** As many are shown after the one that it is about. */
const AFTER = 12;

/** What a picture shows of a history. */
export interface Excerpt {
  /** Indices of the operations, in the order of their invocations. */
  readonly operations: readonly number[];
  /** The part of the state that they are about, if they are about one of several. */
  readonly key?: Value;
}

/**
 * Chooses what a picture shows: all operations of a short history; of a long one those before the operation that has no
 * place, and a few after it. Parts of the state that have nothing to do with that operation are left out.
 */
export function excerptOf({ operations, specification, rung }: JudgedHistory): Excerpt {
  const { witness = [], reached } = rung;
  const { key } = specification;
  const subject = reached?.stuck ?? witness.at(-1);
  const about = key && subject !== undefined ? key(operations[subject]) : undefined;
  const isShown = (index: number) =>
    !key || about === undefined || canonical(key(operations[index])) === canonical(about);
  const shown = [...operations.keys()]
    .filter(isShown)
    .sort((a, b) => operations[a].invoked - operations[b].invoked);
  const end = subject === undefined ? 0 : Math.min(shown.length, shown.indexOf(subject) + 1 + AFTER);
  const last = Math.max(MOST_OPERATIONS, end);
  return {
    operations: shown.slice(Math.max(0, last - MOST_OPERATIONS), last),
    ...(about === undefined ? {} : { key: about }),
  };
}
