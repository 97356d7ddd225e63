import { describe } from "../../../../trace/describe.ts";
import { encode } from "../../../../trace/encode.ts";
import type { Value } from "../../../../trace/value.ts";
import { objectOf, Reference, type Datum } from "./datum.ts";
import type { Moment } from "./moment.ts";

/** What is to be had by other names, and what only tells things of the trace apart. */
const LEFT_OUT = new Set([
  ...[
    "index",
    "cause",
    "at",
    "clocks",
    "state",
    "message",
    "request",
    "of",
    "cut",
    "hold",
    "check",
    "groups",
  ],
]);

/** Fields that hold the index of a node. */
const NODES = new Set(["node", "to", "as", "about"]);

/** What an event has besides its own fields. */
const OF_AN_EVENT: Readonly<Record<string, (moment: Moment) => Value>> = {
  /** As it is counted wherever one sees it, from 1. */
  number: ({ event }) => event + 1,
  text: ({ recording, event }) => describe(recording.trace, event),
};

/** The event of a moment: its number, its sentence as `text`, and its fields, with nodes instead of their indices. */
export class EventView extends Reference {
  readonly #moment: Moment;

  constructor(moment: Moment) {
    super();
    this.#moment = moment;
  }

  get(name: string): Datum {
    return this.keys().includes(name) ? this.#moment.open(this.#part(name)) : undefined;
  }

  keys(): readonly string[] {
    const fields = Object.entries(this.#event).filter(
      ([name, value]) => value !== undefined && !LEFT_OUT.has(name),
    );
    return [...new Set([...Object.keys(OF_AN_EVENT), ...fields.map(([name]) => name)])];
  }

  toValue(): Value {
    return objectOf(this.keys().map((name) => [name, this.#part(name)]));
  }

  get #event(): object {
    return this.#moment.recording.trace.events[this.#moment.event];
  }

  #part(name: string): Value {
    if (Object.hasOwn(OF_AN_EVENT, name)) return OF_AN_EVENT[name](this.#moment);
    const value = encode((this.#event as Readonly<Record<string, unknown>>)[name]);
    return NODES.has(name) && typeof value === "number"
      ? { $node: this.#moment.recording.trace.nodes[value].name }
      : value;
  }
}
