import type { Value } from "../trace/value.ts";

/** Something that a process did, as it was recorded: it began an operation, or learnt how it ended. */
export interface Entry {
  readonly process: string;
  /** `info`: nobody knows how it ended. */
  readonly type: "invoke" | "ok" | "fail" | "info";
  readonly function: string;
  /** Absent where the record has no key apart from the value. */
  readonly key?: Value;
  readonly value: Value;
  /** From 1. */
  readonly line: number;
}
