import { flights } from "../../../../trace/flights.ts";
import { original } from "../../../../trace/messages.ts";
import { namePattern } from "../../../../trace/search/namePattern.ts";
import { listNames } from "../../../../trace/search/queryError.ts";
import type { Trace } from "../../../../trace/trace.ts";
import type { Place } from "./trap.ts";

/**
 * Where messages of a name are handled: `sold`, only by nodes of a class `Shop.sold`, only by one node `tokyo.sold`.
 * `*` stands for any part of a name.
 */
export function placeOfMessage(trace: Trace, name: string): Place {
  const dot = name.lastIndexOf(".");
  const isMessage = namePattern(name.slice(dot + 1).trim());
  const isOwner = dot < 0 ? () => true : namePattern(name.slice(0, dot).trim());
  const owners = trace.nodes.map((node) => isOwner(node.name) || isOwner(node.type));
  const events = handled(trace)
    .filter((handling) => owners[handling.node] && isMessage(handling.name))
    .map(({ event }) => event);
  if (events.length > 0) return { events, shown: { verified: true } };
  const names = [...new Set(handled(trace).map((handling) => handling.name))];
  const known = names.length > 0 ? `; there are ${listNames(names, name.slice(dot + 1))}` : "";
  return { events, shown: { verified: false, message: `No node handles “${name}” in this run${known}.` } };
}

interface Handling {
  readonly event: number;
  readonly node: number;
  /** Of the message. */
  readonly name: string;
}

function handled(trace: Trace): Handling[] {
  return trace.events.flatMap((event): Handling[] => {
    if (event.kind !== "deliver") return [];
    const send = original(trace, flights(trace)[event.message].send);
    return send.kind === "reply" ? [] : [{ event: event.index, node: event.node, name: send.name }];
  });
}
