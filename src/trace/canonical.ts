import { isSpecial } from "./special.ts";
import type { Value } from "./value.ts";

/**
 * A text that two values share exactly when they are equal by structure: the order of an object's keys, of a
 * set's members and of a map's entries does not count; the order of a list does.
 */
export function canonical(value: Value): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${(value as readonly Value[]).map(canonical).join()}]`;
  if (isSpecial(value)) {
    if ("$set" in value) return `{"$set":[${value.$set.map(canonical).sort().join()}]}`;
    if ("$map" in value) return `{"$map":[${pairs(value.$map).sort().join()}]}`;
    if ("$object" in value) return `{"$object":[${pairs(value.$object).sort().join()}]}`;
    return JSON.stringify(value);
  }
  const fields = Object.entries(value).map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`);
  return `{${fields.sort().join()}}`;
}

function pairs(entries: readonly (readonly [Value, Value])[]): string[] {
  return entries.map(([key, value]) => `${canonical(key)}:${canonical(value)}`);
}
