import type { TraceEvent } from "../trace/event.ts";
import type { ToWebview } from "./messages.ts";

/** So many events are written and read on their way in a few ms. */
const EVENTS = 2000;

/** A part of a message: what holds the run comes last, without the events that came before it. */
export type MessagePart =
  ToWebview | { readonly kind: "events"; readonly first: boolean; readonly events: readonly TraceEvent[] };

/** Takes a message apart that holds a long run: sent as one, it would keep both sides from all else. */
export function* takeApart(message: ToWebview): Generator<MessagePart, void> {
  if (!("trace" in message) || message.trace.events.length <= EVENTS) {
    yield message;
    return;
  }
  const { events } = message.trace;
  for (let from = 0; from < events.length; from += EVENTS) {
    yield { kind: "events", first: from === 0, events: events.slice(from, from + EVENTS) };
  }
  yield { ...message, trace: { ...message.trace, events: [] } };
}

/** Puts messages together again from the parts that come in. */
export class PartsJoiner {
  #events: TraceEvent[] = [];

  /** @returns the message that this part completes */
  add(part: MessagePart): ToWebview | undefined {
    if (part.kind === "events") {
      // What was begun before has been given up.
      if (part.first) this.#events = [];
      for (const event of part.events) this.#events.push(event);
      return undefined;
    }
    if (!("trace" in part) || part.trace.events.length > 0) return part;
    const events = this.#events;
    this.#events = [];
    return { ...part, trace: { ...part.trace, events } };
  }
}
