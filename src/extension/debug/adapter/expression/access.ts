import { isSpecial } from "../../../../trace/special.ts";
import type { SpecialValue, Value } from "../../../../trace/value.ts";
import { asSpecial, Callable, isList, Reference, textOf, type Datum } from "./datum.ts";
import { ExpressionError } from "./expressionError.ts";
import { membersOf, methodsOf } from "./methods.ts";
import type { Scope } from "./scope.ts";

/** What a datum has under a name: a field, an element, a size, a method. As in JavaScript, `undefined` for nothing. */
export function read(scope: Scope, datum: Datum, name: string): Datum {
  if (datum === undefined || datum === null)
    throw new ExpressionError(`There is no “${name}” in ${String(datum)}.`);
  if (datum instanceof Reference) return datum.get(name);
  if (name === sizeName(datum)) return typeof datum === "string" ? datum.length : membersOf(datum)?.length;
  const method = methodsOf(datum).get(name);
  if (method) return new Callable(name, (args) => method(scope, datum, args));
  if (typeof datum === "string") return datum.at(position(name));
  if (typeof datum !== "object") return undefined;
  if (isList(datum)) return element(scope, datum, name);
  if (isSpecial(datum)) return ofSpecial(scope, datum, name);
  return Object.hasOwn(datum, name) ? scope.moment.open(datum[name]) : undefined;
}

/** Whether `name in datum`. */
export function contains(datum: Datum, name: Datum): boolean {
  return namesIn(datum).includes(textOf(name));
}

/** The names of what is in a datum: an object's fields, a list's positions. */
export function namesIn(datum: Datum): readonly string[] {
  if (datum instanceof Reference) return datum.keys();
  if (typeof datum !== "object" || datum === null) return [];
  if (isList(datum)) return [...datum.keys()].map(String);
  if (!isSpecial(datum)) return Object.keys(datum);
  return "$object" in datum ? datum.$object.map(([key]) => key) : [];
}

/** By which name a datum tells how many things are in it; `undefined` where it doesn't. */
export function sizeName(datum: Datum): "length" | "size" | undefined {
  if (typeof datum === "string" || isList(datum)) return "length";
  const special = asSpecial(datum);
  if (!special) return undefined;
  if ("$bytes" in special) return "length";
  return "$map" in special || "$set" in special ? "size" : undefined;
}

function ofSpecial(scope: Scope, datum: SpecialValue, name: string): Datum {
  if ("$object" in datum) {
    const entry = datum.$object.find(([key]) => key === name);
    return entry && scope.moment.open(entry[1]);
  }
  if ("$bytes" in datum) return element(scope, datum.$bytes, name);
  if ("$cut" in datum) throw new ExpressionError(`The run has not recorded this: ${datum.$cut}.`);
  if ("$opaque" in datum) throw new ExpressionError(`The run can't record what is in a ${datum.$opaque}.`);
  return undefined;
}

function element(scope: Scope, list: readonly Value[], name: string): Datum {
  const value = list[position(name)] as Value | undefined;
  return value === undefined ? undefined : scope.moment.open(value);
}

/** The position that a name stands for; one at which there is nothing when it stands for none. */
function position(name: string): number {
  return /^(?:0|[1-9]\d*)$/.test(name) ? Number(name) : Infinity;
}
