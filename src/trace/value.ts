/**
 * A value of a scenario as a trace holds it: JSON, with an object whose only key begins with `$` for what JSON
 * has no word for. Plain objects whose keys begin with `$` are written as `$object`.
 */
export type Value =
  null | boolean | number | string | readonly Value[] | { readonly [key: string]: Value } | SpecialValue;

/** What JSON has no word for. */
export type SpecialValue =
  | { readonly $undefined: true }
  /** `NaN`, `Infinity`, `-Infinity`, `-0`. */
  | { readonly $number: string }
  | { readonly $bigint: string }
  /** Milliseconds since 1970. */
  | { readonly $date: number | null }
  | { readonly $map: readonly (readonly [Value, Value])[] }
  | { readonly $set: readonly Value[] }
  | { readonly $bytes: readonly number[] }
  /** A reference to a node, by name. */
  | { readonly $node: string }
  /** An object whose own keys begin with `$`, as pairs. */
  | { readonly $object: readonly (readonly [string, Value])[] }
  /** Something that can't be written: a function, a promise, a cycle. */
  | { readonly $opaque: string }
  /** Left out because the value is too large; says how much. */
  | { readonly $cut: string };
