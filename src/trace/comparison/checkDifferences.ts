import type { CheckResult, Trace } from "../trace.ts";

/** A check that came out differently, or that only one of two runs has. */
export interface CheckDifference {
  readonly a?: CheckResult;
  readonly b?: CheckResult;
}

/** The checks that came out differently, in the order of the first run. Checks are the same by kind and name. */
export function checkDifferences(a: Trace, b: Trace): readonly CheckDifference[] {
  const others = new Map<string, CheckResult[]>();
  for (const check of b.checks) {
    const alike = others.get(keyOf(check));
    if (alike) alike.push(check);
    else others.set(keyOf(check), [check]);
  }
  const result: CheckDifference[] = [];
  for (const check of a.checks) {
    const other = others.get(keyOf(check))?.shift();
    if (!other) result.push({ a: check });
    else if (other.status !== check.status) result.push({ a: check, b: other });
  }
  for (const rest of others.values()) for (const check of rest) result.push({ b: check });
  return result;
}

function keyOf({ kind, name }: CheckResult): string {
  return `${kind} ${name}`;
}
