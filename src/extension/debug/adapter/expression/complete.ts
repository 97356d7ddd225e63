import { namesIn, sizeName } from "./access.ts";
import { compile } from "./compile.ts";
import { Callable, Namespace, type Datum } from "./datum.ts";
import { ExpressionError } from "./expressionError.ts";
import { GLOBALS } from "./globals.ts";
import { methodsOf } from "./methods.ts";
import type { Moment } from "./moment.ts";
import { NODE_NAMES, NodeView } from "./nodeView.ts";
import { isIdentifier } from "./write.ts";

/** A name that can stand where something is being written. */
export interface Completion {
  readonly name: string;
  readonly kind: "field" | "node" | "function" | "value";
}

/** What can be written at the end of a text, and how many characters at its end that replaces. */
export interface Completions {
  readonly names: readonly Completion[];
  readonly typed: number;
}

/** What ends a text: a path that names something, a dot, the beginning of a name. Only the last one need be there. */
const END =
  /(?:([\p{ID_Continue}$]+(?:\??\.[\p{ID_Continue}$]+|\[(?:"[^"\]]*"|\d+)\])*)\??\.)?([\p{ID_Continue}$]*)$/u;

/** The names that can come at the end of a text which is the beginning of an expression. */
export function complete(moment: Moment, text: string): Completions {
  const match = END.exec(text);
  const [path, word = ""] = [match?.at(1), match?.at(2)];
  const names = path === undefined ? standingAlone(moment) : membersOf(moment, path);
  const begun = names.filter(({ name }) => name.toLowerCase().startsWith(word.toLowerCase()));
  return { names: begun, typed: word.length };
}

function standingAlone(moment: Moment): Completion[] {
  const self = moment.self === undefined ? undefined : moment.node(moment.self);
  const names = moment
    .names()
    .map((name) => ({ name, kind: self?.has(name) ? ("field" as const) : kindOf(moment.lookup(name)) }));
  const globals = [...GLOBALS].map(([name, datum]) => ({ name, kind: kindOf(datum) }));
  return [...names, ...globals];
}

function membersOf(moment: Moment, path: string): Completion[] {
  let datum: Datum;
  try {
    datum = compile(path)(moment);
  } catch (error) {
    if (error instanceof ExpressionError) return [];
    throw error;
  }
  const named = (names: readonly string[], kind: Completion["kind"]) => names.map((name) => ({ name, kind }));
  const size = sizeName(datum);
  const inside = datum instanceof Namespace ? "function" : "field";
  return [
    ...named(
      namesIn(datum).filter((name) => isIdentifier(name)),
      inside,
    ),
    ...named(datum instanceof NodeView ? NODE_NAMES : [], "value"),
    ...named(size === undefined ? [] : [size], "field"),
    ...named([...methodsOf(datum).keys()], "function"),
  ];
}

function kindOf(datum: Datum): Completion["kind"] {
  if (datum instanceof NodeView) return "node";
  return datum instanceof Callable ? "function" : "value";
}
