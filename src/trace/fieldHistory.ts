import { lastUpTo } from "./ascending.ts";
import type { Trace } from "./trace.ts";
import type { Value } from "./value.ts";

const NEVER: readonly number[] = [];

/**
 * What each field of each node was, over a run: the value of one field after any event takes a binary search, in
 * whatever order it is asked for.
 */
export class FieldHistory {
  readonly #trace: Trace;
  /** For each node and field the events that changed it, ascending. Needed for few runs, so read when needed. */
  #changes: readonly Map<string, number[]>[] | undefined;

  constructor(trace: Trace) {
    this.#trace = trace;
  }

  /** The names of all fields that a node has at some time, in the order in which it got them. */
  fields(node: number): readonly string[] {
    return [...this.#all[node].keys()];
  }

  /** Indices of the events that changed a field of a node, its start included, ascending. */
  changes(node: number, field: string): readonly number[] {
    return this.#all[node].get(field) ?? NEVER;
  }

  /** The value of a field of a node after event `step`; `undefined` where it has none yet. */
  at(node: number, field: string, step: number): Value | undefined {
    const changes = this.changes(node, field);
    const last = lastUpTo(changes, step);
    return last < 0 ? undefined : stateOf(this.#trace, changes[last])[field];
  }

  get #all(): readonly Map<string, number[]>[] {
    return (this.#changes ??= read(this.#trace));
  }
}

function read(trace: Trace): Map<string, number[]>[] {
  const result = trace.nodes.map(() => new Map<string, number[]>());
  for (const { node, index } of trace.events) {
    if (node === undefined) continue;
    for (const field of Object.keys(stateOf(trace, index))) {
      const changes = result[node].get(field);
      if (changes) changes.push(index);
      else result[node].set(field, [index]);
    }
  }
  return result;
}

const NOTHING: Readonly<Record<string, Value>> = {};

function stateOf(trace: Trace, index: number): Readonly<Record<string, Value>> {
  const event = trace.events[index];
  return (event.node === undefined ? undefined : event.state) ?? NOTHING;
}
