import type { Value } from "./value.ts";

/** Under this symbol a reference to a node holds the node's name. */
export const nodeName: unique symbol = Symbol("faultline node");

/** Something that refers to a node without being it. */
export interface NodeReference {
  readonly [nodeName]: string;
}

/** Whether the value is a reference to a node. */
export function isNodeReference(value: object): value is NodeReference {
  return nodeName in value;
}

/**
 * Writes any value of a scenario as a trace holds it. Never throws: what can't be written is named instead.
 * @param previous What was written before for the same place: where nothing changed, it is returned again, so that
 *   a trace shares what stays the same.
 */
export function encode(value: unknown, previous?: Value): Value {
  switch (typeof value) {
    case "string":
    case "boolean":
      return value;
    case "number":
      return Number.isFinite(value) && !Object.is(value, -0)
        ? value
        : share({ $number: Object.is(value, -0) ? "-0" : String(value) }, previous);
    case "undefined":
      return share({ $undefined: true }, previous);
    case "bigint":
      return share({ $bigint: value.toString() }, previous);
    case "object":
      return value === null ? null : encodeObject(value, previous, []);
    default:
      return share({ $opaque: typeof value }, previous);
  }
}

/** Arrays of more elements, and objects of more keys, are cut in a trace. */
const WIDEST = 10_000;
const DEEPEST = 60;

type Within = object[];

function encodeInner(value: unknown, previous: Value | undefined, within: Within): Value {
  return typeof value === "object" && value !== null
    ? encodeObject(value, previous, within)
    : encode(value, previous);
}

function encodeObject(value: object, previous: Value | undefined, within: Within): Value {
  if (within.includes(value)) return share({ $opaque: "cycle" }, previous);
  if (within.length >= DEEPEST) return share({ $cut: `deeper than ${DEEPEST} levels` }, previous);
  within.push(value);
  try {
    return encodeByType(value, previous, within);
  } catch (error) {
    return share(
      { $opaque: `unreadable: ${error instanceof Error ? error.message : typeof error}` },
      previous,
    );
  } finally {
    within.pop();
  }
}

function encodeByType(value: object, previous: Value | undefined, within: Within): Value {
  if (Array.isArray(value)) return encodeList(value, previous, within);
  if (isNodeReference(value)) return share({ $node: value[nodeName] }, previous);
  if (value instanceof Map) {
    const before = part(previous, "$map");
    const entries = [...value];
    const written = encodeList(entries, before, within, (entry, old) =>
      encodeList(entry as unknown[], old, within),
    );
    return before !== undefined && written === before ? previous! : { $map: written };
  }
  if (value instanceof Set) {
    const before = part(previous, "$set");
    const written = encodeList([...value], before, within);
    return before !== undefined && written === before ? previous! : { $set: written };
  }
  if (value instanceof Date) {
    const time = value.getTime();
    return share({ $date: Number.isNaN(time) ? null : time }, previous);
  }
  if (ArrayBuffer.isView(value)) {
    const bytes = new Uint8Array(value.buffer, value.byteOffset, Math.min(value.byteLength, WIDEST));
    return share({ $bytes: Array.from(bytes) }, previous);
  }
  if (value instanceof Promise) return share({ $opaque: "promise" }, previous);
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  return encodeFields(value, previous, within);
}

function encodeFields(value: object, previous: Value | undefined, within: Within): Value {
  const old: Readonly<Record<string, Value>> | undefined = isPlain(previous) ? previous : undefined;
  const keys = Object.keys(value);
  if (keys.length > WIDEST) return share({ $cut: `object of ${keys.length} keys` }, previous);
  if (keys.some((key) => key.startsWith("$"))) {
    const pairs = keys.map((key): [string, Value] => [
      key,
      encodeInner((value as Record<string, unknown>)[key], undefined, within),
    ]);
    return share({ $object: pairs }, previous);
  }
  let same = old !== undefined && Object.keys(old).length === keys.length;
  const written: Record<string, Value> = {};
  for (const key of keys) {
    const before = old !== undefined && Object.hasOwn(old, key) ? old[key] : undefined;
    const now = encodeInner((value as Record<string, unknown>)[key], before, within);
    define(written, key, now);
    if (now !== before) same = false;
  }
  return same && sameOrder(keys, old!) ? old! : written;
}

function encodeList(
  list: readonly unknown[],
  previous: Value | undefined,
  within: Within,
  element: (value: unknown, previous: Value | undefined) => Value = (value, old) =>
    encodeInner(value, old, within),
): Value {
  const old = Array.isArray(previous) ? (previous as readonly Value[]) : undefined;
  const shown = Math.min(list.length, WIDEST);
  const length = shown + (shown < list.length ? 1 : 0);
  let same = old?.length === length;
  const written: Value[] = [];
  for (let i = 0; i < shown; i++) {
    const now = element(list[i], old?.[i]);
    written.push(now);
    if (now !== old?.[i]) same = false;
  }
  if (shown < list.length) {
    const rest = share({ $cut: `${list.length - shown} more` }, old?.[shown]);
    written.push(rest);
    if (rest !== old?.[shown]) same = false;
  }
  return same ? old! : written;
}

function part(previous: Value | undefined, key: "$map" | "$set"): Value | undefined {
  return typeof previous === "object" && previous !== null && key in previous
    ? (previous as Record<string, Value>)[key]
    : undefined;
}

function isPlain(value: Value | undefined): value is { readonly [key: string]: Value } {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  for (const key in value as object) return !key.startsWith("$");
  return true;
}

function sameOrder(keys: readonly string[], old: { readonly [key: string]: Value }): boolean {
  let i = 0;
  for (const key in old) if (keys[i++] !== key) return false;
  return true;
}

/** A key named `__proto__` is a key like any other. */
function define(target: Record<string, Value>, key: string, value: Value): void {
  if (key === "__proto__")
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true });
  else target[key] = value;
}

/** Specials are tiny: a fresh one that reads the same as the previous one gives way to it. */
function share(fresh: Value, previous: Value | undefined): Value {
  return previous !== undefined &&
    typeof previous === "object" &&
    JSON.stringify(fresh) === JSON.stringify(previous)
    ? previous
    : fresh;
}
