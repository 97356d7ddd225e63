import { canonical } from "../../../../trace/canonical.ts";
import { formatValue } from "../../../../trace/format.ts";
import { isSpecial } from "../../../../trace/special.ts";
import type { Value } from "../../../../trace/value.ts";
import { namesIn, read } from "./access.ts";
import { Callable, close, isList, Namespace, objectOf, primitive, textOf, type Datum } from "./datum.ts";
import { itemsOf, listOf } from "./methods.ts";
import type { Scope } from "./scope.ts";

/** A function that is there everywhere, with the name and the meaning that it has in JavaScript. */
type Global = (args: readonly Datum[], scope: Scope) => Datum;

const MATH = [
  ...["abs", "cbrt", "ceil", "cos", "exp", "floor", "hypot", "log", "log10", "log2", "max", "min"],
  ...["pow", "round", "sign", "sin", "sqrt", "tan", "trunc"],
];
const CONSTANTS = ["PI", "E"];

/** What can be used in every expression: functions that change nothing and know nothing of the world. */
export const GLOBALS: ReadonlyMap<string, Datum> = new Map<string, Datum>([
  ["undefined", undefined],
  ["NaN", NaN],
  ["Infinity", Infinity],
  [
    "Math",
    new Namespace([
      ...MATH.map((name) => numeric(Math, name)),
      ...CONSTANTS.map((name) => [name, Reflect.get(Math, name) as number] as const),
    ]),
  ],
  ["JSON", new Namespace(functions({ stringify: ([datum, , indent]) => stringify(datum, indent) }))],
  ...functions({
    Boolean: ([datum]) => Boolean(datum),
    Map: ([pairs = []], scope) => ({ $map: withoutTwins(itemsOf(scope, pairs) as Pair[], ([key]) => key) }),
    Set: ([items = []], scope) => ({
      $set: withoutTwins(listOf(scope, itemsOf(scope, items)), (item) => item),
    }),
    String: ([datum]) => textOf(datum),
  }),
  numberFunction(),
  ...["isFinite", "isNaN", "parseFloat", "parseInt"].map((name) => numeric(globalThis, name)),
  withMembers("Array", (args, scope) => listOf(scope, args), {
    from: ([items, mapping], scope) => from(items, mapping, scope),
    isArray: ([datum]) => isList(datum),
  }),
  withMembers("Object", ([datum]) => datum, {
    entries: ([datum], scope) =>
      listOf(
        scope,
        namesIn(datum).map((name) => [name, close(read(scope, datum, name))]),
      ),
    fromEntries: ([pairs], scope) =>
      objectOf(
        (itemsOf(scope, pairs) as Pair[]).map(([key, value]) => [textOf(scope.moment.open(key)), value]),
      ),
    keys: ([datum], scope) => listOf(scope, namesIn(datum)),
    values: ([datum], scope) =>
      listOf(
        scope,
        namesIn(datum).map((name) => read(scope, datum, name)),
      ),
  }),
]);

type Pair = readonly [Value, Value];

function functions(globals: Readonly<Record<string, Global>>): [string, Callable][] {
  return Object.entries(globals).map(([name, call]) => [name, new Callable(name, call)]);
}

function withMembers(
  name: string,
  call: Global,
  members: Readonly<Record<string, Global>>,
): [string, Callable] {
  return [name, new Callable(name, call, functions(members))];
}

/** A function of JavaScript that takes numbers, or what becomes one. */
function numeric(owner: object, name: string): [string, Callable] {
  const native = Reflect.get(owner, name) as (...args: unknown[]) => number | boolean;
  return [name, new Callable(name, (args) => native(...args.map(primitive)))];
}

function numberFunction(): [string, Callable] {
  const tests = ["isFinite", "isInteger", "isNaN", "isSafeInteger"].map((name) => numeric(Number, name));
  return ["Number", new Callable("Number", ([datum]) => Number(primitive(datum)), tests)];
}

function from(items: Datum, mapping: Datum, scope: Scope): Datum {
  const list = listOf(scope, itemsOf(scope, items));
  return mapping === undefined ? list : (read(scope, list, "map") as Callable).call([mapping], scope);
}

/** Of each two that are equal the first place and the last value, as in a map or a set. */
function withoutTwins<T>(items: readonly T[], key: (item: T) => Value): T[] {
  return [...new Map(items.map((item) => [canonical(key(item)), item])).values()];
}

/** As JSON; what JSON has no word for is a text. */
function stringify(datum: Datum, indent: Datum): string | undefined {
  if (datum === undefined) return undefined;
  const plain = (_: string, value: Value) => (isSpecial(value) ? formatValue(value) : value);
  return JSON.stringify(close(datum), plain, Number(primitive(indent)) || 0);
}
