import { sameValue } from "../../../../trace/comparison/content.ts";
import { encode } from "../../../../trace/encode.ts";
import { formatValue } from "../../../../trace/format.ts";
import { isSpecial } from "../../../../trace/special.ts";
import type { SpecialValue, Value } from "../../../../trace/value.ts";
import { ExpressionError } from "./expressionError.ts";
import type { Scope } from "./scope.ts";

/**
 * What an expression works with. Lists, objects, maps, sets and dates are as the trace holds them: nothing is copied,
 * and there is no prototype that could be reached. Numbers, big integers and `undefined` are those of JavaScript.
 */
export type Datum = Value | undefined | bigint | Reference;

/** Something that is no value of the run, but that an expression can name. */
export abstract class Reference {
  /** What has this name in it; `undefined` for nothing. */
  abstract get(name: string): Datum;
  /** The names that there are in it. */
  abstract keys(): readonly string[];
  /** What stands for it in a list or an object, and in a result. */
  abstract toValue(): Value;
}

/** Things that are found under one name: `Math`, `nodes`. */
export class Namespace extends Reference {
  readonly #members: ReadonlyMap<string, Datum>;

  constructor(members: readonly (readonly [string, Datum])[]) {
    super();
    this.#members = new Map(members);
  }

  get(name: string): Datum {
    return this.#members.get(name);
  }

  keys(): readonly string[] {
    return [...this.#members.keys()];
  }

  toValue(): Value {
    return objectOf([...this.#members].map(([name, member]) => [name, close(member)]));
  }
}

/** Something that can be called; it may have functions of its own, as `Object` has. */
export class Callable extends Namespace {
  readonly name: string;
  readonly call: (args: readonly Datum[], scope: Scope) => Datum;

  constructor(
    name: string,
    call: (args: readonly Datum[], scope: Scope) => Datum,
    members: readonly (readonly [string, Datum])[] = [],
  ) {
    super(members);
    this.name = name;
    this.call = call;
  }

  override toValue(): Value {
    return { $opaque: "function" };
  }
}

/** The value that stands for a datum in a list or an object, and in a result. */
export function close(datum: Datum): Value {
  if (datum instanceof Reference) return datum.toValue();
  return typeof datum === "object" ? datum : encode(datum);
}

/** An object with these fields. */
export function objectOf(entries: readonly (readonly [string, Value])[]): Value {
  return entries.some(([key]) => key.startsWith("$")) ? { $object: entries } : Object.fromEntries(entries);
}

/** `Array.isArray` that also narrows readonly arrays. */
export function isList(datum: Datum): datum is readonly Value[] {
  return Array.isArray(datum);
}

/** The datum, if JSON has no word for it. */
export function asSpecial(datum: Datum): SpecialValue | undefined {
  if (typeof datum !== "object" || datum === null || datum instanceof Reference) return undefined;
  return isSpecial(datum) ? datum : undefined;
}

/** Whether two data are the same: what has parts, when its parts are. */
export function same(a: Datum, b: Datum): boolean {
  if (a === b) return true;
  if (!hasParts(a) || !hasParts(b)) return false;
  if (a instanceof Callable || b instanceof Callable) return false;
  return sameValue(close(a), close(b));
}

/** Whether the datum has parts or stands for something, so that it is equal by those. */
export function hasParts(
  datum: Datum,
): datum is Exclude<Datum, undefined | null | bigint | boolean | number | string> {
  return typeof datum === "object" && datum !== null;
}

/** A datum as a part of a text. */
export function textOf(datum: Datum): string {
  return typeof datum === "string" ? datum : formatValue(close(datum));
}

/** What operators work with: a date is its number, whatever else has parts its text. */
export function primitive(datum: Datum): undefined | null | bigint | boolean | number | string {
  if (!hasParts(datum)) return datum;
  const special = asSpecial(datum);
  return special && "$date" in special ? (special.$date ?? NaN) : textOf(datum);
}

/** What `typeof` says. */
export function typeName(datum: Datum): string {
  return datum instanceof Callable ? "function" : typeof datum;
}

/** A datum that must be callable. */
export function callable(datum: Datum): Callable {
  if (datum instanceof Callable) return datum;
  throw new ExpressionError(`${datum === undefined ? "What is called here" : textOf(datum)} is no function.`);
}
