import { mistake } from "../beliefs.ts";
import type { DropReason, EventKind, TraceEvent } from "../event.ts";
import { flights } from "../flights.ts";
import { original } from "../messages.ts";
import type { Trace } from "../trace.ts";
import { answers, type Answer } from "./answers.ts";
import { effects, type JudgedFault } from "./effects.ts";
import { fates } from "./fates.ts";

/** What a line can do; its events are counted by it. */
export type Doing =
  /** It sends one-way messages. */
  | "sent"
  /** It makes requests: calls of nodes, operations of clients. */
  | "called"
  /** A handler begins here, and handles messages. */
  | "handled"
  /** It sets timers, which fire. */
  | "fired"
  /** Nodes of the class that begins here start. */
  | "started"
  /** It does something to messages on their way. */
  | "intercepted"
  /** It lets something go wrong. */
  | "faulted"
  /** It mends that. */
  | "mended"
  /** It does something that only needs counting. */
  | "ran";

/** What became of something that a line did. */
export type Outcome =
  | "delivered"
  /** Delivered more than once. */
  | "repeated"
  | "under way"
  | `lost: ${DropReason}`
  | Answer["kind"]
  /** The handler threw. */
  | "failed"
  /** What a node states is not so. */
  | "wrong"
  | "dropped"
  | "delayed"
  | "tampered"
  | "read"
  | "duplicated"
  /** Messages that a fault cut off or that found nobody; that stood still; that had to wait. */
  | "cut"
  | "missed"
  | "held"
  | "waited";

const DOINGS: Partial<Readonly<Record<EventKind, Doing>>> = {
  start: "started",
  send: "sent",
  forge: "sent",
  call: "called",
  invoke: "called",
  work: "ran",
  flush: "ran",
  belief: "ran",
  decide: "ran",
  note: "ran",
  drop: "intercepted",
  delay: "intercepted",
  tamper: "intercepted",
  tap: "intercepted",
  duplicate: "intercepted",
  crash: "faulted",
  leave: "faulted",
  pause: "faulted",
  clock: "faulted",
  partition: "faulted",
  hold: "faulted",
  restart: "mended",
  resume: "mended",
  heal: "mended",
  release: "mended",
};

/** What the line of an event did with it; `undefined` for what is the outcome of an earlier event. */
export function doingOf(trace: Trace, event: TraceEvent): Doing | undefined {
  switch (event.kind) {
    case "deliver":
      return original(trace, flights(trace)[event.message].send).kind === "reply" ? undefined : "handled";
    case "timer":
      return event.name === "work" ? undefined : event.name === "sleep" ? "ran" : "fired";
    case "slow":
      return event.by > 0 ? "faulted" : "mended";
    default:
      return DOINGS[event.kind];
  }
}

const INTERCEPTED: Partial<Readonly<Record<EventKind, Outcome>>> = {
  drop: "dropped",
  delay: "delayed",
  tamper: "tampered",
  tap: "read",
  duplicate: "duplicated",
};

/** What became of what an event did, other than what {@link hitsOf} tells of faults. */
export function outcomesOf(trace: Trace, event: TraceEvent): readonly Outcome[] {
  switch (event.kind) {
    case "send":
    case "forge": {
      const fate = fates(trace)[event.message];
      if (fate.kind === "lost") return [`lost: ${fate.reason}`];
      if (fate.kind === "under way") return ["under way"];
      return fate.times > 1 ? ["delivered", "repeated"] : ["delivered"];
    }
    case "call":
    case "invoke":
      return [answers(trace).get(event.message)!.kind];
    case "belief":
      return mistake(trace, event) === undefined ? [] : ["wrong"];
    default: {
      const done = INTERCEPTED[event.kind];
      return done === undefined ? [] : [done];
    }
  }
}

const HIT: Readonly<Record<JudgedFault["kind"], Outcome>> = {
  partition: "cut",
  crash: "missed",
  leave: "missed",
  hold: "held",
  pause: "waited",
  slow: "waited",
};

/** What a fault did: what became of it, and the events that show it. */
export function hitsOf(trace: Trace, fault: JudgedFault): { outcome: Outcome; events: readonly number[] } {
  return { outcome: HIT[fault.kind], events: effects(trace).get(fault.index)! };
}
