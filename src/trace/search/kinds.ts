import { isArrival, isOnWay, isSend, type EventKind } from "../event.ts";
import type { Test } from "./criterion.ts";

const KINDS: Readonly<Record<EventKind, true>> = {
  start: true,
  send: true,
  call: true,
  reply: true,
  duplicate: true,
  retransmit: true,
  forge: true,
  invoke: true,
  ok: true,
  fail: true,
  unknown: true,
  deliver: true,
  drop: true,
  tamper: true,
  delay: true,
  tap: true,
  timer: true,
  timeout: true,
  crash: true,
  restart: true,
  leave: true,
  pause: true,
  resume: true,
  slow: true,
  work: true,
  flush: true,
  belief: true,
  decide: true,
  clock: true,
  partition: true,
  heal: true,
  hold: true,
  release: true,
  note: true,
  violation: true,
  end: true,
};

/**
 * Whether something goes wrong that the nodes did not do themselves: in the network, with a machine or its clock, or by
 * an attacker. What follows from it, such as a message that ends at a partition, is none; nor is what mends it.
 */
export const isFault: Test = (event) => {
  switch (event.kind) {
    case "drop":
      return event.reason === "loss" || event.reason === "intercepted";
    case "slow":
      return event.by > 0;
    case "clock":
      return event.offset !== 0 || event.drift !== 0 || event.frozen === true;
    case "duplicate":
    case "forge":
    case "tamper":
    case "delay":
    case "tap":
    case "crash":
    case "leave":
    case "pause":
    case "partition":
    case "hold":
      return true;
    default:
      return false;
  }
};

const isReceipt: Test = ({ kind }) => kind === "deliver" || kind === "ok" || kind === "fail";

/** Kinds that are looked for together. */
const GROUPS: Readonly<Record<string, Test>> = {
  /** All that happens to messages. */
  message: (event) => isSend(event) || isArrival(event) || isOnWay(event),
  sending: isSend,
  receipt: isReceipt,
  /** How the operations of clients begin and end. */
  operation: ({ kind }) => kind === "invoke" || kind === "ok" || kind === "fail" || kind === "unknown",
  fault: isFault,
};

/** Names of all kinds of events, and of groups of them. */
export const KIND_NAMES: readonly string[] = [...Object.keys(GROUPS), ...Object.keys(KINDS)];

/** Whether an event is of the kind, or of one of the group, with this name. */
export function ofKind(name: string): Test | undefined {
  if (Object.hasOwn(GROUPS, name)) return GROUPS[name];
  return Object.hasOwn(KINDS, name) ? ({ kind }) => kind === name : undefined;
}
