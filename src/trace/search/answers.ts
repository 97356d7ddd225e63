import type { ReceiveEvent, TraceEvent } from "../event.ts";
import { flights } from "../flights.ts";
import { original } from "../messages.ts";
import type { Trace } from "../trace.ts";
import type { Criterion } from "./criterion.ts";

/**
 * Requests that nothing came back for: the request was lost, or the answer, or nobody answered, or it was still on its
 * way when the run ended. That an answer came too late for the caller does not count here.
 */
export const unanswered: Criterion = (trace) => {
  const answered = new Uint8Array(flights(trace).length);
  for (const event of trace.events) {
    const request = answers(trace, event);
    if (request !== undefined) answered[request] = 1;
  }
  return (event) => (event.kind === "call" || event.kind === "invoke") && answered[event.message] === 0;
};

/** The arrival of answers whose callers had stopped waiting for them. */
export const late: Criterion = (trace) => {
  const givenUp = new Map<number, number>();
  for (const event of trace.events) {
    if (event.kind === "timeout" || event.kind === "unknown") givenUp.set(event.request, event.index);
  }
  return (event) => {
    const request = answers(trace, event);
    return request !== undefined && event.index > (givenUp.get(request) ?? Infinity);
  };
};

/** From when a request left its program until its answer reached the caller's machine, in ms; of that answer's arrival. */
export function replyTime(trace: Trace, event: TraceEvent): number | undefined {
  const request = answers(trace, event);
  if (request === undefined) return undefined;
  const { time, arrived = time } = event as ReceiveEvent;
  return arrived - flights(trace)[request].send.time;
}

/** From when a message left its sender until it reached the receiver's machine, in ms; of its arrival. */
export function flightTime(trace: Trace, event: TraceEvent): number | undefined {
  if (!isReceive(event)) return undefined;
  const { time, leaves = time } = flights(trace)[event.message].send;
  return (event.arrived ?? event.time) - leaves;
}

/** The request whose answer arrives with this event. */
function answers(trace: Trace, event: TraceEvent): number | undefined {
  if (!isReceive(event)) return undefined;
  const first = original(trace, flights(trace)[event.message].send);
  return first.kind === "reply" ? first.request : undefined;
}

function isReceive(event: TraceEvent): event is ReceiveEvent {
  return event.kind === "deliver" || event.kind === "ok" || event.kind === "fail";
}
