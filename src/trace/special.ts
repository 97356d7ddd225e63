import type { SpecialValue, Value } from "./value.ts";

const SPECIAL = new Set<string>([
  "$undefined",
  "$number",
  "$bigint",
  "$date",
  "$map",
  "$set",
  "$bytes",
  "$node",
  "$object",
  "$opaque",
  "$cut",
]);

/** Whether the value is one that JSON has no word for. */
export function isSpecial(value: Value): value is SpecialValue {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return false;
  const keys = Object.keys(value);
  return keys.length === 1 && SPECIAL.has(keys[0]);
}
