import { canonical } from "../../trace/canonical.ts";
import type { Value } from "../../trace/value.ts";
import type { Specification } from "./specification.ts";

/** The objects that histories are usually about, each made with its initial state. */
export const MODELS = {
  register,
  "cas-register": casRegister,
  "multi-register": multiRegister,
  kv,
  counter,
  set,
  queue,
  mutex,
} satisfies Record<string, (initial?: Value) => Specification>;

/** Name of a model. */
export type ModelName = keyof typeof MODELS;

/** One value: `read`, `write`. */
export function register(initial: Value = null): Specification {
  return {
    name: "register",
    initial,
    functions: { read: "read", write: "update" },
    step: (state, call) => (call.function === "read" ? { state, output: state } : { state: call.input }),
    overwrites: (call) => call.input,
    explains: (update, { output }) => same(update.input, output ?? null),
    repeatable: true,
  };
}

/** One value: `read`, `write`, and `cas` of `[old, new]`, which returns whether the value was the old one. */
export function casRegister(initial: Value = null): Specification {
  const { step } = register();
  return {
    name: "cas-register",
    initial,
    functions: { read: "read", write: "update", cas: "update" },
    step(state, call) {
      if (call.function !== "cas") return step(state, call);
      const [old, fresh] = call.input as readonly [Value, Value];
      return same(state, old) ? { state: fresh, output: true } : { state, output: false };
    },
    overwrites: (call) => (call.function === "write" ? call.input : undefined),
    explains: (update, { output }) =>
      typeof output === "boolean" ||
      same(update.function === "cas" ? (update.input as readonly Value[])[1] : update.input, output ?? null),
    repeatable: true,
  };
}

/** Several values at once: `write` of `{ x: 1, y: 2 }`, `read` of the keys `["x", "y"]`. */
export function multiRegister(initial: Value = {}): Specification {
  return {
    name: "multi-register",
    initial,
    functions: { read: "read", write: "update" },
    step(state, call) {
      const values = state as Readonly<Record<string, Value>>;
      if (call.function === "write") return { state: { ...values, ...(call.input as typeof values) } };
      const keys = call.input as readonly string[];
      return { state, output: Object.fromEntries(keys.map((key) => [key, values[key] ?? null])) };
    },
    repeatable: true,
  };
}

/** Values under keys: `get` of `[key]`, `put` and `append` of `[key, value]`, to a text or a list. */
export function kv(initial: Value = ""): Specification {
  return {
    name: "kv",
    initial,
    functions: { get: "read", put: "update", append: "update" },
    step(state, call) {
      const [, value] = call.input as readonly [Value, Value];
      if (call.function === "get") return { state, output: state };
      if (call.function === "put") return { state: value };
      return {
        state: Array.isArray(state) ? [...(state as Value[]), value] : `${text(state)}${text(value)}`,
      };
    },
    key: (call) => (call.input as readonly Value[])[0],
    overwrites: (call) => (call.function === "put" ? (call.input as readonly Value[])[1] : undefined),
    explains: (update, { output }) => contains(output, (update.input as readonly Value[])[1]),
  };
}

/** A number: `add` of a number, `read`. */
export function counter(initial: Value = 0): Specification {
  return {
    name: "counter",
    initial,
    functions: { read: "read", add: "update" },
    step: (state, call) =>
      call.function === "read"
        ? { state, output: state }
        : { state: (state as number) + (call.input as number) },
  };
}

/** A set: `add` and `remove` of an element, `read`. */
export function set(initial: Value = { $set: [] }): Specification {
  return {
    name: "set",
    initial,
    functions: { read: "read", add: "update", remove: "update" },
    step(state, call) {
      if (call.function === "read") return { state, output: state };
      const others = members(state).filter((member) => !same(member, call.input));
      return { state: { $set: call.function === "add" ? [...others, call.input] : others } };
    },
    explains: (update, { output }) =>
      members(output).some((member) => same(member, update.input)) === (update.function === "add"),
  };
}

/** First in, first out: `enqueue` of a value, `dequeue`, which returns `null` when there is none. */
export function queue(initial: Value = []): Specification {
  return {
    name: "queue",
    initial,
    functions: { enqueue: "update", dequeue: "update" },
    step(state, call) {
      const values = state as readonly Value[];
      if (call.function === "enqueue") return { state: [...values, call.input] };
      return values.length === 0 ? { state, output: null } : { state: values.slice(1), output: values[0] };
    },
    explains: (update, { output }) =>
      update.function === "dequeue" || (output !== undefined && same(update.input, output)),
  };
}

/** A lock: `acquire`, possible while nobody has it, and `release`, possible while somebody does. */
export function mutex(initial: Value = false): Specification {
  return {
    name: "mutex",
    initial,
    functions: { acquire: "update", release: "update" },
    step(state, call) {
      const held = call.function === "release";
      return state === held ? { state: !held } : undefined;
    },
    repeatable: true,
  };
}

function same(a: Value, b: Value): boolean {
  if (a === b || typeof a !== "object" || typeof b !== "object") return a === b;
  return canonical(a) === canonical(b);
}

/** The elements of a set, which may be written as a list. */
function members(value: Value | undefined): readonly Value[] {
  if (Array.isArray(value)) return value as readonly Value[];
  return typeof value === "object" && value !== null && "$set" in value
    ? (value as { readonly $set: readonly Value[] }).$set
    : [];
}

function contains(whole: Value | undefined, part: Value): boolean {
  if (whole === undefined) return false;
  if (typeof whole === "string") return whole.includes(text(part));
  return same(whole, part) || members(whole).some((member) => same(member, part));
}

function text(value: Value): string {
  return typeof value === "string" ? value : value === null ? "" : canonical(value);
}
