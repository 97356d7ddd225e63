import type { TraceEvent } from "./event.ts";
import { isSend } from "./event.ts";
import { flights } from "./flights.ts";
import type { Trace } from "./trace.ts";

/**
 * Why an event happened: the event, what made it happen, what made that happen, and so on back to the one that nothing
 * in the run led to. A handler leads to the message that called it, a message to the handler that sent it; between the
 * two stands what changed or held up the message on its way. Takes time linear in the length of the chain.
 * @returns Indices of events, from the event itself back.
 */
export function whyChain(trace: Trace, index: number): readonly number[] {
  const chain = [index];
  for (let event = trace.events[index]; ;) {
    const { cause } = event;
    // A cause is earlier than its effect; on a trace that was tampered with it may not be.
    if (cause === undefined || cause < 0 || cause >= event.index) return chain;
    for (const change of changesBefore(trace, event)) chain.push(change);
    chain.push(cause);
    event = trace.events[cause];
  }
}

/** What began a chain that ends in event `index`, in one sentence without a full stop. */
export function tellRoot(trace: Trace, index: number): string {
  const event = trace.events[index];
  const who = event.node === undefined ? "" : trace.nodes[event.node].name;
  switch (event.kind) {
    case "invoke":
    case "forge":
      return `It began here: the scenario lets ${who} do this`;
    case "start":
      return `It began here: the scenario has made ${who}`;
    case "timer":
      return `It began here: a timer of ${who} that the scenario set`;
    case "violation":
    case "end":
      return "No event led to this, only time that passed";
    default:
      return "It began here: the scenario's script did this";
  }
}

/** What had been done to the message of an event, latest first, other than to read it. */
function changesBefore(trace: Trace, event: TraceEvent): number[] {
  if (!("message" in event) || typeof event.message !== "number" || isSend(event)) return [];
  return flights(trace)
    [event.message].onWay.filter(({ kind, index }) => kind !== "tap" && index < event.index)
    .map(({ index }) => index)
    .reverse();
}
