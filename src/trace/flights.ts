import { isArrival, isOnWay, isSend } from "./event.ts";
import type { ArrivalEvent, SendEvent, WireEvent } from "./event.ts";
import type { Trace } from "./trace.ts";

/** The way of one message, from the event that sent it to the event that ended its flight. */
export interface Flight {
  /** Identity of the message, and the position in what {@link flights} returns. */
  readonly message: number;
  readonly send: SendEvent;
  /** What was done to it on its way, in order. */
  readonly onWay: readonly WireEvent[];
  /** Absent when the message was still on its way at the end of the run. */
  readonly end?: ArrivalEvent;
}

/** Shared by the many messages to which nothing is done. */
const NOTHING: readonly WireEvent[] = [];

const known = new WeakMap<Trace, readonly Flight[]>();

/** All messages of the run, indexed by message id. Computed once per trace. */
export function flights(trace: Trace): readonly Flight[] {
  let result = known.get(trace);
  if (!result) {
    result = collect(trace);
    known.set(trace, result);
  }
  return result;
}

function collect(trace: Trace): Flight[] {
  const result: { message: number; send: SendEvent; onWay: readonly WireEvent[]; end?: ArrivalEvent }[] = [];
  for (const event of trace.events) {
    if (isSend(event)) {
      result[event.message] = { message: event.message, send: event, onWay: NOTHING };
    } else if (isArrival(event)) {
      const flight = result.at(event.message);
      if (flight) flight.end = event;
    } else if (isOnWay(event)) {
      const flight = result.at(event.message);
      if (flight) flight.onWay = [...flight.onWay, event];
    }
  }
  return result;
}
