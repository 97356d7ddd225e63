import { ScenarioError } from "./errors.ts";

const views = new WeakMap<object, object>();

/** Methods that change what they are called on. */
const WRITERS = new Set(["set", "add", "delete", "clear"]);

/**
 * A live view of an object, at any depth, through which nothing can be written.
 * Writing throws a {@link ScenarioError}.
 */
export function readOnlyView<T extends object>(object: T): T {
  let view = views.get(object) as T | undefined;
  if (view === undefined) {
    view = new Proxy(object, handlerFor(object)) as T;
    views.set(object, view);
  }
  return view;
}

function view(value: unknown): unknown {
  return typeof value === "object" && value !== null ? readOnlyView(value) : value;
}

function refuse(): never {
  throw new ScenarioError("a scenario can read a node's state and can't write it; send the node a message instead");
}

const frozen: ProxyHandler<object> = {
  get: (object, key) => view(Reflect.get(object, key)),
  set: refuse,
  defineProperty: refuse,
  deleteProperty: refuse,
  setPrototypeOf: refuse,
};

/** The methods of these need the object itself as `this`, not a view of it. */
const collection: ProxyHandler<object> = {
  ...frozen,
  get: (object, key) => {
    const value: unknown = Reflect.get(object, key, object);
    if (typeof value !== "function") return view(value);
    if (typeof key === "string" && (WRITERS.has(key) || (object instanceof Date && key.startsWith("set")))) return refuse;
    return (...args: unknown[]) => view((value as (...args: unknown[]) => unknown).apply(object, args));
  },
};

function handlerFor(object: object): ProxyHandler<object> {
  return object instanceof Map || object instanceof Set || object instanceof Date || ArrayBuffer.isView(object)
    ? collection
    : frozen;
}
