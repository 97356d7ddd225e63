import { mistake } from "../trace/beliefs.ts";
import { describeClock } from "../trace/clockSetting.ts";
import { describeDecision, describeGroups } from "../trace/describe.ts";
import type { TraceEvent } from "../trace/event.ts";
import { formatTime } from "../trace/format.ts";
import { describeRequest } from "../trace/messageSentences.ts";
import type { Trace } from "../trace/trace.ts";

/** Kinds of events that a picture tells in a few words, where it draws others as arrows or tells them in its own way. */
export type CaptionedKind =
  | "timer"
  | "timeout"
  | "unknown"
  | "start"
  | "crash"
  | "restart"
  | "leave"
  | "pause"
  | "resume"
  | "slow"
  | "work"
  | "flush"
  | "belief"
  | "decide"
  | "clock"
  | "partition"
  | "hold";

export type CaptionedEvent = Extract<TraceEvent, { kind: CaptionedKind }>;

/**
 * What an event is, in the few words that there is room for beside its lifeline, or across all of them.
 * @param colon What stands between a word and what it is about.
 */
export function captionOf(trace: Trace, event: CaptionedEvent, colon = ": "): string {
  switch (event.kind) {
    case "timer": {
      const { name, due, time } = event;
      const what = name === "work" ? "work done" : name || "timer";
      return due === undefined ? what : `${what}, ${formatTime(time - due)} late`;
    }
    case "timeout":
      return `no answer to ${describeRequest(trace, event.request)}`;
    case "unknown":
      return `gives up on ${describeRequest(trace, event.request)}`;
    case "start":
      return "start";
    case "crash":
      return event.amnesia ? "crash, its disk is lost" : "crash";
    case "restart":
      return "restart";
    case "leave":
      return "leaves for good";
    case "pause":
      return "stands still";
    case "resume":
      return "goes on";
    case "slow":
      return event.by === 0 ? "as fast as ever" : `slow by ${formatTime(event.by)}`;
    case "work":
      return `works for ${formatTime(event.until - event.time)}`;
    case "flush":
      return "written to disk";
    case "belief": {
      const truth = mistake(trace, event);
      const belief = `believes ${trace.nodes[event.about].name} ${event.belief}`;
      return truth === undefined ? belief : `${belief}, but ${truth}`;
    }
    case "decide":
      return `decides ${describeDecision(event)}`;
    case "clock":
      return describeClock(event, colon);
    case "partition": {
      const groups = describeGroups(trace, event);
      if (event.ring) return `partition, only a ring is left${colon}${groups}`;
      return event.oneWay ? `one-way partition${colon}${groups}` : `partition${colon}${groups}`;
    }
    case "hold":
      return `hold${colon}${describeGroups(trace, event)}`;
  }
}
