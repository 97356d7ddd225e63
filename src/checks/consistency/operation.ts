import type { Value } from "../../trace/value.ts";

/** How an operation ended, as its client knows it. */
export type Outcome =
  /** It took effect. */
  | "ok"
  /** It did not. */
  | "failed"
  /** Nobody knows: it may take effect at any later time, or never. */
  | "unknown";

/** What a client asks an object to do. */
export interface Call {
  /** `read`, `write`, `cas`, … */
  readonly function: string;
  /** `null` where the function takes nothing. */
  readonly input: Value;
}

/** One operation of one client, as a history has it. */
export interface Operation extends Call {
  /** Who asked. A client has at most one operation under way, apart from those of unknown outcome. */
  readonly client: string;
  /** What came back; absent where that is not known or says nothing. */
  readonly output?: Value;
  readonly outcome: Outcome;
  /** Place among all invocations and completions of the history. */
  readonly invoked: number;
  /** The same for its completion; means nothing for an unknown outcome. */
  readonly completed: number;
}
