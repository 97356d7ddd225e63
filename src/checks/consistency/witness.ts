import { decide } from "./decide.ts";
import type { Level } from "./levels.ts";
import type { Step, Subject } from "./subject.ts";

/** Steps in whose time a single try has to come to an end. */
const TRY = 100_000;

/**
 * A smallest part of a broken history that is broken as well: whichever operation more is left out, it holds, or an
 * answer would come from nowhere.
 *
 * What is left out is not undone, it is forgotten whether it happened: an update may then take effect as often as wanted,
 * or never; below linearizability at any time, else in its own. Where that would lead to ever more states, an update
 * stays as long as it can be a reason for an answer that stays.
 * @param broken What is broken, in the order of invocations.
 * @param stuck Index of an operation to begin with, of those for which no place was found.
 * @param budget How many steps it may take; what it has come to by then is broken, though maybe not the smallest.
 */
export function minimize(
  subject: Subject,
  level: Level,
  broken: readonly Step[],
  stuck: number | undefined,
  budget: number,
): readonly Step[] {
  let kept = broken;
  let left = budget;
  const without = (unwanted: (step: Step, index: number) => boolean): boolean => {
    const smaller = kept.filter((step, index) => !unwanted(step, index));
    if (smaller.length === kept.length || left <= 0) return false;
    const free = forgotten(subject, smaller);
    if (free === undefined) return false;
    const { verdict, steps } = decide(subject, level, smaller, free, Math.min(TRY, left));
    left -= steps + smaller.length;
    if (verdict !== "broken") return false;
    kept = smaller;
    return true;
  };

  const core = broken.find(({ operation }) => operation === stuck);
  if (core !== undefined) {
    without(({ part }) => part !== core.part);
    without(({ invoked }) => invoked > core.completed);
    without(({ client, updates }) => client !== core.client && !updates);
  }
  for (let size = largestPower(kept.length); size > 1; size /= 2) {
    for (let end = kept.length; end > 0; end -= size) {
      const [from, to] = [end - size, end];
      without((_, index) => index >= from && index < to);
    }
  }
  for (let changed = true; changed;) {
    changed = false;
    for (let last = kept.length - 1; last >= 0; last--) {
      changed = without((_, index) => index === last) || changed;
    }
  }
  return kept;
}

/**
 * What is free when only some steps of the subject are kept.
 * @returns `undefined` if they can't be judged without the others
 */
export function forgotten(subject: Subject, kept: readonly Step[]): readonly Step[] | undefined {
  const { specification, operations } = subject;
  const others = new Set(subject.steps);
  for (const step of kept) others.delete(step);
  const free: Step[] = [];
  for (const step of others) {
    if (!step.updates) continue;
    if (specification.repeatable) free.push(step);
    else {
      const update = operations[step.operation];
      const needed = kept.some(
        (other) =>
          other.part === step.part &&
          other.observes &&
          (specification.explains?.(update, operations[other.operation]) ?? true),
      );
      if (needed) return undefined;
    }
  }
  return free;
}

function largestPower(below: number): number {
  return 2 ** Math.floor(Math.log2(Math.max(1, below)));
}
