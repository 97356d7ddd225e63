import { isArrival, isSend, type TraceEvent } from "../event.ts";
import type { Trace } from "../trace.ts";
import type { Alignment } from "./alignment.ts";

/**
 * Finds the events without counterpart that stand for one another: the two ends of one message, then of one
 * operation of a client. Each event stands for at most one.
 * @returns For each event of the first run the one of the second; -1 for none.
 */
export function standIns(a: Trace, b: Trace, { toA, toB }: Alignment): Int32Array {
  const result = new Int32Array(a.events.length).fill(-1);
  const taken = new Uint8Array(b.events.length);
  const [sentA, sentB] = [sentOf(a), sentOf(b)];
  for (const what of [flightOf, operationOf]) {
    const ends = new Map<number, number>();
    for (const event of b.events) {
      const message = toA[event.index] < 0 && taken[event.index] === 0 ? what(event) : undefined;
      const send = message === undefined ? undefined : sentB[message];
      if (send !== undefined && !ends.has(send)) ends.set(send, event.index);
    }
    for (const event of a.events) {
      const message = toB[event.index] < 0 && result[event.index] < 0 ? what(event) : undefined;
      const send = message === undefined ? undefined : sentA[message];
      const end = send === undefined ? undefined : ends.get(toB[send]);
      if (end === undefined) continue;
      ends.delete(toB[send!]);
      result[event.index] = end;
      taken[end] = 1;
    }
  }
  return result;
}

/** The message whose flight the event ends. */
function flightOf(event: TraceEvent): number | undefined {
  return isArrival(event) ? event.message : undefined;
}

/** The request of the client's operation that the event ends. */
function operationOf(event: TraceEvent): number | undefined {
  return event.kind === "ok" || event.kind === "fail" || event.kind === "unknown" ? event.request : undefined;
}

/** The event that sent each message. */
function sentOf(trace: Trace): readonly number[] {
  const result: number[] = [];
  for (const event of trace.events) if (isSend(event)) result[event.message] = event.index;
  return result;
}
