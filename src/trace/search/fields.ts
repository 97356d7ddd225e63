import type { TraceEvent } from "../event.ts";
import type { Location, Trace } from "../trace.ts";
import { flightTime, replyTime } from "./answers.ts";
import { readBoundsOf, readTimeBounds, type Bounds } from "./bounds.ts";
import type { Criterion } from "./criterion.ts";
import { KIND_NAMES, ofKind } from "./kinds.ts";
import { namePattern } from "./namePattern.ts";
import { listNames, QueryError } from "./queryError.ts";
import { changesField, comparesField } from "./stateField.ts";
import { STRUCTURES } from "./structures.ts";
import { subject } from "./subject.ts";
import type { FieldTerm } from "./terms.ts";

/** Reads the value of a term. @throws {QueryError} When it makes no sense for the field. */
type Field = (term: FieldTerm) => Criterion;

/** The fields that every event may have. Any other name is one of a node's state, if something is compared with it. */
const FIELDS: Readonly<Record<string, Field>> = {
  /** On whose lifeline it happens. */
  node: (term) => ofNode(term, (_, event) => event.node),
  /** Who sent the message that it is about. */
  from: (term) => ofNode(term, (trace, event) => subject(trace, event)?.node),
  to: (term) => ofNode(term, (trace, event) => subject(trace, event)?.to),
  kind: (term) => {
    const test = ofKind(word(term).toLowerCase());
    if (test) return () => test;
    throw unknown("No kind of event is called", term, KIND_NAMES);
  },
  /** The method that the message asks for or answers. */
  type: (term) => {
    const matches = namePattern(word(term));
    return (trace) => (event) => {
      const message = subject(trace, event);
      return message !== undefined && matches(message.name);
    };
  },
  field: (term) => {
    const compared = /^([^=<>!]+)(=|!=|[<>]=?)(.+)$/s.exec(word(term));
    const [, name, operator, value] = compared ?? [];
    const test = compared
      ? comparesField({ ...term, name, operator: operator as FieldTerm["operator"], value })
      : changesField(term.value);
    return () => test;
  },
  line: (term) => {
    const [, file, line] = /^(?:(.*):)?([^:]*)$/s.exec(term.value)!;
    const bounds = readBoundsOf({ ...term, value: line }, "line:27 or line:shop.scenario.ts:27");
    return (trace) => {
      const wanted = trace.locations.map((location) => isAt(location, file, bounds));
      return ({ at }) => at !== undefined && wanted[at];
    };
  },
  at: (term) => {
    const bounds = readTimeBounds(term);
    return () => (event) => bounds(event.time);
  },
  reply: (term) => measured(readTimeBounds(term), replyTime),
  flight: (term) => measured(readTimeBounds(term), flightTime),
  is: (term) => {
    const name = word(term).toLowerCase();
    if (Object.hasOwn(STRUCTURES, name)) return STRUCTURES[name];
    throw unknown('Nothing is known as "is:…" by the name', term, Object.keys(STRUCTURES));
  },
};

/**
 * What a term looks for.
 *
 * @throws {QueryError} When there is no such field, or its value makes no sense.
 */
export function readField(term: FieldTerm): Criterion {
  const { name, operator, value, from } = term;
  if (Object.hasOwn(FIELDS, name.toLowerCase())) return FIELDS[name.toLowerCase()](term);
  if (operator !== ":") {
    const test = comparesField(term);
    return () => test;
  }
  throw new QueryError(
    `There is no field "${name}", only ${listNames(Object.keys(FIELDS), name)}; ` +
      `for a field of the state say ${name}=${value}, for text use quotation marks`,
    { from, to: from + name.length + (term.negated ? 1 : 0) },
  );
}

/** The value of a field that holds a word, not a number. */
function word({ name, operator, value, from, to }: FieldTerm): string {
  if (operator === ":" || operator === "=") return value;
  const mend =
    operator === "!=" ? `-${name}:${value}` : `${name}:${value}, or field:${name}${operator}${value}`;
  throw new QueryError(`"${name}" does not go with "${operator}"; say ${mend}`, { from, to });
}

function unknown(what: string, { value, valueSpan }: FieldTerm, names: readonly string[]): QueryError {
  return new QueryError(`${what} "${value}"; there are ${listNames(names, value)}`, valueSpan);
}

/** Events of which a certain node has the name that is looked for. */
function ofNode(term: FieldTerm, node: (trace: Trace, event: TraceEvent) => number | undefined): Criterion {
  const matches = namePattern(word(term));
  return (trace) => {
    const wanted = trace.nodes.map(({ name }) => matches(name));
    return (event) => wanted[node(trace, event) ?? -1] ?? false;
  };
}

function isAt({ file, line }: Location, wanted: string | undefined, bounds: Bounds): boolean {
  const there = wanted === undefined || file === wanted || file.endsWith(`/${wanted}`);
  return there && bounds(line);
}

function measured(
  bounds: Bounds,
  measure: (trace: Trace, event: TraceEvent) => number | undefined,
): Criterion {
  return (trace) => (event) => {
    const time = measure(trace, event);
    return time !== undefined && bounds(time);
  };
}
