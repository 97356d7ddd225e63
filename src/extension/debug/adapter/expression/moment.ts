import { argumentsBefore } from "../../../../trace/messages.ts";
import { listNames } from "../../../../trace/search/queryError.ts";
import { subject } from "../../../../trace/search/subject.ts";
import { isSpecial } from "../../../../trace/special.ts";
import type { Value } from "../../../../trace/value.ts";
import { Namespace, objectOf, type Datum } from "./datum.ts";
import { EventView } from "./eventView.ts";
import { ExpressionError } from "./expressionError.ts";
import { GLOBALS } from "./globals.ts";
import { NodeView } from "./nodeView.ts";
import type { Recording } from "./recording.ts";

/** What is known of the run at a moment, under its name and under `$` and its name. */
const OF_THE_RUN: Readonly<Record<string, (moment: Moment) => Datum>> = {
  time: ({ recording, step }) => recording.trace.events[step].time,
  event: (moment) => new EventView(moment),
  message: (moment) => moment.message,
  args: (moment) => moment.args,
  nodes: (moment) =>
    new Namespace(moment.recording.trace.nodes.map(({ name }, node) => [name, moment.node(node)])),
  seed: ({ recording }) => recording.trace.seed,
};

/** A moment of a run, and what expressions can name in it. */
export class Moment {
  readonly recording: Recording;
  /** Index of the event just after which it is. */
  readonly step: number;
  /** Index of the event that `event`, `message` and `args` are about: this one, or an earlier one on another node. */
  readonly event: number;
  /** Index of the node whose fields need no name in front of them. */
  readonly self: number | undefined;
  readonly #nodes: NodeView[] = [];

  constructor(recording: Recording, step: number, event = step) {
    this.recording = recording;
    this.step = step;
    this.event = event;
    this.self = recording.trace.events[event].node;
  }

  /** The same just before the event. */
  get before(): Moment {
    return new Moment(this.recording, this.event - 1, this.event);
  }

  /**
   * What a name means: a parameter of the handler, a field of the node at hand, a node, something of the run, a
   * function.
   */
  lookup(name: string): Datum {
    const parameter = this.recording.parameters(this.event).indexOf(name);
    if (parameter >= 0) return this.open((this.args as readonly Value[])[parameter] ?? { $undefined: true });
    const self = this.self === undefined ? undefined : this.node(this.self);
    const field = self?.field(name);
    if (field !== undefined) return this.open(field);
    const node = this.#named(name);
    if (node) return node;
    const special = name.startsWith("$") ? name.slice(1) : name;
    if (Object.hasOwn(OF_THE_RUN, special)) return OF_THE_RUN[special](this);
    if (special !== name && self) {
      if (special === "before") return this.before.node(this.self!);
      const own = self.get(name);
      if (own !== undefined) return own;
    }
    if (GLOBALS.has(name)) return GLOBALS.get(name);
    throw new ExpressionError(
      `Nothing here is called “${name}”; there are ${listNames(this.names(), name)}.`,
    );
  }

  /** The names that {@link lookup} knows, without the functions. */
  names(): readonly string[] {
    const own = this.self === undefined ? [] : this.node(this.self).fields();
    const nodes = this.recording.trace.nodes.map(({ name }) => identifier(name));
    const parameters = this.recording.parameters(this.event).filter((name) => name !== "");
    return [...new Set([...parameters, ...own, ...nodes, ...Object.keys(OF_THE_RUN)])];
  }

  /** A node or client as it is at this moment. */
  node(index: number): NodeView {
    return (this.#nodes[index] ??= new NodeView(this, index));
  }

  /** The datum that a value of the run stands for. */
  open(value: Value): Datum {
    if (typeof value !== "object" || value === null || !isSpecial(value)) return value;
    if ("$undefined" in value) return undefined;
    if ("$number" in value) return Number(value.$number);
    if ("$bigint" in value) return BigInt(value.$bigint);
    if ("$node" in value) return this.#named(value.$node) ?? value;
    return value;
  }

  /** The message that the event is about, as it was then; `undefined` for none. */
  get message(): Datum {
    const { trace } = this.recording;
    const send = subject(trace, trace.events[this.event]);
    if (!send) return undefined;
    return objectOf([
      ["name", send.name],
      ["from", { $node: trace.nodes[send.node].name }],
      ["to", { $node: trace.nodes[send.to].name }],
      ["args", this.args as Value],
      ["sent", send.time],
      ["kind", send.kind],
    ]);
  }

  /** What that message says. */
  get args(): Datum {
    const { trace } = this.recording;
    const send = subject(trace, trace.events[this.event]);
    return send && argumentsBefore(trace, send.message, this.event);
  }

  #named(name: string): NodeView | undefined {
    const { nodes } = this.recording.trace;
    let index = nodes.findIndex((node) => node.name === name);
    if (index < 0) index = nodes.findIndex((node) => identifier(node.name) === name);
    return index < 0 ? undefined : this.node(index);
  }
}

/** What a variable for a node of this name is called: `newYork` for `new-york`. */
export function identifier(name: string): string {
  return name.replace(
    /[^\p{ID_Continue}$]+(.)?/gu,
    (_, next: string | undefined) => next?.toUpperCase() ?? "",
  );
}
