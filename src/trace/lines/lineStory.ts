import { describe } from "../describe.ts";
import { isSend } from "../event.ts";
import { formatTime } from "../format.ts";
import { describeContent } from "../messages.ts";
import type { CheckResult, Trace } from "../trace.ts";
import { effects, isJudged } from "./effects.ts";
import { outcomeOf, type EventOutcome } from "./outcome.ts";
import type { LineTally } from "./tally.ts";

/** One thing that a line did. */
export interface StoryRow {
  /** Index of its event. */
  readonly event: number;
  readonly time: string;
  /** What happened: `london → tokyo: sold("ana")`, or a sentence without a full stop. */
  readonly what: string;
  readonly outcome: EventOutcome | undefined;
}

/** What a line did, one thing after the other. */
export interface LineStory {
  readonly rows: readonly StoryRow[];
  /** How many rows there would be more. */
  readonly more: number;
}

/** Tells what a line did, and behind a fault what it did to others. @param most Number of rows. */
export function lineStory(trace: Trace, { deeds, checks }: LineTally, most: number): LineStory {
  const events = new Set<number>();
  const told = deeds.flatMap((deed) => deed.events).sort((a, b) => a - b);
  for (const index of told) {
    events.add(index);
    const event = trace.events[index];
    if (isJudged(event)) for (const hit of effects(trace).get(index)!) events.add(hit);
  }
  const findings = checks.flatMap((check) => findingRow(check));
  const rows = [...events].slice(0, Math.max(0, most - findings.length)).map((index) => row(trace, index));
  return {
    rows: [...findings, ...rows].slice(0, most),
    more: Math.max(0, findings.length + events.size - most),
  };
}

function row(trace: Trace, index: number): StoryRow {
  const event = trace.events[index];
  const name = (node: number) => trace.nodes[node].name;
  const what = isSend(event)
    ? `${name(event.node)} → ${name(event.to)}: ${describeContent(trace, event)}`
    : describe(trace, index);
  return { event: index, time: formatTime(event.time), what, outcome: outcomeOf(trace, event) };
}

/** A check that has come to a decision at an event. */
function findingRow({ name, message, event, time }: CheckResult): StoryRow[] {
  if (event === undefined || time === undefined) return [];
  return [{ event, time: formatTime(time), what: `${name}: ${message}`, outcome: undefined }];
}
