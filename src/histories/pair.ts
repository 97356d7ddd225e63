import type { Entry } from "./entry.ts";
import { HistoryError } from "./historyError.ts";

/** The two ends of an operation. */
export interface Pair {
  readonly invocation: Entry;
  /** Absent if the record ends before. */
  readonly completion?: Entry;
  /** Places among all entries; `Infinity` for a completion that the record doesn't have. */
  readonly invoked: number;
  readonly completed: number;
}

/**
 * Finds for each invocation its completion.
 * @throws {HistoryError} if a process does two things at once, or something ends that never began
 */
export function pair(entries: readonly Entry[]): Pair[] {
  const pairs: Pair[] = [];
  /** For each process its latest operation, as an index. */
  const latest = new Map<string, number>();
  for (const [place, entry] of entries.entries()) {
    const { process, line } = entry;
    const index = latest.get(process);
    const last = index === undefined ? undefined : pairs[index];
    if (entry.type === "invoke") {
      if (last !== undefined && last.completion === undefined)
        throw new HistoryError(
          `process ${process} begins a ${entry.function} while its ${last.invocation.function} of line ${last.invocation.line} is under way; ` +
            "a process waits for its answer: complete that one before, or give this one a process of its own",
          line,
        );
      latest.set(process, pairs.push({ invocation: entry, invoked: place, completed: Infinity }) - 1);
      continue;
    }
    const what = `process ${process} completes a ${entry.function}`;
    if (index === undefined || last === undefined)
      throw new HistoryError(`${what} that it never began; add its :invoke, or take this out`, line);
    if (last.completion !== undefined)
      throw new HistoryError(
        `${what}, and its ${last.invocation.function} of line ${last.invocation.line} was completed in line ${last.completion.line} already; ` +
          "take one of the two out, or add the :invoke that is missing",
        line,
      );
    if (last.invocation.function !== entry.function)
      throw new HistoryError(
        `${what}, and what it began in line ${last.invocation.line} is a ${last.invocation.function}; correct one of them`,
        line,
      );
    pairs[index] = { ...last, completion: entry, completed: place };
  }
  return pairs;
}
