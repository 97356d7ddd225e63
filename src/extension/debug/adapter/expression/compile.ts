import { namesIn, read } from "./access.ts";
import { bind } from "./bind.ts";
import { Budget } from "./budget.ts";
import { Callable, callable, close, objectOf, textOf, type Datum } from "./datum.ts";
import { ExpressionError } from "./expressionError.ts";
import { itemsOf, listOf } from "./methods.ts";
import type { Moment } from "./moment.ts";
import { binary, unary } from "./operators.ts";
import type { Scope } from "./scope.ts";
import type { Value } from "../../../../trace/value.ts";
import { parseExpression, type Expression, type Property } from "./syntax.ts";

/**
 * An expression that can be evaluated at any moment.
 *
 * @throws {ExpressionError} When it makes no sense there.
 */
export type Compiled = (moment: Moment, budget?: Budget) => Datum;

/** @throws {ExpressionError} When the text is no expression. */
export function compile(text: string): Compiled {
  const code = guarded(() => new Compiler().compile(parseExpression(text)));
  return (moment, budget = new Budget()) => guarded(() => code({ moment, budget }));
}

/** A piece of an expression, ready to be evaluated. */
type Code = (scope: Scope) => Datum;

/** Says in one sentence what the engine says of impossible operations. */
function guarded<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof ExpressionError) throw error;
    if (!(error instanceof Error)) throw error;
    const deep = error instanceof RangeError && /stack|recursion/i.test(error.message);
    throw new ExpressionError(deep ? "This expression is nested too deeply." : `${error.message}.`);
  }
}

class Compiler {
  /** Pieces so far: what calling a function costs is how many it consists of. */
  #size = 0;

  compile(node: Expression): Code {
    this.#size++;
    switch (node.type) {
      case "Literal":
        return () => node.value;
      case "Identifier":
        return (scope) => lookup(scope, node.name);
      case "ThisExpression":
        return ({ moment }) => own(moment);
      case "MemberExpression":
        return this.#member(node);
      case "CallExpression":
        return this.#call(node);
      case "UnaryExpression":
        return unary(node.operator, this.compile(node.argument));
      case "BinaryExpression":
        return binary(node.operator, this.compile(node.left), this.compile(node.right));
      case "ConditionalExpression": {
        const [test, consequent, alternate] = [node.test, node.consequent, node.alternate].map((part) =>
          this.compile(part),
        );
        return (scope) => (test(scope) ? consequent(scope) : alternate(scope));
      }
      case "ArrayExpression": {
        const elements = this.#list(node.elements);
        return (scope) => listOf(scope, elements(scope));
      }
      case "ObjectExpression":
        return this.#object(node.properties);
      case "TemplateLiteral":
        return this.#template(node);
      case "ArrowFunctionExpression":
        return this.#arrow(node);
      default:
        throw new ExpressionError("Only expressions that change nothing can be evaluated.");
    }
  }

  #member(node: Extract<Expression, { type: "MemberExpression" }>): Code {
    const object = this.compile(node.object);
    const name = this.#name(node.property, node.computed);
    return (scope) => {
      const datum = object(scope);
      return node.optional && isNothing(datum) ? undefined : read(scope, datum, name(scope));
    };
  }

  #name(property: Expression, computed: boolean): (scope: Scope) => string {
    if (!computed && property.type === "Identifier") return () => property.name;
    if (!computed && property.type === "Literal") return () => String(property.value);
    const name = this.compile(property);
    return (scope) => textOf(name(scope));
  }

  #call(node: Extract<Expression, { type: "CallExpression" }>): Code {
    const callee = this.compile(node.callee);
    const args = this.#list(node.arguments);
    return (scope) => {
      const called = callee(scope);
      if (node.optional && isNothing(called)) return undefined;
      scope.budget.spend(1);
      return callable(called).call(args(scope), scope);
    };
  }

  /** Elements or arguments, with `...` spread out. */
  #list(nodes: readonly (Expression | null)[]): (scope: Scope) => readonly Datum[] {
    const parts = nodes.map((node) => {
      if (node?.type !== "SpreadElement") return { code: node ? this.compile(node) : () => undefined };
      return { code: this.compile(node.argument), spread: true };
    });
    return (scope) =>
      parts.flatMap(({ code, spread }) => (spread ? itemsOf(scope, code(scope)) : [code(scope)]));
  }

  #object(properties: readonly (Property | Expression)[]): Code {
    const parts = properties.map((property) => this.#entries(property));
    return (scope) => objectOf([...new Map(parts.flatMap((part) => part(scope)))]);
  }

  #entries(property: Property | Expression): (scope: Scope) => readonly (readonly [string, Value])[] {
    if (property.type === "Property") {
      const name = this.#name(property.key, property.computed);
      const value = this.compile(property.value);
      return (scope) => [[name(scope), close(value(scope))]];
    }
    if (property.type !== "SpreadElement") throw new ExpressionError("An object has “name: value” pairs.");
    const code = this.compile(property.argument);
    return (scope) => {
      const datum = code(scope);
      const names = namesIn(datum);
      scope.budget.spend(names.length);
      return names.map((name) => [name, close(read(scope, datum, name))] as const);
    };
  }

  #template({ quasis, expressions }: Extract<Expression, { type: "TemplateLiteral" }>): Code {
    const parts = expressions.map((expression) => this.compile(expression));
    return (scope) =>
      quasis
        .map(({ value }, index) => value.cooked + (index < parts.length ? textOf(parts[index](scope)) : ""))
        .join("");
  }

  #arrow({ params, body }: Extract<Expression, { type: "ArrowFunctionExpression" }>): Code {
    const before = this.#size;
    const code = this.compile(body);
    const cost = this.#size - before;
    const binders = params.map(bind);
    return ({ moment, locals }) =>
      new Callable("function", (args, { budget }) => {
        budget.spend(cost);
        const inner = binders.reduce(
          (outer, binder, index) => binder({ moment, budget }, args[index], outer),
          locals,
        );
        return code({ moment, budget, ...(inner && { locals: inner }) });
      });
  }
}

function lookup({ moment, locals }: Scope, name: string): Datum {
  for (let local = locals; local; local = local.outer) if (local.name === name) return local.value;
  return moment.lookup(name);
}

function own(moment: Moment): Datum {
  if (moment.self !== undefined) return moment.node(moment.self);
  throw new ExpressionError("“this” is a node, and what happens here happens on none.");
}

function isNothing(datum: Datum): datum is undefined | null {
  return datum === undefined || datum === null;
}
