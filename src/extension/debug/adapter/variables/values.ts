import { sameValue } from "../../../../trace/comparison/content.ts";
import { partsOf, type Part, type Parts } from "../../../../trace/parts.ts";
import type { Value } from "../../../../trace/value.ts";
import { formatValue } from "../../../../trace/format.ts";
import { close, objectOf } from "../expression/datum.ts";
import type { Moment } from "../expression/moment.ts";
import { memberExpression, nodeExpression } from "../expression/write.ts";
import { containerOf, type Container, type Entry } from "./entry.ts";

/** An object of more fields than this is shown piece by piece, as a list is. */
const MANY_FIELDS = 1_000;

/** What is in an entry: the parts of its value, or the fields of the node that it refers to. */
export function inside(entry: Entry): Container | undefined {
  const node = referredNode(entry);
  if (node !== undefined) return fieldsOf(entry.moment, node);
  const parts = partsOf(entry.value);
  return parts && parts.count > 0 ? new PartsContainer(entry, parts) : undefined;
}

/**
 * The fields of a node.
 * @param expression An expression for the node.
 * @param before When to look at what has changed since.
 */
export function fieldsOf(
  moment: Moment,
  node: number,
  expression = nodeExpression(moment.node(node).name),
  before?: Moment,
): Container {
  const { recording, step } = moment;
  const { name } = moment.node(node);
  return containerOf(() =>
    moment
      .node(node)
      .fields()
      .map((field): Entry => {
        const value = recording.history.at(node, field, step)!;
        const old = before && recording.history.at(node, field, before.step);
        return {
          name: field,
          value,
          moment,
          ...(old !== undefined && !sameValue(old, value) && { before: old }),
          expression: memberExpression(expression, field),
          field: { node: name, field, keys: [] },
        };
      }),
  );
}

/** A node with its fields in one line, no longer than this. */
export function tellNode(moment: Moment, node: number, longest: number): string {
  const view = moment.node(node);
  const fields = view.fields().map((field) => [field, close(view.get(field))] as const);
  return formatValue(objectOf(fields), longest);
}

/** The node that a value refers to. */
function referredNode({ value, moment }: Entry): number | undefined {
  if (typeof value !== "object" || value === null || !("$node" in value)) return undefined;
  const index = moment.recording.trace.nodes.findIndex(({ name }) => name === value.$node);
  return index < 0 ? undefined : index;
}

/** The parts of a value. Those that have changed say so, those of something new are not new by themselves. */
class PartsContainer implements Container {
  readonly #whole: Entry;
  readonly #parts: Parts;
  readonly #old: Parts | undefined;

  constructor(whole: Entry, parts: Parts) {
    this.#whole = whole;
    this.#parts = parts;
    const old = whole.before === undefined ? undefined : partsOf(whole.before);
    this.#old = old?.kind === parts.kind ? old : undefined;
  }

  get count(): number {
    return this.#parts.count;
  }

  get indexed(): boolean {
    return this.#parts.kind !== "object" || this.count > MANY_FIELDS;
  }

  entries(from: number, to: number): Entry[] {
    const length = Math.max(0, Math.min(to, this.count) - from);
    return Array.from({ length }, (_, index) => this.#entry(from + index));
  }

  #entry(position: number): Entry {
    const { moment, field } = this.#whole;
    const part = this.#parts.at(position);
    const old = this.#old?.valueOf(part.key);
    const expression = this.#expression(part, position);
    return {
      name: part.label || String(position),
      value: part.value,
      moment,
      ...(old !== undefined && !sameValue(old, part.value) && { before: old }),
      ...(expression !== undefined && { expression }),
      ...(field && { field: { ...field, keys: [...field.keys, part.key] } }),
    };
  }

  #expression({ key }: Part, position: number): string | undefined {
    const { expression } = this.#whole;
    if (expression === undefined) return undefined;
    switch (this.#parts.kind) {
      case "list":
        return `${expression}[${key}]`;
      case "object":
        return memberExpression(expression, key);
      case "set":
        return `${expression}.values()[${position}]`;
      case "map":
        return `${expression}.values()[${position}]`;
    }
  }
}

/** What kind of value it is, in one word. */
export function typeOf(value: Value): string {
  if (value === null) return "null";
  if (typeof value !== "object") return typeof value;
  switch (partsOf(value)?.kind) {
    case "list":
      return "array";
    case "map":
      return "Map";
    case "set":
      return "Set";
    case "object":
      return "object";
    case undefined:
      return SPECIAL_TYPES[Object.keys(value)[0]] ?? "object";
  }
}

const SPECIAL_TYPES: Readonly<Record<string, string | undefined>> = {
  $undefined: "undefined",
  $number: "number",
  $bigint: "bigint",
  $date: "Date",
  $bytes: "Uint8Array",
  $node: "node",
  $opaque: "opaque",
  $cut: "cut",
};
