import type { SendEvent } from "../../trace/event.ts";
import { flights } from "../../trace/flights.ts";
import type { Interval } from "./intervals.ts";
import type { RunIndex } from "./runIndex.ts";

/** A way from one lifeline that is shown to another one, through nodes that are not. */
export interface Transit extends Interval {
  /** The message with which it begins. */
  readonly send: SendEvent;
  /** Indices of the hidden nodes on the way, in order. */
  readonly through: readonly number[];
}

/**
 * What hidden nodes pass on: a message to one of them and a message that its handler sends make one way. Of several
 * ways between the same two events there is one.
 */
export function transits({ trace, order }: Pick<RunIndex, "trace" | "order">): Transit[] {
  const shown = (node: number) => order.rank[node] >= 0;
  const all = flights(trace);
  /** For events on hidden nodes: the way on which they lie. */
  const ways = new Map<number, Omit<Transit, "to">>();
  const result: Transit[] = [];
  for (const { send, end } of all) {
    if (end === undefined || end.kind === "drop") continue;
    const way = shown(send.node)
      ? { send, from: send.index, through: [] }
      : send.cause === undefined
        ? undefined
        : ways.get(send.cause);
    if (way === undefined) continue;
    if (!shown(send.to)) ways.set(end.index, { ...way, through: [...way.through, send.to] });
    else if (way.through.length > 0) result.push({ ...way, to: end.index });
  }
  return result;
}
