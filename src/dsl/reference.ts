import { nodeName } from "../trace/encode.ts";
import type { Fields, ReadOnly } from "./messages.ts";

declare const target: unique symbol;

/**
 * A reference to a node: enough to address a message to it, and nothing of its state. References may be kept in
 * fields and sent in messages.
 */
export interface Ref<T> {
  readonly name: string;
  /** Carries the type of the node's messages; there is nothing at run time. */
  readonly [target]?: T;
}

/** A node as the scenario sees it: the scenario alone sees everything. */
export interface NodeHandle<T> extends Ref<T> {
  /** The node's fields as they are now, to read. After a crash, what a restart would begin with. */
  readonly state: ReadOnly<Fields<T>>;
  /** Whether the node runs: it has not crashed, or has been restarted since. */
  readonly up: boolean;
}

/** What is behind a {@link Ref} and a {@link NodeHandle} at run time. */
export class Reference implements Ref<unknown> {
  readonly #view: { state(): object; up(): boolean };

  /** @param view How the scenario, and it alone, looks at the node. */
  constructor(
    readonly name: string,
    view: { state(): object; up(): boolean },
  ) {
    this.#view = view;
  }

  get [nodeName](): string {
    return this.name;
  }

  get state(): object {
    return this.#view.state();
  }

  get up(): boolean {
    return this.#view.up();
  }
}
