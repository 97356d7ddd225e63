import { flights } from "../flights.ts";
import { argumentsOnArrival, original } from "../messages.ts";
import type { Trace } from "../trace.ts";
import type { Value } from "../value.ts";

/** How a request ended for who made it. */
export type Answer =
  | { readonly kind: "answered"; readonly event: number; readonly value: Value }
  /** The handler threw. */
  | { readonly kind: "refused"; readonly event: number; readonly error: Value }
  /** Who asked has stopped waiting; of a client that is all that can be known of it. */
  | { readonly kind: "timed out"; readonly event: number }
  /** Who asked has crashed or left meanwhile. */
  | { readonly kind: "forgotten"; readonly event: number }
  | { readonly kind: "waiting" };

const WAITING: Answer = { kind: "waiting" };

const known = new WeakMap<Trace, ReadonlyMap<number, Answer>>();

/** How each call of a node and each operation of a client ended, by the id of its request. Computed once per trace. */
export function answers(trace: Trace): ReadonlyMap<number, Answer> {
  let result = known.get(trace);
  if (result === undefined) {
    result = collect(trace);
    known.set(trace, result);
  }
  return result;
}

function collect(trace: Trace): Map<number, Answer> {
  const result = new Map<number, Answer>();
  /** Requests that wait, with who made them. */
  const open = new Map<number, number>();
  const close = (request: number, answer: Answer) => {
    // An answer that comes twice or too late changes nothing.
    if (open.delete(request)) result.set(request, answer);
  };
  for (const event of trace.events) {
    const { index } = event;
    switch (event.kind) {
      case "call":
      case "invoke":
        open.set(event.message, event.node);
        result.set(event.message, WAITING);
        break;
      case "ok":
        close(event.request, { kind: "answered", event: index, value: event.value });
        break;
      case "fail":
        close(event.request, { kind: "refused", event: index, error: event.error });
        break;
      case "unknown":
      case "timeout":
        close(event.request, { kind: "timed out", event: index });
        break;
      case "deliver": {
        if (open.size === 0) break;
        const reply = original(trace, flights(trace)[event.message].send);
        if (reply.kind !== "reply") break;
        const [value = { $undefined: true }] = argumentsOnArrival(trace, event.message);
        close(
          reply.request,
          reply.failed
            ? { kind: "refused", event: index, error: value }
            : { kind: "answered", event: index, value },
        );
        break;
      }
      case "crash":
      case "leave":
        for (const [request, node] of open)
          if (node === event.node) close(request, { kind: "forgotten", event: index });
        break;
      default:
    }
  }
  return result;
}
