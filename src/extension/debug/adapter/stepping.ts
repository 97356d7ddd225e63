import { isSend } from "../../../trace/event.ts";
import { flights } from "../../../trace/flights.ts";
import { argumentsBefore, describeContent } from "../../../trace/messages.ts";
import type { Trace } from "../../../trace/trace.ts";
import { whyChain } from "../../../trace/why.ts";
import type { Threads } from "./threads.ts";

/** Somewhere to step into. */
export interface Target {
  /** Index of the event. */
  readonly event: number;
  readonly label: string;
}

/**
 * Where a step into leads: to the other end of the message that is being sent, else to what the thread does next, else
 * to what happens next at all.
 */
export function stepInto(trace: Trace, threads: Threads, thread: number, step: number): number {
  const event = trace.events[step];
  const sends = isSend(event) && threads.of(step) === thread;
  const arrival = sends ? flights(trace)[event.message].end?.index : undefined;
  return arrival ?? threads.after(thread, step) ?? stepOver(trace, step);
}

/** Where a step out of an event leads: to what led to it; `undefined` where nothing in the run did. */
export function stepOut(trace: Trace, event: number): number | undefined {
  return whyChain(trace, event).at(1);
}

/** The next event, up to the last one. */
export function stepOver(trace: Trace, event: number): number {
  return Math.min(event + 1, trace.events.length - 1);
}

/** The other ends of all messages that an event sends, or that the handler sends which it begins. */
export function targetsOf(trace: Trace, event: number): Target[] {
  return trace.events.slice(event).flatMap((sent): Target[] => {
    if (!isSend(sent) || (sent.index !== event && sent.cause !== event)) return [];
    const { end } = flights(trace)[sent.message];
    if (!end) return [];
    const what = describeContent(trace, sent, argumentsBefore(trace, sent.message, end.index));
    const lost = end.kind === "drop" ? " (lost)" : "";
    return [{ event: end.index, label: `${what} → ${trace.nodes[sent.to].name}${lost}` }];
  });
}

/** How many events of a line one can choose from. */
const MOST_TARGETS = 50;

/** Of events of a line the nearest to a place in the run, those first that come after it. */
export function nearest(events: readonly number[], step: number): readonly number[] {
  const after = events.filter((event) => event > step);
  const before = events.filter((event) => event <= step).reverse();
  return [...after.slice(0, MOST_TARGETS), ...before.slice(0, MOST_TARGETS)];
}
