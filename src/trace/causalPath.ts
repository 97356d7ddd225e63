import { happensBefore } from "./happensBefore.ts";
import { isCopy, receivedFrom } from "./lifelines.ts";
import { original } from "./messages.ts";
import type { Trace } from "./trace.ts";

/** How one event could know of another. */
export interface CausalPath {
  /**
   * Indices of events from the one to the other: both ends of each message on the way, and no event more on any
   * lifeline. Where a copy of a message is what arrived, the copy stands between its ends.
   */
  readonly events: readonly number[];
  /** How many messages it takes; 0 on one lifeline. */
  readonly messages: number;
}

/** There is no way to this event. */
const NO_WAY = -1;

/**
 * A way of cause and effect from an earlier event to a later one, over the fewest messages; `undefined` where the
 * earlier one does not happen before the later one. Of several such ways it is one that stays where it is for as long
 * as it can.
 *
 * A trace lists causes before effects, so the shortest ways to all events between the two come from one pass over
 * them, as in any acyclic graph. Takes time and memory linear in the events between.
 */
export function shortestCausalPath(trace: Trace, earlier: number, later: number): CausalPath | undefined {
  if (earlier === later) return { events: [earlier], messages: 0 };
  if (!happensBefore(trace, earlier, later)) return undefined;
  const count = later - earlier + 1;
  const messages = new Int32Array(count).fill(NO_WAY);
  const from = new Int32Array(count).fill(NO_WAY);
  const latest = new Int32Array(trace.nodes.length).fill(NO_WAY);
  messages[0] = 0;
  for (let position = 0; position < count; position++) {
    const event = trace.events[earlier + position];
    if (event.node === undefined) continue;
    const copied = isCopy(event);
    if (position > 0) {
      const here = copied ? original(trace, event).index - earlier : latest[event.node];
      const there = (receivedFrom(trace, event)?.index ?? NO_WAY) - earlier;
      const stays = here >= 0 ? messages[here] : NO_WAY;
      const crosses = there >= 0 && messages[there] !== NO_WAY ? messages[there] + 1 : NO_WAY;
      const staying = stays !== NO_WAY && (crosses === NO_WAY || stays <= crosses);
      messages[position] = staying ? stays : crosses;
      from[position] = staying ? here : there;
    }
    if (!copied) latest[event.node] = position;
  }
  // The clocks of a trace that was tampered with may tell of a way that its messages don't go.
  if (messages[count - 1] === NO_WAY) return undefined;
  return { events: withoutStays(trace, earlier, from), messages: messages[count - 1] };
}

/** The way back from the last of these events, without those between the ends of a stay on a lifeline. */
function withoutStays(trace: Trace, earlier: number, from: Int32Array): number[] {
  const stays = (position: number) => {
    const event = trace.events[earlier + position];
    const before = trace.events[earlier + from[position]];
    return event.node === before.node && !isCopy(event) && !isCopy(before);
  };
  const way: number[] = [];
  let staying = false;
  for (let position = from.length - 1; position > 0; position = from[position]) {
    const stayed = staying;
    staying = stays(position);
    if (!stayed || !staying) way.push(earlier + position);
  }
  way.push(earlier);
  return way.reverse();
}
