import { lastUpTo } from "./ascending.ts";
import type { Trace } from "./trace.ts";
import type { Value } from "./value.ts";

/** The public fields of one node at one moment. A field that the node no longer has is `{ $undefined: true }`. */
export type NodeState = Readonly<Record<string, Value>>;

/** Changes between two full copies of a node's fields. */
const CHECKPOINT_EVERY = 64;

/**
 * The state of every node after any event of a run.
 *
 * Going to any step takes a binary search and at most {@link CHECKPOINT_EVERY} small changes per node. What two
 * steps have in common is the same object, so that a view can tell by identity what changed.
 */
export class States {
  readonly #histories: readonly History[];

  constructor(trace: Trace) {
    this.#histories = trace.nodes.map(() => new History());
    for (const event of trace.events) {
      if (event.node === undefined || !event.state) continue;
      this.#histories[event.node].add(event.index, event.state, event.kind === "start");
    }
  }

  /** The fields of each node, in the order of `Trace.nodes`, after event `step`; `undefined` before it started. */
  at(step: number): readonly (NodeState | undefined)[] {
    return this.#histories.map((history) => history.at(step));
  }
}

/** What one node's fields were, over the run. */
class History {
  /** Indices of the events that changed something, ascending; parallel to `#changes`. */
  readonly #events: number[] = [];
  readonly #changes: NodeState[] = [];
  /** Full fields after change 0, {@link CHECKPOINT_EVERY}, 2 × {@link CHECKPOINT_EVERY}, … */
  readonly #checkpoints: NodeState[] = [];
  /** The fields after the latest change. */
  #latest = new Map<string, Value>();
  /** Where the last question led, since the next one is mostly the same or one further. */
  #cached: { readonly change: number; readonly state: NodeState } | undefined;

  add(event: number, change: NodeState, whole: boolean): void {
    if (whole) this.#latest.clear();
    for (const field in change) this.#latest.set(field, change[field]);
    // Unlike an assignment, this takes a field called "__proto__" as any other.
    if (this.#events.length % CHECKPOINT_EVERY === 0)
      this.#checkpoints.push(Object.fromEntries(this.#latest));
    this.#events.push(event);
    this.#changes.push(change);
  }

  at(step: number): NodeState | undefined {
    const change = lastUpTo(this.#events, step);
    if (change < 0) return undefined;
    if (this.#cached?.change !== change) this.#cached = { change, state: this.#compute(change) };
    return this.#cached.state;
  }

  #compute(change: number): NodeState {
    const checkpoint = Math.floor(change / CHECKPOINT_EVERY);
    let from = checkpoint * CHECKPOINT_EVERY;
    let state = this.#checkpoints[checkpoint];
    const cached = this.#cached;
    if (cached && cached.change >= from && cached.change < change) {
      from = cached.change;
      state = cached.state;
    }
    // Spread, not Object.assign: a field may be called "__proto__".
    for (let next = from + 1; next <= change; next++) state = { ...state, ...this.#changes[next] };
    return state;
  }
}
