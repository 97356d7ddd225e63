import { isNodeReference } from "../trace/encode.ts";
import { ScenarioError } from "./errors.ts";

const views = new WeakMap<object, object>();

/** Methods of collections, dates and bytes that change what they are called on; those named `set…` do as well. */
const WRITERS = new Set<PropertyKey>(["add", "delete", "clear", "fill", "sort", "reverse", "copyWithin"]);

/**
 * A live view of an object, at any depth, through which nothing can be written.
 * Writing throws a {@link ScenarioError}. References to nodes are no state and stay what they are.
 */
export function readOnlyView<T extends object>(object: T): T {
  let view = views.get(object) as T | undefined;
  if (view === undefined) {
    // What stands in for the object is never frozen: a proxy has to show the frozen parts of its target bare.
    const standIn = Array.isArray(object) ? [] : {};
    view = new Proxy(standIn, handlerFor(object)) as T;
    views.set(object, view);
  }
  return view;
}

function view(value: unknown): unknown {
  return typeof value === "object" && value !== null && !isNodeReference(value) ? readOnlyView(value) : value;
}

function refuse(): never {
  throw new ScenarioError(
    "a scenario can read a node's state and can't write it; send the node a message instead",
  );
}

function handlerFor(object: object): ProxyHandler<object> {
  const bound = needsItself(object);
  return {
    get: (_, key) => {
      const value: unknown = Reflect.get(object, key);
      return bound && typeof value === "function" ? reader(object, key, value as Method) : view(value);
    },
    has: (_, key) => Reflect.has(object, key),
    ownKeys: () => Reflect.ownKeys(object),
    getPrototypeOf: () => Reflect.getPrototypeOf(object),
    getOwnPropertyDescriptor: (standIn, key) => {
      const own = Reflect.getOwnPropertyDescriptor(object, key);
      if (own === undefined) return undefined;
      const configurable = !Object.hasOwn(standIn, key);
      return {
        value: view(Reflect.get(object, key)),
        enumerable: own.enumerable ?? false,
        writable: true,
        configurable,
      };
    },
    set: refuse,
    defineProperty: refuse,
    deleteProperty: refuse,
    setPrototypeOf: refuse,
    preventExtensions: refuse,
  };
}

type Method = (...args: unknown[]) => unknown;

/** Whether the object's methods need it as their `this` and take no view of it. */
function needsItself(object: object): boolean {
  return (
    object instanceof Map || object instanceof Set || object instanceof Date || ArrayBuffer.isView(object)
  );
}

/** A method that reads: what it returns, and what it passes to functions, are views. */
function reader(object: object, key: PropertyKey, method: Method): Method {
  if (WRITERS.has(key) || (typeof key === "string" && key.startsWith("set"))) return refuse;
  return (...args) => {
    const result = method.apply(
      object,
      args.map((arg) => (typeof arg === "function" ? viewing(arg as Method) : arg)),
    );
    return isIterator(result) ? viewEach(result) : view(result);
  };
}

function viewing(callback: Method): Method {
  return (...args) => callback(...args.map(view));
}

function isIterator(value: unknown): value is IterableIterator<unknown> {
  return typeof value === "object" && value !== null && "next" in value && Symbol.iterator in value;
}

function* viewEach(items: Iterable<unknown>): Generator {
  for (const item of items) yield view(item);
}
