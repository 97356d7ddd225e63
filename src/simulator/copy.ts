import { isNodeReference } from "../trace/encode.ts";

/** Something that can't be sent: says what and where inside the message it stands. */
export class UnsendableError extends TypeError {
  override name = "UnsendableError";
}

/**
 * Copies what is sent, like bytes on a wire: later changes on one side don't reach the other. Plain objects,
 * arrays, maps, sets, dates, bytes, primitives and references to nodes can be sent.
 * @param path How the message's author would name the place, such as `argument 1`.
 * @throws {UnsendableError} For functions, symbols, promises, live objects and cycles.
 */
export function copyForSending(value: unknown, path: string): unknown {
  switch (typeof value) {
    case "object":
      return value === null ? null : copyObject(value, path, []);
    case "function":
    case "symbol":
      throw new UnsendableError(`${path} is a ${typeof value}, which can't be sent; send data`);
    default:
      return value;
  }
}

function copyInner(value: unknown, path: string, within: object[]): unknown {
  return typeof value === "object" && value !== null ? copyObject(value, path, within) : copyForSending(value, path);
}

function copyObject(value: object, path: string, within: object[]): unknown {
  if (within.includes(value)) {
    throw new UnsendableError(`${path} contains itself, which can't be sent; send its parts by name`);
  }
  within.push(value);
  const copy = copyByType(value, path, within);
  within.pop();
  return copy;
}

function copyByType(value: object, path: string, within: object[]): unknown {
  if (Array.isArray(value)) return value.map((item, i) => copyInner(item, `${path}[${i}]`, within));
  if (isNodeReference(value)) return value;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) {
    const copy: Record<string, unknown> = {};
    for (const [key, item] of Object.entries(value)) {
      const part = copyInner(item, `${path}.${key}`, within);
      if (key === "__proto__") Object.defineProperty(copy, key, { value: part, enumerable: true });
      else copy[key] = part;
    }
    return copy;
  }
  if (value instanceof Map) {
    return new Map(
      [...value].map(([key, item], i) => [
        copyInner(key, `${path} (key ${i + 1})`, within),
        copyInner(item, `${path} (value ${i + 1})`, within),
      ]),
    );
  }
  if (value instanceof Set) {
    return new Set([...value].map((item, i) => copyInner(item, `${path} (element ${i + 1})`, within)));
  }
  if (value instanceof Date) return new Date(value.getTime());
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    return (value as Uint8Array).slice();
  }
  if (value instanceof Promise) {
    throw new UnsendableError(`${path} is a promise, which can't be sent; await it first`);
  }
  const type = (value.constructor as { name?: string } | undefined)?.name;
  throw new UnsendableError(
    `${path} is a live object${type ? ` (${type})` : ""}, which can't be sent; send its data, or a reference to a node`,
  );
}
