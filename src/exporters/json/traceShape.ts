import { FAULT_KINDS } from "../../trace/fault.ts";
import { isOnWay } from "../../trace/event.ts";
import type { ClockVerb, DropReason, EventKind, TraceEvent } from "../../trace/event.ts";
import { shorten } from "../../trace/format.ts";
import { isSpecial } from "../../trace/special.ts";
import { LATEST_TIME } from "../../trace/trace.ts";
import type { CheckKind } from "../../trace/trace.ts";
import type { Value } from "../../trace/value.ts";
import {
  boolean,
  flag,
  indexOf,
  inside,
  isFields,
  list,
  mismatch,
  number,
  object,
  oneOf,
  ordinal,
  record,
  text,
  tuple,
} from "./shape.ts";
import type { Fields, Mismatch, Shape } from "./shape.ts";

/** How long the lists of the trace are, so that indices into them can be checked. */
export interface Sizes {
  readonly nodes: number;
  readonly locations: number;
  readonly events: number;
  readonly checks: number;
}

/** Characters that are quoted of what is wrong. */
const QUOTED = 40;

const DROP_REASONS: readonly DropReason[] = [
  "loss",
  "partition",
  "receiver down",
  "receiver gone",
  "queue full",
  "intercepted",
  "rejected",
  "connection reset",
];

const CLOCK_VERBS: readonly ClockVerb[] = ["offset", "drift", "jump", "freeze", "thaw", "sync"];

const CHECK_KINDS: readonly CheckKind[] = [
  "always",
  "eventually",
  "sometimes",
  "at end",
  "agree",
  "answered",
  "agreement",
  "validity",
  "termination",
  "suspicions",
  "no inversion",
];

const location = object({ file: text, line: ordinal, column: ordinal });
const error = object({ message: text }, { location });
const fault = object({ kind: oneOf(...FAULT_KINDS), whom: text, nth: ordinal });
const without: Shape = (json) => (json === "faults" ? undefined : fault(json));

/** The fields of a trace around its events, and their shapes. */
export function headShape({ nodes, events }: Sizes): Shape {
  const event = indexOf("event", () => events);
  const moment: Shape = (json) => (json === -1 ? undefined : event(json));
  const copy = object({ event: moment, node: indexOf("node", () => nodes) }, { value });
  const check = object(
    {
      name: text,
      kind: oneOf(...CHECK_KINDS),
      status: oneOf("passed", "violated", "warning", "undecided"),
      expected: boolean,
      message: text,
    },
    { event, time: number, location, copies: list(copy), tolerated: flag },
  );
  return object(
    {
      scenario: text,
      file: text,
      seed: number,
      status: oneOf("passed", "failed", "error", "stopped"),
      nodes: list(object({ name: text, kind: oneOf("node", "client"), type: text })),
      locations: list(location),
      checks: list(check),
      bill: billShape(event),
      hash: text,
    },
    { error, without },
  );
}

function billShape(event: Shape): Shape {
  const cost = { from: event, to: event, messages: number, rounds: number, latency: number, waiting: number };
  return object({
    messages: number,
    lost: number,
    operations: list(object({ ...cost, outcome: oneOf("ok", "fail", "unknown") })),
    decisions: list(object({ ...cost, slot: value, deciders: number, settled: number })),
  });
}

/** The shape of the events, to be applied to each in order: some of it depends on the events before. */
export function eventShape(sizes: Sizes): Shape {
  let next = 0;
  let time = -Infinity;
  let sent = 0;
  const underWay = new Set<number>();
  const shapes = eventShapes(
    sizes,
    () => sent,
    () => next,
  );
  return (event) => {
    if (!isFields(event)) return mismatch("must be an object");
    const { kind } = event;
    const shape =
      typeof kind === "string" && Object.hasOwn(shapes, kind) ? shapes[kind as EventKind] : undefined;
    if (!shape)
      return {
        path: ["kind"],
        message: `${shorten(JSON.stringify(kind ?? null), QUOTED)} is no kind of event`,
      };
    const found = shape(event);
    if (found) return found;
    if (event.index !== next)
      return { path: ["index"], message: `must be ${next}: the events are out of order` };
    if ((event.time as number) > LATEST_TIME)
      return { path: ["time"], message: `is beyond ${LATEST_TIME} ms, the latest time there is` };
    if ((event.time as number) < time)
      return { path: ["time"], message: "is before that of the previous event" };
    next++;
    time = event.time as number;
    const wrong = followMessage(event, sent, underWay);
    if ("arrival" in event) sent++;
    return wrong;
  };
}

/** Messages are numbered as they are sent, and each ends at most once. */
function followMessage(event: Fields, sent: number, underWay: Set<number>): Mismatch | undefined {
  const message = event.message as number;
  if ("arrival" in event) {
    if (message !== sent)
      return { path: ["message"], message: `must be ${sent}: messages are numbered as they are sent` };
    underWay.add(message);
  } else if ("message" in event && event.kind !== "violation") {
    if (!(isOnWay(event as unknown as TraceEvent) ? underWay.has(message) : underWay.delete(message)))
      return { path: ["message"], message: `message ${message} is not under way` };
  }
  return undefined;
}

function eventShapes(
  sizes: Sizes,
  sent: () => number,
  next: () => number,
): Readonly<Record<EventKind, Shape>> {
  const node = indexOf("node", () => sizes.nodes);
  const message = indexOf("message", sent);
  const always = { index: number, time: number };
  const sometimes = { cause: indexOf("earlier event", next), at: indexOf("location", () => sizes.locations) };
  const clocks = object({
    wall: number,
    lamport: number,
    vector: list(number),
    hybrid: tuple(number, number),
  });
  const onNode = (fields: Readonly<Record<string, Shape>> = {}, more: Readonly<Record<string, Shape>> = {}) =>
    object({ ...always, node, clocks, ...fields }, { ...sometimes, state: record(value), ...more });
  const onWorld = (
    fields: Readonly<Record<string, Shape>> = {},
    more: Readonly<Record<string, Shape>> = {},
  ) => object({ ...always, ...fields }, { ...sometimes, ...more });
  const envelope = { message: number, to: node, name: text, args: list(value), arrival: number };
  const queued = { leaves: number, size: number };
  const groups = list(list(node));
  const noteOnNode = onNode({ text });
  const noteOnWorld = onWorld({ text });
  return {
    start: onNode(),
    send: onNode(envelope, queued),
    call: onNode(envelope, queued),
    reply: onNode({ ...envelope, request: message }, { ...queued, failed: flag }),
    duplicate: onNode({ ...envelope, of: message }, queued),
    retransmit: onNode({ ...envelope, of: message }, queued),
    forge: onNode({ ...envelope, as: node }, queued),
    invoke: onNode(envelope, queued),
    ok: onNode({ message, request: message, value }, { arrived: number }),
    fail: onNode({ message, request: message, error: text }, { arrived: number }),
    unknown: onNode({ request: message }),
    deliver: onNode({ message }, { arrived: number }),
    drop: onWorld({ message, reason: oneOf(...DROP_REASONS) }, { why: text }),
    tamper: onWorld({ message, before: list(value), after: list(value) }),
    delay: onWorld({ message, by: number }),
    tap: onNode({ message }),
    timer: onNode({ name: text }, { due: number }),
    timeout: onNode({ request: message }),
    crash: onNode({}, { amnesia: flag }),
    restart: onNode(),
    leave: onNode(),
    pause: onNode(),
    resume: onNode(),
    slow: onNode({ by: number }),
    work: onNode({ until: number }),
    flush: onNode(),
    belief: onNode({ about: node, belief: text }),
    decide: onNode({ slot: value, value }),
    clock: onNode({ by: oneOf(...CLOCK_VERBS), offset: number, drift: number }, { frozen: flag }),
    partition: onWorld({ cut: number, groups }, { oneWay: flag, ring: flag }),
    heal: onWorld({ cut: number }),
    hold: onWorld({ hold: number, groups }),
    release: onWorld({ hold: number }),
    note: (event) => (isFields(event) && "node" in event ? noteOnNode : noteOnWorld)(event),
    violation: onWorld({ check: indexOf("check", () => sizes.checks), message: text }),
    end: onWorld(),
  };
}

/** Any value of a scenario; see {@link Value}. */
function value(json: unknown): Mismatch | undefined {
  if (typeof json !== "object" || json === null) return undefined;
  if (Array.isArray(json)) return values(json);
  // Whatever is left is an object, so it is a value or one of the special ones, which are told by their keys.
  return isSpecial(json as Value) ? special(json) : fields(json);
}

const values: Shape = list(value);
const fields: Shape = record(value);

const SPECIAL: Readonly<Record<string, Shape>> = {
  $undefined: flag,
  $number: text,
  $bigint: text,
  $date: (json) => (json === null ? undefined : number(json)),
  $map: list(tuple(value, value)),
  $set: values,
  $bytes: list(number),
  $node: text,
  $object: list(tuple(text, value)),
  $opaque: text,
  $cut: text,
};

function special(json: object): Mismatch | undefined {
  const [[key, inner]] = Object.entries(json) as [string, unknown][];
  const found = SPECIAL[key](inner);
  return found && inside(key, found);
}
