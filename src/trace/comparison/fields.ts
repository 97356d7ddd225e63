import type { TraceEvent } from "../event.ts";
import { FieldHistory } from "../fieldHistory.ts";
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
    return this.#fields(a, b).some((field) => !sameValue(after(this.#a, a, field), after(this.#b, b, field)));
  }

  /** The fields because of which {@link differ} says so. */
  differences(a: TraceEvent, b: TraceEvent): readonly FieldDifference[] {
    if (a.node === undefined || b.node === undefined) return [];
    return this.#fields(a, b).flatMap((field) => {
      const values = { a: after(this.#a, a, field), b: after(this.#b, b, field) };
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

/** The value of a field of the node of an event, after the event. */
function after(history: FieldHistory, event: TraceEvent, field: string): Value | undefined {
  const own = stateOf(event);
  return Object.hasOwn(own, field) ? own[field] : history.at(event.node!, field, event.index);
}

type State = Readonly<Record<string, Value>>;

const NONE: State = {};

function stateOf(event: TraceEvent): State {
  return (event.node === undefined ? undefined : event.state) ?? NONE;
}
