import type { Value } from "../trace/value.ts";

/** A node has decided the value of a slot. */
export interface Decision {
  /** Name of the node. */
  readonly node: string;
  readonly slot: Value;
  readonly value: Value;
}
