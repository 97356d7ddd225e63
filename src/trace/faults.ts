import { describeGroups } from "./describe.ts";
import { isSend, type ClockVerb, type DropReason, type TraceEvent } from "./event.ts";
import { onLink, type Fault, type MessageFaultKind } from "./fault.ts";
import { flights } from "./flights.ts";
import { separates } from "./separation.ts";
import type { Trace } from "./trace.ts";

type Partition = Extract<TraceEvent, { kind: "partition" }>;

/** What befalls whom. */
type Blow = Pick<Fault, "kind" | "whom">;

/** The events of a run that are faults, in order. */
export function faultEvents({ events }: Trace): readonly number[] {
  return events.filter(isFault).map(({ index }) => index);
}

/**
 * The fault that an event is, or the one that shows in it: a message that a partition swallows stands for the
 * partition, one that finds its receiver down for the crash.
 * @returns Nothing where nothing is wrong, or what is wrong has no event of its own, such as a narrow link.
 */
export function faultOf(trace: Trace, index: number): Fault | undefined {
  const event = behind(trace, trace.events[index]);
  if (event === undefined || !isFault(event)) return undefined;
  const blow = blowOf(trace, event)!;
  const message = messageOf(event);
  return {
    ...blow,
    nth: message === undefined ? timesUntil(trace, event, blow) : placeOnLink(trace, message),
  };
}

/** Whether there is a fault to be found with {@link faultOf}, as far as the event alone tells. */
export function showsFault(event: TraceEvent): boolean {
  return isFault(event) || (event.kind === "drop" && isOfAnother(event.reason));
}

/** Whether a message was lost by what had happened before to somebody else. */
function isOfAnother(reason: DropReason): boolean {
  return reason === "partition" || reason === "receiver down";
}

function isFault(event: TraceEvent): boolean {
  switch (event.kind) {
    case "partition":
    case "hold":
    case "crash":
    case "pause":
    case "tamper":
    case "delay":
    case "duplicate":
      return true;
    case "slow":
      return event.by > 0;
    case "drop":
      return event.reason === "loss" || event.reason === "intercepted";
    case "clock":
      // Setting a clock right is no fault.
      return !mends(event.by) && (event.offset !== 0 || event.drift !== 0 || event.frozen === true);
    default:
      return false;
  }
}

function mends(verb: ClockVerb): verb is "thaw" | "sync" {
  return verb === "thaw" || verb === "sync";
}

function behind(trace: Trace, event: TraceEvent): TraceEvent | undefined {
  if (event.kind !== "drop") return event;
  const { send } = flights(trace)[event.message];
  const earlier = trace.events.slice(0, event.index);
  switch (event.reason) {
    case "partition":
      return unhealed(earlier).findLast((partition) => separates(partition, send.node, send.to));
    case "receiver down":
      return earlier.findLast(({ kind, node }) => kind === "crash" && node === send.to);
    default:
      return event;
  }
}

function blowOf(trace: Trace, event: TraceEvent): Blow | undefined {
  switch (event.kind) {
    case "partition":
    case "hold":
      return { kind: event.kind, whom: describeGroups(trace, event) };
    case "crash":
    case "pause":
      return { kind: event.kind, whom: trace.nodes[event.node].name };
    case "slow":
      return event.by > 0 ? { kind: "slow", whom: trace.nodes[event.node].name } : undefined;
    case "clock":
      return mends(event.by) ? undefined : { kind: event.by, whom: trace.nodes[event.node].name };
    case "drop":
      if (event.reason === "loss") return blowTo(trace, "loss", event.message);
      return event.reason === "intercepted" ? blowTo(trace, "drop", event.message) : undefined;
    case "tamper":
    case "delay":
      return blowTo(trace, event.kind, event.message);
    case "duplicate":
      return blowTo(trace, "duplicate", event.of);
    default:
      return undefined;
  }
}

function blowTo(trace: Trace, kind: MessageFaultKind, message: number): Blow {
  const { node, to, name } = flights(trace)[message].send;
  return { kind, whom: onLink(trace.nodes[node].name, trace.nodes[to].name, name) };
}

/** The message that a fault befalls. */
function messageOf(event: TraceEvent): number | undefined {
  if (event.kind === "duplicate") return event.of;
  return event.kind === "drop" || event.kind === "tamper" || event.kind === "delay"
    ? event.message
    : undefined;
}

function timesUntil(trace: Trace, { index, kind }: TraceEvent, blow: Blow): number {
  return trace.events.slice(0, index + 1).filter((event) => {
    const other = event.kind === kind ? blowOf(trace, event) : undefined;
    return other?.kind === blow.kind && other.whom === blow.whom;
  }).length;
}

/** How many messages of its name had been sent on its link when a message was, itself included; a second copy isn't sent. */
function placeOnLink(trace: Trace, message: number): number {
  const { send } = flights(trace)[message];
  return trace.events
    .slice(0, send.index + 1)
    .filter(
      (event) =>
        isSend(event) &&
        event.kind !== "duplicate" &&
        event.node === send.node &&
        event.to === send.to &&
        event.name === send.name,
    ).length;
}

function unhealed(events: readonly TraceEvent[]): readonly Partition[] {
  const open = new Map<number, Partition>();
  for (const event of events) {
    if (event.kind === "partition") open.set(event.cut, event);
    else if (event.kind === "heal") open.delete(event.cut);
  }
  return [...open.values()];
}
