import type { Value } from "../trace/value.ts";

/** A piece of a document, and where it begins. */
export interface Form {
  readonly value: Value;
  /** From 1. */
  readonly line: number;
  /** The members, if it is a list. */
  readonly items?: readonly Form[];
}
