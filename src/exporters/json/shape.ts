import type { JsonPath } from "./place.ts";

/** What is wrong with a JSON value, and where in it. */
export interface Mismatch {
  readonly path: JsonPath;
  readonly message: string;
}

/** Says what is wrong with a JSON value; nothing when it has the shape. */
export type Shape = (value: unknown) => Mismatch | undefined;

/** A JSON object of any kind. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether the value is a JSON object. */
export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What is wrong with the value itself. */
export function mismatch(message: string): Mismatch {
  return { path: [], message };
}

/** The same, seen from the value around it. @param step A key, or an index. */
export function inside(step: string | number, { path, message }: Mismatch): Mismatch {
  return { path: [step, ...path], message };
}

export const text: Shape = (value) => (typeof value === "string" ? undefined : mismatch("must be a text"));

export const flag: Shape = (value) => (value === true ? undefined : mismatch("must be true or absent"));

export const boolean: Shape = (value) =>
  typeof value === "boolean" ? undefined : mismatch("must be true or false");

export const number: Shape = (value) => (Number.isFinite(value) ? undefined : mismatch("must be a number"));

/** A line or a column. */
export const ordinal: Shape = (value) =>
  Number.isSafeInteger(value) && (value as number) >= 1
    ? undefined
    : mismatch("must be a whole number from 1");

/** A whole number from 0 to below `end`. @param what What it counts, such as `node`. */
export function indexOf(what: string, end: () => number): Shape {
  return (value) => {
    if (typeof value !== "number" || !Number.isInteger(value) || value < 0) {
      return mismatch("must be a whole number from 0");
    }
    return value < end() ? undefined : mismatch(`there is no ${what} ${value}`);
  };
}

/** One of a few words. */
export function oneOf(...words: readonly string[]): Shape {
  return (value) =>
    typeof value === "string" && words.includes(value)
      ? undefined
      : mismatch(`must be one of ${words.map((word) => JSON.stringify(word)).join(", ")}`);
}

/** A list whose items all have the shape. */
export function list(item: Shape): Shape {
  return (value) => {
    if (!Array.isArray(value)) return mismatch("must be a list");
    for (const [index, one] of (value as readonly unknown[]).entries()) {
      const found = item(one);
      if (found) return inside(index, found);
    }
    return undefined;
  };
}

/** A list of so many items, each with a shape of its own. */
export function tuple(...items: readonly Shape[]): Shape {
  return (value) => {
    if (!Array.isArray(value) || value.length !== items.length)
      return mismatch(`must be a list of ${items.length}`);
    for (const [index, item] of items.entries()) {
      const found = item(value[index]);
      if (found) return inside(index, found);
    }
    return undefined;
  };
}

/** An object whose values all have the shape. */
export function record(field: Shape): Shape {
  return (value) => {
    if (!isFields(value)) return mismatch("must be an object");
    for (const [key, one] of Object.entries(value)) {
      const found = field(one);
      if (found) return inside(key, found);
    }
    return undefined;
  };
}

/** An object with these fields, and maybe others. */
export function object(
  required: Readonly<Record<string, Shape>>,
  optional: Readonly<Record<string, Shape>> = {},
): Shape {
  const requiredFields = Object.entries(required);
  const optionalFields = Object.entries(optional);
  return (value) => {
    if (!isFields(value)) return mismatch("must be an object");
    for (const [key, shape] of requiredFields) {
      if (!Object.hasOwn(value, key)) return { path: [key], message: "is missing" };
      const found = shape(value[key]);
      if (found) return inside(key, found);
    }
    for (const [key, shape] of optionalFields) {
      if (!Object.hasOwn(value, key)) continue;
      const found = shape(value[key]);
      if (found) return inside(key, found);
    }
    return undefined;
  };
}
