import { describe } from "../../../trace/describe.ts";
import { flights } from "../../../trace/flights.ts";
import { argumentsOnArrival, describeContent, original } from "../../../trace/messages.ts";
import type { Trace } from "../../../trace/trace.ts";

/**
 * What an event is called in the call stack: `tokyo.sold("ana") ← london` for a handler, `london → tokyo: sold("ana")`
 * for what called it, a sentence for anything else.
 */
export function frameName(trace: Trace, index: number): string {
  const event = trace.events[index];
  const name = (node: number) => trace.nodes[node].name;
  switch (event.kind) {
    case "send":
    case "call":
    case "invoke":
    case "reply":
      return `${name(event.node)} → ${name(event.to)}: ${describeContent(trace, event)}`;
    case "deliver": {
      const { send } = flights(trace)[event.message];
      const first = original(trace, send);
      const what = describeContent(trace, send, argumentsOnArrival(trace, event.message));
      if (first.kind === "reply") return `${name(event.node)} ← ${name(first.node)}: ${what}`;
      return `${name(event.node)}.${what} ← ${name(first.node)}`;
    }
    default:
      return describe(trace, index);
  }
}
