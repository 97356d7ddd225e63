import { describe } from "../describe.ts";
import type { TraceEvent } from "../event.ts";
import { argumentsBefore, describeContent } from "../messages.ts";
import type { Trace } from "../trace.ts";
import { subject } from "./subject.ts";

/** Of a message, a note or a reason, so many UTF-16 units are searched. */
const LONGEST = 10_000;

const known = new WeakMap<Trace, SearchTexts>();

/** The texts of a run's events in which words are looked for. */
export function searchTexts(trace: Trace): SearchTexts {
  let texts = known.get(trace);
  if (!texts) {
    texts = new SearchTexts(trace);
    known.set(trace, texts);
  }
  return texts;
}

class SearchTexts {
  readonly #trace: Trace;
  /** Several words are looked for in one event after the other. */
  #last: { readonly index: number; readonly text: string } | undefined;

  constructor(trace: Trace) {
    this.#trace = trace;
  }

  /**
   * What can be said of an event, in lower case, a line for each piece: its sentence, whole message, note or reason as
   * far as the sentence shortens them, and the nodes between which the message goes.
   */
  of(event: TraceEvent): string {
    if (this.#last?.index !== event.index) {
      this.#last = { index: event.index, text: this.#compose(event).toLowerCase() };
    }
    return this.#last.text;
  }

  #compose(event: TraceEvent): string {
    const trace = this.#trace;
    const pieces = [describe(trace, event.index)];
    if (event.kind === "note") pieces.push(event.text);
    if (event.kind === "violation") pieces.push(event.message);
    if (event.kind === "drop" && event.why !== undefined) pieces.push(event.why);
    const message = subject(trace, event);
    if (message) {
      const args = argumentsBefore(trace, message.message, event.index);
      pieces.push(message.name, describeContent(trace, message, args, LONGEST));
      pieces.push(trace.nodes[message.node].name, trace.nodes[message.to].name);
    }
    return pieces.map((piece) => piece.slice(0, LONGEST)).join("\n");
  }
}
