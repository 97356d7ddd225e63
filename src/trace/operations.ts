import { flights } from "./flights.ts";
import type { Trace } from "./trace.ts";

/** Which events belong to which operation of a client. */
export interface Operations {
  /** The `invoke` events, in order. */
  readonly invokes: readonly number[];
  /** For each event the position in {@link invokes} of the operation that led to it; -1 for none. */
  readonly of: Int32Array;
}

const known = new WeakMap<Trace, Operations>();

/**
 * To which operation of a client each event belongs: the one at which its chain of causes begins, through whatever
 * timers and handlers lie between. Computed once per trace, in time linear in the events.
 */
export function operations(trace: Trace): Operations {
  let result = known.get(trace);
  if (result === undefined) {
    result = collect(trace);
    known.set(trace, result);
  }
  return result;
}

function collect(trace: Trace): Operations {
  const invokes: number[] = [];
  const of = new Int32Array(trace.events.length).fill(-1);
  for (const event of trace.events) {
    const { index, cause } = event;
    if (event.kind === "invoke") of[index] = invokes.push(index) - 1;
    // A client that gives up does so because nothing came.
    else if (event.kind === "unknown") of[index] = of[flights(trace)[event.request].send.index];
    else if (cause !== undefined) of[index] = of[cause];
  }
  return { invokes, of };
}
