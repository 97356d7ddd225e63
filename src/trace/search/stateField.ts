import { formatPlain } from "../messages.ts";
import { isSpecial } from "../special.ts";
import type { Value } from "../value.ts";
import { inOrder, parseNumber } from "./bounds.ts";
import type { Test } from "./criterion.ts";
import { QueryError } from "./queryError.ts";
import type { FieldTerm } from "./terms.ts";

/**
 * Events that change a field of their node's state, where the dots of a path lead into its value: `buyers.0`,
 * `votes.london`, `log.length`.
 */
export function changesField(path: string): Test {
  const read = reader(path);
  return (event) => read(event) !== undefined;
}

/**
 * Events that change a field of their node's state so that it is then as the term says. `=` and `!=` compare with the
 * value as it is written, without regard to upper and lower case; `<`, `<=`, `>`, `>=` compare numbers.
 *
 * @throws {QueryError} When the order relative to something else than a number is asked for.
 */
export function comparesField({ name, operator, value, valueSpan }: FieldTerm): Test {
  const read = reader(name);
  const number = parseNumber(value);
  switch (operator) {
    case ":":
    case "=":
    case "!=": {
      const wanted = value.toLowerCase();
      const equals = (found: Value) =>
        (number !== undefined && numeric(found) === number) ||
        formatPlain(found, value.length).toLowerCase() === wanted;
      return (event) => {
        const found = read(event);
        return found !== undefined && equals(found) === (operator !== "!=");
      };
    }
    default: {
      if (number === undefined) {
        throw new QueryError(
          `"${value}" is no number, and "${operator}" compares numbers; text goes in quotation marks`,
          valueSpan,
        );
      }
      return (event) => {
        const found = read(event);
        const than = found === undefined ? undefined : numeric(found);
        return than !== undefined && inOrder(than, operator, number);
      };
    }
  }
}

/** Reads what an event has changed the field to; `undefined` where it changes no such field. */
function reader(path: string): (event: Parameters<Test>[0]) => Value | undefined {
  const [field, ...steps] = path.split(".");
  return (event) => {
    if (event.node === undefined || !event.state || !Object.hasOwn(event.state, field)) return undefined;
    let value: Value | undefined = event.state[field];
    for (const step of steps) if (value !== undefined) value = part(value, step);
    return value;
  };
}

/** What a value has under this name: a field, an element by its position, an entry by its key, or its size. */
function part(value: Value, name: string): Value | undefined {
  if (typeof value === "string") return name === "length" ? value.length : undefined;
  if (value === null || typeof value !== "object") return undefined;
  if (isList(value)) return name === "length" ? value.length : element(value, name);
  if (!isSpecial(value)) return Object.hasOwn(value, name) ? value[name] : undefined;
  if ("$map" in value) {
    return entry(value.$map, name) ?? (name === "size" ? value.$map.length : undefined);
  }
  if ("$set" in value) return name === "size" ? value.$set.length : element(value.$set, name);
  if ("$bytes" in value) return name === "length" ? value.$bytes.length : element(value.$bytes, name);
  return "$object" in value ? entry(value.$object, name) : undefined;
}

function element(list: readonly Value[], name: string): Value | undefined {
  return /^\d+$/.test(name) ? list.at(Number(name)) : undefined;
}

function entry(entries: readonly (readonly [Value, Value])[], name: string): Value | undefined {
  return entries.find(([key]) => formatPlain(key, name.length) === name)?.[1];
}

function numeric(value: Value): number | undefined {
  if (typeof value === "number") return value;
  if (value === null || typeof value !== "object" || isList(value) || !isSpecial(value)) return undefined;
  if ("$number" in value) return Number(value.$number);
  return "$bigint" in value ? Number(value.$bigint) : undefined;
}

/** `Array.isArray` that also narrows readonly arrays. */
function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}
