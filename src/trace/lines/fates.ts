import type { DropReason, SendEvent } from "../event.ts";
import { flights } from "../flights.ts";
import { original } from "../messages.ts";
import type { Trace } from "../trace.ts";

/** What became of a message, its copies included: it arrived, it got lost, or it is still on its way at the end. */
export type Fate =
  | {
      readonly kind: "arrived";
      /** Index of the event with which the first one of it arrived. */
      readonly event: number;
      /** How often it arrived. */
      readonly times: number;
    }
  | { readonly kind: "lost"; readonly event: number; readonly reason: DropReason; readonly why?: string }
  | { readonly kind: "under way" };

const UNDER_WAY: Fate = { kind: "under way" };

const known = new WeakMap<Trace, readonly Fate[]>();

/**
 * What became of each message, by its id. A message that got lost has arrived if a copy of it has: its sender doesn't
 * care which. Computed once per trace.
 */
export function fates(trace: Trace): readonly Fate[] {
  let result = known.get(trace);
  if (result === undefined) {
    result = collect(trace);
    known.set(trace, result);
  }
  return result;
}

function collect(trace: Trace): Fate[] {
  const all = flights(trace);
  const result = all.map(({ end }): Fate => {
    if (end === undefined) return UNDER_WAY;
    if (end.kind !== "drop") return { kind: "arrived", event: end.index, times: 1 };
    const { index: event, reason, why } = end;
    return { kind: "lost", event, reason, ...(why !== undefined && { why }) };
  });
  for (const { send, message } of all) {
    if (send.kind !== "duplicate" && send.kind !== "retransmit") continue;
    const first: SendEvent = original(trace, send);
    result[first.message] = together(result[first.message], result[message]);
  }
  return result;
}

/** What became of a message and another copy of it. */
function together(a: Fate, b: Fate): Fate {
  if (a.kind === "arrived" && b.kind === "arrived")
    return { kind: "arrived", event: Math.min(a.event, b.event), times: a.times + b.times };
  if (a.kind === "arrived" || b.kind === "arrived") return a.kind === "arrived" ? a : b;
  if (a.kind === "lost" && b.kind === "lost") return a.event > b.event ? a : b;
  return UNDER_WAY;
}
