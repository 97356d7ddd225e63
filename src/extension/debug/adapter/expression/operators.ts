import { contains } from "./access.ts";
import { primitive, same, typeName, type Datum } from "./datum.ts";
import { BudgetError, ExpressionError } from "./expressionError.ts";
import type { Scope } from "./scope.ts";

type Code = (scope: Scope) => Datum;

/** Longest big integer that is worked out, in bits. */
const LONGEST = 100_000;

/** Operators for two numbers, big integers or texts: whichever they are, JavaScript does the same with them. */
const ON_PRIMITIVES = new Map<string, (a: number, b: number) => Datum>([
  ["-", (a, b) => a - b],
  ["*", (a, b) => a * b],
  ["/", (a, b) => a / b],
  ["%", (a, b) => a % b],
  ["**", (a, b) => (limit(bits(a) * asNumber(b)), a ** b)],
  ["<", (a, b) => a < b],
  [">", (a, b) => a > b],
  ["<=", (a, b) => a <= b],
  [">=", (a, b) => a >= b],
  ["&", (a, b) => a & b],
  ["|", (a, b) => a | b],
  ["^", (a, b) => a ^ b],
  ["<<", (a, b) => (limit(bits(a) && bits(a) + asNumber(b)), a << b)],
  [">>", (a, b) => a >> b],
  [">>>", (a, b) => a >>> b],
]);

/** Operators for any two data. */
const ON_ANY = new Map<string, (a: Datum, b: Datum, scope: Scope) => Datum>([
  ["+", add],
  ["===", same],
  ["!==", (a, b) => !same(a, b)],
  ["==", alike],
  ["!=", (a, b) => !alike(a, b)],
  ["in", (a, b) => contains(b, a)],
]);

/** @throws {ExpressionError} When there is no such operator. */
export function binary(operator: string, left: Code, right: Code): Code {
  switch (operator) {
    case "&&":
      return (scope) => left(scope) && right(scope);
    case "||":
      return (scope) => left(scope) || right(scope);
    case "??":
      return (scope) => left(scope) ?? right(scope);
  }
  const onPrimitives = ON_PRIMITIVES.get(operator);
  if (onPrimitives)
    return (scope) => onPrimitives(primitive(left(scope)) as number, primitive(right(scope)) as number);
  const onAny = ON_ANY.get(operator);
  if (onAny) return (scope) => onAny(left(scope), right(scope), scope);
  throw new ExpressionError(`There is no operator “${operator}”.`);
}

/** @throws {ExpressionError} When there is no such operator. */
export function unary(operator: string, argument: Code): Code {
  switch (operator) {
    case "!":
      return (scope) => !argument(scope);
    case "-":
      return (scope) => -(primitive(argument(scope)) as number);
    case "+":
      return (scope) => asNumber(primitive(argument(scope)));
    case "~":
      return (scope) => ~(primitive(argument(scope)) as number);
    case "typeof":
      return (scope) => typeName(argument(scope));
    case "new":
      return argument;
    default:
      throw new ExpressionError(`There is no operator “${operator}”.`);
  }
}

function add(a: Datum, b: Datum, { budget }: Scope): Datum {
  const sum: number | string = (primitive(a) as number) + (primitive(b) as number);
  budget.spend(String(sum).length);
  return sum;
}

/** Equal as `==` has it. */
function alike(a: Datum, b: Datum): boolean {
  if (a === undefined || a === null || b === undefined || b === null) return (a ?? null) === (b ?? null);
  const simple = typeof a !== "object" && typeof b !== "object";
  return simple ? a == b : same(a, b);
}

/** Length of a big integer; 0 for what is none. */
function bits(number: number | bigint): number {
  return typeof number === "bigint" ? 4 * number.toString(16).length : 0;
}

function asNumber(primitive: Datum): number {
  return Number(primitive);
}

function limit(length: number): void {
  if (length > LONGEST) throw new BudgetError();
}
