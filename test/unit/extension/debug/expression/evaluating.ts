import { compile } from "../../../../../src/extension/debug/adapter/expression/compile.ts";
import { close } from "../../../../../src/extension/debug/adapter/expression/datum.ts";
import { ExpressionError } from "../../../../../src/extension/debug/adapter/expression/expressionError.ts";
import { Moment } from "../../../../../src/extension/debug/adapter/expression/moment.ts";
import { Recording } from "../../../../../src/extension/debug/adapter/expression/recording.ts";
import { formatValue } from "../../../../../src/trace/format.ts";
import type { Trace } from "../../../../../src/trace/trace.ts";
import type { Value } from "../../../../../src/trace/value.ts";
import { TraceBuilder } from "../../../traces.ts";

/** A moment of a run. */
export function momentOf(trace: Trace, step: number): Moment {
  return new Moment(new Recording(trace, () => undefined), step);
}

/** What an expression comes to, as it is written. */
export function evaluate(moment: Moment, text: string): string {
  return formatValue(close(compile(text)(moment)));
}

/** What is wrong with an expression. */
export function mistakeIn(moment: Moment, text: string): string {
  try {
    evaluate(moment, text);
  } catch (error) {
    if (error instanceof ExpressionError) return error.message;
    throw error;
  }
  throw new Error(`${text} can be evaluated`);
}

/** The moment in which a node called `shop` has these fields. */
export function shopWith(fields: Readonly<Record<string, Value>>): Moment {
  const run = new TraceBuilder("shop", "new-york", "@ana");
  const step = run.start("shop", fields);
  run.start("new-york", { stock: 7 });
  return momentOf(run.finish(), step);
}
