import { lastUpTo } from "../../../../trace/ascending.ts";
import { conditionAt } from "../../../../trace/condition.ts";
import type { ClockReadings } from "../../../../trace/event.ts";
import { lifelines, type ProcessEvent } from "../../../../trace/lifelines.ts";
import type { Value } from "../../../../trace/value.ts";
import { objectOf, Reference, type Datum } from "./datum.ts";
import type { Moment } from "./moment.ts";

/** What there is to a node besides its fields: under `$` and the name; where no field is called so, without the `$` too. */
const OF_A_NODE: Readonly<Record<string, (node: NodeView) => Datum>> = {
  name: ({ name }) => name,
  /** As a scenario reads it. */
  state: (node) => node,
  condition: (node) => node.condition,
  wall: (node) => node.clocks?.wall,
  lamport: (node) => node.clocks?.lamport,
  vector: (node) => node.vector,
  hybrid: (node) => node.clocks?.hybrid,
};

/** The names in {@link NodeView} that are always there. */
export const NODE_NAMES: readonly string[] = Object.keys(OF_A_NODE).map((name) => `$${name}`);

/** A node or client at a moment: its fields, and what else is known of it. */
export class NodeView extends Reference {
  readonly #moment: Moment;
  readonly index: number;

  constructor(moment: Moment, index: number) {
    super();
    this.#moment = moment;
    this.index = index;
  }

  get name(): string {
    return this.#moment.recording.trace.nodes[this.index].name;
  }

  get condition(): string {
    return conditionAt(this.#moment.recording.trace, this.index, this.#moment.step);
  }

  /** The node's latest event up to now, with which its clocks went on; `undefined` before its first. */
  get latest(): ProcessEvent | undefined {
    const { recording, step } = this.#moment;
    const own = lifelines(recording.trace)[this.index];
    const last = lastUpTo(own, step);
    return last < 0 ? undefined : (recording.trace.events[own[last]] as ProcessEvent);
  }

  /** What the node's clocks show since then. */
  get clocks(): ClockReadings | undefined {
    return this.latest?.clocks;
  }

  /** The vector clock, by the names of the nodes. */
  get vector(): Value | undefined {
    const { clocks } = this;
    const { nodes } = this.#moment.recording.trace;
    return clocks && objectOf(nodes.map(({ name }, node) => [name, clocks.vector.at(node) ?? 0]));
  }

  /** Whether it has a field of that name. */
  has(field: string): boolean {
    return this.field(field) !== undefined;
  }

  get(name: string): Datum {
    const value = this.field(name);
    if (value !== undefined) return this.#moment.open(value);
    const known = name.startsWith("$") ? name.slice(1) : name;
    return Object.hasOwn(OF_A_NODE, known) ? OF_A_NODE[known](this) : undefined;
  }

  /** The names of its fields. */
  fields(): readonly string[] {
    return this.#moment.recording.history.fields(this.index).filter((field) => this.has(field));
  }

  keys(): readonly string[] {
    return this.fields();
  }

  toValue(): Value {
    return { $node: this.name };
  }

  /** The value of a field; `undefined` where it has none of that name. */
  field(name: string): Value | undefined {
    const { recording, step } = this.#moment;
    return recording.history.at(this.index, name, step);
  }
}
