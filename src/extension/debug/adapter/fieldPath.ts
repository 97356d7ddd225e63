import { partsOf } from "../../../trace/parts.ts";
import type { Value } from "../../../trace/value.ts";

/** A field of a node, or a part of its value. */
export interface FieldPath {
  /** Name of the node. */
  readonly node: string;
  readonly field: string;
  /** Keys of parts within parts, as `partsOf` has them. */
  readonly keys: readonly string[];
}

/** A text that stands for a path, in this run and in others. */
export function toDataId({ node, field, keys }: FieldPath): string {
  return JSON.stringify([node, field, ...keys]);
}

/** The path that a text stands for; `undefined` when it stands for none. */
export function fromDataId(id: string): FieldPath | undefined {
  try {
    const parts: unknown = JSON.parse(id);
    if (!Array.isArray(parts) || parts.length < 2 || !parts.every((part) => typeof part === "string"))
      return undefined;
    const [node, field, ...keys] = parts;
    return { node, field, keys };
  } catch {
    return undefined;
  }
}

/** What a path leads to in the value of its field; `undefined` for nothing. */
export function follow(value: Value | undefined, { keys }: FieldPath): Value | undefined {
  return keys.reduce<Value | undefined>(
    (part, key) => (part === undefined ? undefined : partsOf(part)?.valueOf(key)),
    value,
  );
}

/** A path in words: `london.buyers[0]`. */
export function tellPath({ node, field, keys }: FieldPath): string {
  return `${node}.${field}${keys.map((key) => `[${key}]`).join("")}`;
}
