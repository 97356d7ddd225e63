import object from "@jsep-plugin/object";
import template from "@jsep-plugin/template";
import jsep from "jsep";
import { ExpressionError } from "./expressionError.ts";

/** The expressions that can be written: those of JavaScript that change nothing. */
export type Expression =
  | { readonly type: "Literal"; readonly value: boolean | number | string | null }
  | { readonly type: "Identifier"; readonly name: string }
  | { readonly type: "ThisExpression" }
  | {
      readonly type: "MemberExpression";
      readonly computed: boolean;
      readonly object: Expression;
      readonly property: Expression;
      readonly optional?: boolean;
    }
  | {
      readonly type: "CallExpression";
      readonly callee: Expression;
      readonly arguments: readonly Expression[];
      readonly optional?: boolean;
    }
  | { readonly type: "UnaryExpression"; readonly operator: string; readonly argument: Expression }
  | {
      readonly type: "BinaryExpression";
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly type: "ConditionalExpression";
      readonly test: Expression;
      readonly consequent: Expression;
      readonly alternate: Expression;
    }
  | { readonly type: "ArrayExpression"; readonly elements: readonly (Expression | null)[] }
  | { readonly type: "SpreadElement"; readonly argument: Expression }
  | { readonly type: "ObjectExpression"; readonly properties: readonly (Property | Expression)[] }
  | {
      readonly type: "TemplateLiteral";
      readonly quasis: readonly { readonly value: { readonly cooked: string } }[];
      readonly expressions: readonly Expression[];
    }
  | {
      readonly type: "ArrowFunctionExpression";
      readonly params: readonly Expression[];
      readonly body: Expression;
    };

/** A `key: value` of an object. */
export interface Property {
  readonly type: "Property";
  readonly computed: boolean;
  readonly key: Expression;
  readonly value: Expression;
}

/** Longer texts are refused: the parser takes time quadratic in how deeply they are nested. */
const LONGEST = 10_000;

jsep.plugins.register(object, template);
jsep.addUnaryOp("typeof");
// Sets and maps are made with or without it, so it says nothing more.
jsep.addUnaryOp("new");
jsep.addBinaryOp("in", 7);
jsep.hooks.add("gobble-token", function (env) {
  if (!this.expr.startsWith("...", this.index)) return;
  this.index += 3;
  env.node = { type: "SpreadElement", argument: this.gobbleExpression() };
});

/** How a function begins, up to its body. */
const ARROW = /([\p{ID_Start}$_][\p{ID_Continue}$]*|\([^()]*\))\s*=>/uy;

// The parser's own plugin takes an arrow for an operator, whose precedence it gets wrong beside "**".
jsep.hooks.add("gobble-token", function (env) {
  ARROW.lastIndex = this.index;
  const head = ARROW.exec(this.expr);
  if (!head) return;
  this.index += head[0].length;
  const params = jsep(`[${head[1].replace(/^\(|\)$/g, "")}]`) as jsep.ArrayExpression;
  env.node = { type: "ArrowFunctionExpression", params: params.elements, body: this.gobbleExpression() };
});

/** Reads an expression. @throws {ExpressionError} When it is none, or more than one. */
export function parseExpression(text: string): Expression {
  if (text.trim() === "") throw new ExpressionError("There is no expression.");
  if (text.length > LONGEST) throw new ExpressionError("This expression is too long.");
  const parsed = parse(text);
  if (parsed.type === "Compound") throw new ExpressionError("This is more than one expression.");
  return parsed as Expression;
}

function parse(text: string): { readonly type: string } {
  try {
    return jsep(text);
  } catch (error) {
    if (error instanceof RangeError) throw new ExpressionError("This expression is nested too deeply.");
    throw new ExpressionError(explain(text, error));
  }
}

function explain(text: string, error: unknown): string {
  const { index = 0, description = String(error) } = error as { index?: number; description?: string };
  if (/[^=!<>]=(?![=>])/.test(text) && text.charAt(index) === "=")
    return "A recorded run can't be changed; to compare, write ==.";
  return `${description.replaceAll('"', "'")} at character ${index + 1}.`;
}
