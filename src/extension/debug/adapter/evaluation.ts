import type { DebugProtocol } from "@vscode/debugprotocol";
import { formatPlain } from "../../../trace/messages.ts";
import { compile } from "./expression/compile.ts";
import { complete, type Completion } from "./expression/complete.ts";
import { Callable, close, type Datum } from "./expression/datum.ts";
import { ExpressionError } from "./expression/expressionError.ts";
import type { Moment } from "./expression/moment.ts";
import { NodeView } from "./expression/nodeView.ts";
import { tellNode } from "./variables/values.ts";
import type { Variables } from "./variables/variables.ts";

/** Longest text of a result in the debug console, and elsewhere. */
const LONGEST_PRINTED = 10_000;
const LONGEST_SHOWN = 500;

/**
 * What an expression comes to at a moment, for where the client wants to show it.
 *
 * @throws {ExpressionError} When it makes no sense.
 */
export function evaluate(
  moment: Moment,
  { expression, context }: DebugProtocol.EvaluateArguments,
  variables: Variables,
): DebugProtocol.EvaluateResponse["body"] {
  const datum = compile(expression)(moment);
  if (context === "clipboard") return { result: whole(moment, datum), variablesReference: 0 };
  // Whatever the mouse comes to is asked for: a method of a list, a word in a comment.
  if (context === "hover" && (datum === undefined || datum instanceof Callable))
    throw new ExpressionError("The run says nothing of this.");
  const printed = context === "repl";
  const longest = printed ? LONGEST_PRINTED : LONGEST_SHOWN;
  const text = datum instanceof NodeView ? tellNode(moment, datum.index, longest) : undefined;
  const entry = { name: "", value: close(datum), moment, expression, ...(text !== undefined && { text }) };
  const { value: result, type, variablesReference, ...rest } = variables.show(entry, printed, longest);
  const { namedVariables, indexedVariables, presentationHint } = rest;
  return {
    result,
    variablesReference,
    ...(type !== undefined && { type }),
    ...(presentationHint && { presentationHint }),
    ...(namedVariables !== undefined && { namedVariables }),
    ...(indexedVariables !== undefined && { indexedVariables }),
  };
}

function whole(moment: Moment, datum: Datum): string {
  return datum instanceof NodeView
    ? tellNode(moment, datum.index, Infinity)
    : formatPlain(close(datum), Infinity);
}

const COMPLETION_TYPES: Readonly<Record<Completion["kind"], DebugProtocol.CompletionItemType>> = {
  field: "field",
  node: "variable",
  function: "function",
  value: "value",
};

/**
 * What can be written next.
 * @param before The text of the line up to the caret.
 * @param column Of the caret, as the client counts.
 */
export function completions(moment: Moment, before: string, column: number): DebugProtocol.CompletionItem[] {
  const { names, typed } = complete(moment, before);
  return names.map(({ name, kind }) => ({
    label: name,
    type: COMPLETION_TYPES[kind],
    start: column - typed,
    length: typed,
  }));
}
