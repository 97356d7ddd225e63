import { formatTime } from "../format.ts";
import { QueryError } from "./queryError.ts";
import type { FieldTerm, Operator } from "./terms.ts";

/** Whether a number lies where it should. */
export type Bounds = (value: number) => boolean;

const NUMBER = String.raw`[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?`;
const PLAIN = new RegExp(`^${NUMBER}$`, "i");
const TIME = new RegExp(`^(${NUMBER})(ms|s|min)?$`, "i");
const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, min: 60_000 };

/**
 * Reads bounds of virtual time, in ms unless `s` or `min` says otherwise: `>100`, `<=2s`, `100..200` with both ends,
 * `100..`, `34.5`. Two times are equal when they are written the same by {@link formatTime}.
 *
 * @throws {QueryError} When they are something else.
 */
export function readTimeBounds(term: FieldTerm): Bounds {
  const same = (a: number) => {
    const text = formatTime(a);
    return (b: number) => formatTime(b) === text;
  };
  return readBounds(term, parseTime, same, `${term.name}>100ms or ${term.name}:100..200`);
}

/**
 * Reads bounds of a whole number: `27`, `>=20`, `20..30`.
 *
 * @throws {QueryError} When they are something else.
 */
export function readBoundsOf(term: FieldTerm, example: string): Bounds {
  return readBounds(term, parseNumber, (a) => (b) => a === b, example);
}

/** The number that a text is, if it is one. */
export function parseNumber(text: string): number | undefined {
  return PLAIN.test(text) ? Number(text) : undefined;
}

/** Whether two numbers are in this order. */
export function inOrder(a: number, operator: Exclude<Operator, ":" | "=" | "!=">, b: number): boolean {
  switch (operator) {
    case "<":
      return a < b;
    case "<=":
      return a <= b;
    case ">":
      return a > b;
    case ">=":
      return a >= b;
  }
}

function readBounds(
  { name, operator, value, valueSpan, from }: FieldTerm,
  parse: (text: string) => number | undefined,
  same: (a: number) => Bounds,
  example: string,
): Bounds {
  const number = (text: string) => {
    const parsed = parse(text);
    if (parsed === undefined) {
      throw new QueryError(`"${text}" is no number; "${name}" goes with one, as in ${example}`, valueSpan);
    }
    return parsed;
  };
  switch (operator) {
    case ":":
    case "=": {
      const range = /^(.*?)\.\.(.*)$/s.exec(value);
      if (!range) return same(number(value));
      const least = range[1] === "" ? -Infinity : number(range[1]);
      const most = range[2] === "" ? Infinity : number(range[2]);
      return (at) => at >= least && at <= most;
    }
    case "!=":
      throw new QueryError(`"${name}" does not go with "!="; say -${name}:${value}`, {
        from,
        to: valueSpan.to,
      });
    default: {
      const bound = number(value);
      return (at) => inOrder(at, operator, bound);
    }
  }
}

function parseTime(text: string): number | undefined {
  const match = TIME.exec(text);
  return match ? Number(match[1]) * UNITS[match.at(2)?.toLowerCase() ?? "ms"] : undefined;
}
