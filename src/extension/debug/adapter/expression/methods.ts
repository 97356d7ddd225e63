import type { Value } from "../../../../trace/value.ts";
import {
  asSpecial,
  callable,
  type Callable,
  close,
  isList,
  primitive,
  same,
  textOf,
  type Datum,
} from "./datum.ts";
import { ExpressionError } from "./expressionError.ts";
import type { Scope } from "./scope.ts";

type Args = readonly Datum[];

/** A method of a datum, with the name and the meaning that it has in JavaScript. None changes anything. */
type Method = (scope: Scope, self: Datum, args: Args) => Datum;

type Methods = ReadonlyMap<string, Method>;

/** The methods that a datum has. */
export function methodsOf(datum: Datum): Methods {
  if (typeof datum === "string") return STRING;
  if (typeof datum === "number") return NUMBER;
  if (isList(datum)) return LIST;
  const special = asSpecial(datum);
  if (!special) return NONE;
  if ("$map" in special) return MAP;
  if ("$set" in special) return SET;
  if ("$date" in special) return DATE;
  return "$bytes" in special ? LIST : NONE;
}

/** What a loop over the datum goes through. */
export function itemsOf({ moment, budget }: Scope, datum: Datum): Datum[] {
  const members = typeof datum === "string" ? Array.from(datum) : membersOf(datum);
  if (!members) throw new ExpressionError(`There is nothing to go through in ${textOf(datum)}.`);
  budget.spend(members.length);
  return members.map((member) => moment.open(member));
}

/** A list of these data. */
export function listOf({ budget }: Scope, items: readonly Datum[]): readonly Value[] {
  budget.spend(items.length);
  return items.map(close);
}

export function membersOf(datum: Datum): readonly Value[] | undefined {
  if (isList(datum)) return datum;
  const special = asSpecial(datum);
  if (!special) return undefined;
  if ("$set" in special) return special.$set;
  if ("$map" in special) return special.$map;
  return "$bytes" in special ? special.$bytes : undefined;
}

/** A method of whatever can be gone through. */
function on(method: (items: Datum[], args: Args, scope: Scope) => Datum): Method {
  return (scope, self, args) => method(itemsOf(scope, self), args, scope);
}

/** The same, when what it returns is a list. */
function toList(method: (items: Datum[], args: Args, scope: Scope) => Datum[]): Method {
  return (scope, self, args) => listOf(scope, method(itemsOf(scope, self), args, scope));
}

/** A method that asks something of each item. */
function searching(
  search: (items: Datum[], matches: (item: Datum, index: number) => boolean) => Datum,
): Method {
  return on((items, [predicate], scope) => {
    const { call } = callable(predicate);
    return search(items, (item, index) => Boolean(call([item, index], scope)));
  });
}

const NONE: Methods = new Map();

const LIST = table({
  at: on((items, [index]) => items.at(Number(index))),
  concat: toList((items, others) => [
    ...items,
    ...others.flatMap((other): readonly Datum[] => (isList(other) ? other : [other])),
  ]),
  entries: toList((items) => items.map((item, index) => [index, close(item)])),
  every: searching((items, matches) => items.every(matches)),
  filter: searching((items, matches) => items.filter(matches).map(close)),
  find: searching((items, matches) => items.find(matches)),
  findIndex: searching((items, matches) => items.findIndex(matches)),
  findLast: searching((items, matches) => items.findLast(matches)),
  findLastIndex: searching((items, matches) => items.findLastIndex(matches)),
  flat: toList((items, _, scope) => items.flatMap((item) => (isList(item) ? itemsOf(scope, item) : [item]))),
  flatMap: toList((items, args, scope) => flatMap(items, args, scope)),
  includes: on((items, [wanted]) => items.some((item) => same(item, wanted))),
  indexOf: on((items, [wanted]) => items.findIndex((item) => same(item, wanted))),
  join: on((items, [separator], { budget }) => {
    const texts = items.map((item) => (item === undefined || item === null ? "" : textOf(item)));
    const between = separator === undefined ? "," : textOf(separator);
    budget.spend(texts.reduce((sum, text) => sum + text.length + between.length, 0));
    return texts.join(between);
  }),
  keys: toList((items) => [...items.keys()]),
  lastIndexOf: on((items, [wanted]) => items.findLastIndex((item) => same(item, wanted))),
  map: toList((items, [mapping], scope) =>
    items.map((item, index) => callable(mapping).call([item, index], scope)),
  ),
  reduce: on((items, [reducer, ...initial], scope) => reduce(items, callable(reducer), initial, scope)),
  reverse: toList((items) => items.reverse()),
  slice: toList((items, [from, to]) => items.slice(...bounds(from, to))),
  some: searching((items, matches) => items.some(matches)),
  sort: toList((items, [order], scope) => items.sort(comparison(order, scope))),
  values: toList((items) => items),
});
// They leave the list as it is, too.
LIST.set("toReversed", LIST.get("reverse")!).set("toSorted", LIST.get("sort")!);

const SET = table({
  has: on((items, [wanted]) => items.some((item) => same(item, wanted))),
  values: toList((items) => items),
});

const MAP = table({
  entries: toList((pairs) => pairs),
  get: (scope, self, [key]) => pair(scope, self, key)?.[1],
  has: (scope, self, [key]) => pair(scope, self, key) !== undefined,
  keys: toList((pairs) => pairs.map((entry) => (entry as readonly Value[])[0])),
  values: toList((pairs) => pairs.map((entry) => (entry as readonly Value[])[1])),
});

const DATE = table({
  getTime: (_, self) => primitive(self),
  toISOString: (_, self) => textOf(self),
});

const NUMBER = native(Number.prototype, ["toFixed", "toPrecision", "toString"]);

const STRING = native(String.prototype, [
  ...["at", "charAt", "charCodeAt", "endsWith", "includes", "indexOf", "lastIndexOf", "slice"],
  ...["startsWith", "substring", "toLowerCase", "toUpperCase", "trim", "trimEnd", "trimStart"],
]);
for (const name of ["repeat", "padStart", "padEnd"] as const) {
  STRING.set(name, (scope, self, [count, filler]) => {
    const [text, times] = [self as string, Number(count)];
    scope.budget.spend(name === "repeat" ? times * text.length : times);
    return name === "repeat"
      ? text.repeat(times)
      : text[name](times, filler === undefined ? " " : textOf(filler));
  });
}
STRING.set("split", (scope, self, [separator]) => {
  const pieces = separator === undefined ? [self] : (self as string).split(textOf(separator));
  return listOf(scope, pieces);
});

function table(methods: Readonly<Record<string, Method>>): Map<string, Method> {
  return new Map(Object.entries(methods));
}

/** Methods of JavaScript that take and return nothing that has parts. */
function native(prototype: object, names: readonly string[]): Map<string, Method> {
  return new Map(
    names.map((name) => {
      const method = Reflect.get(prototype, name) as (...args: unknown[]) => Datum;
      return [
        name,
        ({ budget }, self, args) => {
          budget.spend(typeof self === "string" ? self.length : 1);
          return Reflect.apply(method, self, args.map(primitive));
        },
      ];
    }),
  );
}

function flatMap(items: readonly Datum[], [mapping]: Args, scope: Scope): Datum[] {
  const { call } = callable(mapping);
  return items.flatMap((item, index) => {
    const mapped = call([item, index], scope);
    return isList(mapped) ? itemsOf(scope, mapped) : [mapped];
  });
}

function reduce(items: Datum[], { call }: Callable, initial: Args, scope: Scope): Datum {
  const step = (result: Datum, item: Datum, index: number) => call([result, item, index], scope);
  if (initial.length > 0) return items.reduce(step, initial[0]);
  if (items.length === 0)
    throw new ExpressionError("An empty list is reduced to nothing; give a first value.");
  return items.reduce(step);
}

function comparison(order: Datum, scope: Scope): (a: Datum, b: Datum) => number {
  if (order !== undefined) return (a, b) => Number(primitive(callable(order).call([a, b], scope)));
  const inOrder = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  return (a, b) => inOrder(textOf(a), textOf(b));
}

function bounds(from: Datum, to: Datum): [number?, number?] {
  return [from, to].map((bound) => (bound === undefined ? undefined : Number(bound))) as [number?, number?];
}

function pair(scope: Scope, map: Datum, key: Datum): Datum[] | undefined {
  const pairs = itemsOf(scope, map).map((entry) => itemsOf(scope, entry));
  return pairs.find(([known]) => same(known, key));
}
