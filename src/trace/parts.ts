import { canonical } from "./canonical.ts";
import { formatValue, shorten } from "./format.ts";
import { isSpecial } from "./special.ts";
import type { Value } from "./value.ts";

/** Longest label of a part. */
const LONGEST_LABEL = 40;

/** What a value consists of. Nothing is taken apart before it is asked for. */
export interface Parts {
  readonly kind: "list" | "object" | "map" | "set";
  readonly count: number;
  at(position: number): Part;
  /** The part with this key; `undefined` when there is none. */
  valueOf(key: string): Value | undefined;
}

/** One of the parts of a value. */
export interface Part {
  /** Tells it from the others: an object's key, a position in a list, else what stands for the key or the member. */
  readonly key: string;
  /** The key or position as it is shown; empty for a set's members. */
  readonly label: string;
  readonly value: Value;
}

/** The parts of a value; nothing for one that has none. */
export function partsOf(value: Value): Parts | undefined {
  if (value === null || typeof value !== "object") return undefined;
  if (Array.isArray(value)) return listParts(value as readonly Value[]);
  if (!isSpecial(value)) return entryParts(Object.entries(value));
  if ("$object" in value) return entryParts(value.$object);
  if ("$map" in value) {
    return keyed("map", value.$map.length, (position) => {
      const [key, item] = value.$map[position];
      return { key: canonical(key), label: formatValue(key, LONGEST_LABEL), value: item };
    });
  }
  if ("$set" in value) {
    return keyed("set", value.$set.length, (position) => {
      const item = value.$set[position];
      return { key: canonical(item), label: "", value: item };
    });
  }
  return undefined;
}

function listParts(list: readonly Value[]): Parts {
  return {
    kind: "list",
    count: list.length,
    at: (position) => ({ key: String(position), label: String(position), value: list[position] }),
    valueOf: (key) => list.at(Number(key)),
  };
}

function entryParts(entries: readonly (readonly [string, Value])[]): Parts {
  return keyed("object", entries.length, (position) => {
    const [key, value] = entries[position];
    return { key, label: shorten(key, LONGEST_LABEL), value };
  });
}

function keyed(kind: Parts["kind"], count: number, at: Parts["at"]): Parts {
  let byKey: Map<string, Value> | undefined;
  return {
    kind,
    count,
    at,
    valueOf(key) {
      if (!byKey) {
        byKey = new Map();
        for (let position = 0; position < count; position++) {
          const part = at(position);
          byKey.set(part.key, part.value);
        }
      }
      return byKey.get(key);
    },
  };
}
