import { isNodeReference } from "../trace/encode.ts";

/** Something that can't be sent: says what and where inside the message it stands. */
export class UnsendableError extends TypeError {
  override name = "UnsendableError";
}

/**
 * Copies what is sent, like bytes on a wire: later changes on one side don't reach the other. Plain objects,
 * arrays, maps, sets, dates, bytes, primitives and references to nodes can be sent.
 * @param what How the author would name it, such as `argument 1 of buy`.
 * @throws {UnsendableError} For functions, symbols, promises, live objects and cycles.
 */
export function copyForSending(value: unknown, what: string): unknown {
  switch (typeof value) {
    case "object":
      return value === null ? null : copyObject(value, { what, path: "" }, []);
    case "function":
    case "symbol":
      return refuse({ what, path: "" }, `is a ${typeof value}`, "send data");
    default:
      return value;
  }
}

/** A place in what is sent. */
interface Place {
  readonly what: string;
  /** The way from there to the place, such as `.items[2]`. */
  readonly path: string;
}

function refuse({ what, path }: Place, fault: string, mend: string): never {
  throw new UnsendableError(
    `${what}${path === "" ? "" : `, at ${path},`} ${fault}, which can't be sent; ${mend}`,
  );
}

function copyInner(value: unknown, { what, path }: Place, step: string, within: object[]): unknown {
  if (typeof value === "object" && value !== null)
    return copyObject(value, { what, path: path + step }, within);
  if (typeof value !== "function" && typeof value !== "symbol") return value;
  return refuse({ what, path: path + step }, `is a ${typeof value}`, "send data");
}

function copyObject(value: object, place: Place, within: object[]): unknown {
  if (within.includes(value)) refuse(place, "contains itself", "send its parts by name");
  within.push(value);
  const copy = copyByType(value, place, within);
  within.pop();
  return copy;
}

function copyByType(value: object, place: Place, within: object[]): unknown {
  if (Array.isArray(value)) return value.map((item, i) => copyInner(item, place, `[${i}]`, within));
  if (isNodeReference(value)) return value;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return copyFields(value, place, within);
  if (value instanceof Map) {
    return new Map(
      [...value].map(([key, item], i) => [
        copyInner(key, place, `.keys[${i}]`, within),
        copyInner(item, place, `.values[${i}]`, within),
      ]),
    );
  }
  if (value instanceof Set) {
    return new Set([...value].map((item, i) => copyInner(item, place, `.values[${i}]`, within)));
  }
  if (value instanceof Date) return new Date(value.getTime());
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) return (value as Uint8Array).slice();
  if (value instanceof Promise) refuse(place, "is a promise", "await it first");
  const type = (value.constructor as { name?: string } | undefined)?.name;
  return refuse(
    place,
    `is a live object${type ? ` (${type})` : ""}`,
    "send its data, or a reference to a node",
  );
}

function copyFields(value: object, place: Place, within: object[]): object {
  const copy: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    const part = copyInner(item, place, `.${key}`, within);
    if (key === "__proto__") Object.defineProperty(copy, key, { value: part, enumerable: true });
    else copy[key] = part;
  }
  return copy;
}
