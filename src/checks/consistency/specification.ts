import type { Value } from "../../trace/value.ts";
import type { Call, Operation } from "./operation.ts";

/** What a call does where it takes effect. */
export interface Effect {
  /** The state after it. */
  readonly state: Value;
  /** What it returns; absent where that doesn't matter. */
  readonly output?: Value;
}

/** What an object does if only one client at a time uses it. */
export interface Specification {
  readonly name: string;
  /** The state at first: of each part, where {@link key} tells parts apart. */
  readonly initial: Value;
  /** Its functions, and whether they only look or may change the state. */
  readonly functions: Readonly<Record<string, "read" | "update">>;
  /** What a call does to a state; nothing where it can't take effect. Depends on its arguments alone. */
  readonly step: (state: Value, call: Call) => Effect | undefined;
  /** The part of the state that the call is about, where parts have nothing to do with one another. */
  readonly key?: (call: Call) => Value;
  /**
   * The value with which an update replaces the whole state, nothing for any other update. Only for objects whose
   * reads return the whole state; where written values are unique, no search is needed then.
   */
  readonly overwrites?: (call: Call) => Value | undefined;
  /** Set if the updates of a history lead to few states, however often they are repeated. */
  readonly repeatable?: true;
  /**
   * Whether the update can be a reason for what the operation returned; any update can, unless this says otherwise.
   * Only needed to find small witnesses.
   */
  readonly explains?: (update: Operation, observation: Operation) => boolean;
}
