import type { TraceEvent } from "../event.ts";
import type { Trace } from "../trace.ts";
import type { Value } from "../value.ts";
import { sameValue } from "./content.ts";

/** A field that has another value after an event than after its counterpart. */
export interface FieldDifference {
  readonly field: string;
  /** The value in the first and in the second run; absent when the node has no such field there. */
  readonly a?: Value;
  readonly b?: Value;
}

/** The state of two runs after events that are counterparts. */
export class FieldComparison {
  readonly #a: FieldHistory;
  readonly #b: FieldHistory;

  constructor(a: Trace, b: Trace) {
    this.#a = new FieldHistory(a);
    this.#b = new FieldHistory(b);
  }

  /** Whether a field that one of the two events changes has another value after the other. */
  differ(a: TraceEvent, b: TraceEvent): boolean {
    if (a.node === undefined || b.node === undefined) return false;
    if (!a.state && !b.state) return false;
    return this.#fields(a, b).some((field) => !sameValue(this.#a.after(a, field), this.#b.after(b, field)));
  }

  /** The fields because of which {@link differ} says so. */
  differences(a: TraceEvent, b: TraceEvent): readonly FieldDifference[] {
    if (a.node === undefined || b.node === undefined) return [];
    return this.#fields(a, b).flatMap((field) => {
      const values = { a: this.#a.after(a, field), b: this.#b.after(b, field) };
      return sameValue(values.a, values.b) ? [] : [{ field, ...values }];
    });
  }

  #fields(a: TraceEvent, b: TraceEvent): readonly string[] {
    const inA = stateOf(a);
    const inB = stateOf(b);
    const fields = Object.keys(inA);
    for (const field in inB) if (!Object.hasOwn(inA, field)) fields.push(field);
    return fields;
  }
}

type State = Readonly<Record<string, Value>>;

const NONE: State = {};

function stateOf(event: TraceEvent): State {
  return (event.node === undefined ? undefined : event.state) ?? NONE;
}

/** What each field of each node was, over a run. */
class FieldHistory {
  readonly #trace: Trace;
  /** For each node and field the events that changed it, ascending. Needed for few runs, so read when needed. */
  #changes: readonly Map<string, number[]>[] | undefined;

  constructor(trace: Trace) {
    this.#trace = trace;
  }

  /** The value of a field of the node of an event, after the event. */
  after(event: TraceEvent, field: string): Value | undefined {
    const own = stateOf(event);
    if (Object.hasOwn(own, field)) return own[field];
    this.#changes ??= this.#read();
    const changes = this.#changes[event.node!].get(field) ?? [];
    const last = lastUpTo(changes, event.index);
    return last < 0 ? undefined : stateOf(this.#trace.events[changes[last]])[field];
  }

  #read(): Map<string, number[]>[] {
    const result = this.#trace.nodes.map(() => new Map<string, number[]>());
    for (const event of this.#trace.events) {
      for (const field of Object.keys(stateOf(event))) {
        const changes = result[event.node!].get(field);
        if (changes) changes.push(event.index);
        else result[event.node!].set(field, [event.index]);
      }
    }
    return result;
  }
}

/** Position of the last number up to `limit`; -1 for none. */
function lastUpTo(ascending: readonly number[], limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle] <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
