import type { Comparison } from "../trace/comparison/compare.ts";
import { ASPECT, type Difference } from "../trace/comparison/differences.ts";
import { isSame } from "../trace/comparison/isSame.ts";
import { runNames, type RunNames } from "../trace/comparison/runNames.ts";
import { tellBill, tellCheck, tellDifference, tellNodes } from "../trace/comparison/tell.ts";
import { timeOf } from "../trace/comparison/timeOf.ts";
import type { Trace } from "../trace/trace.ts";

/**
 * Writes a comparison as a JSON document, a line for each difference, in pieces: there may be millions. Events go by
 * their `index` in their run.
 */
export function* writingComparisonJson(comparison: Comparison): Generator<string, void> {
  const { a, b, first, counts, differences, checks } = comparison;
  const names = runNames(a, b);
  const around = {
    same: isSame(comparison),
    a: summary(a, names.a),
    b: summary(b, names.b),
    nodes: tellNodes(comparison, names),
    checks: checks.map((check) => ({
      name: (check.a ?? check.b)!.name,
      a: check.a?.status ?? null,
      b: check.b?.status ?? null,
      text: tellCheck(check, names),
    })),
    bill: tellBill(comparison),
    counts,
    first: first < 0 ? null : first,
  };
  yield "{\n";
  for (const [key, value] of Object.entries(around))
    yield `${JSON.stringify(key)}:${JSON.stringify(value)},\n`;
  yield '"differences":[';
  for (let position = 0; position < differences.length; position++) {
    const line = told(comparison, differences.at(position), names);
    yield `${position === 0 ? "" : ","}\n${JSON.stringify(line)}`;
  }
  yield "\n]}\n";
}

function summary({ file, scenario, seed, without, status, events, hash }: Trace, name: string) {
  const virtualTime = events.at(-1)?.time ?? 0;
  return { name, file, scenario, seed, without, status, events: events.length, virtualTime, hash };
}

function told(comparison: Comparison, difference: Difference, names: RunNames) {
  const { kind, a, b, aspects } = difference;
  return {
    kind,
    time: timeOf(comparison, difference),
    a: a < 0 ? null : a,
    b: b < 0 ? null : b,
    in: Object.entries(ASPECT).flatMap(([aspect, bit]) => (aspects & bit ? [aspect] : [])),
    text: tellDifference(comparison, difference, names),
  };
}
