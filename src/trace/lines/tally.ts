import type { TraceEvent } from "../event.ts";
import type { CheckResult, Trace } from "../trace.ts";
import { doingOf, hitsOf, outcomesOf, type Doing, type Outcome } from "./deeds.ts";
import { isJudged, type JudgedFault } from "./effects.ts";
import { tracedLines, type SourceLine } from "./tracedLines.ts";

/** Something that a line did a number of times, and what became of it. */
export interface Deed {
  readonly doing: Doing;
  /** Indices of the events that count, ascending. */
  readonly events: readonly number[];
  /** How often each came of it. For what was sent or called they add up, "repeated" aside. */
  readonly outcomes: ReadonlyMap<Outcome, number>;
  /** The faults among the events, for what they did. */
  readonly faults: ReadonlySet<JudgedFault["kind"]>;
}

/** What a line did in a run, and what became of it. */
export interface LineTally extends SourceLine {
  readonly columns: readonly number[];
  readonly deeds: readonly Deed[];
  /** The checks that stand on the line. */
  readonly checks: readonly CheckResult[];
}

const known = new WeakMap<Trace, readonly LineTally[]>();

/** What each line did, for those that did anything, in the order of the files and of the lines in them. */
export function lineTallies(trace: Trace): readonly LineTally[] {
  let result = known.get(trace);
  if (result === undefined) {
    result = collect(trace);
    known.set(trace, result);
  }
  return result;
}

interface OpenDeed extends Deed {
  readonly events: number[];
  readonly outcomes: Map<Outcome, number>;
  readonly faults: Set<JudgedFault["kind"]>;
  /** Events that show what faults did: what several did together counts once on a line. */
  readonly hits: Set<number>;
}

function collect(trace: Trace): LineTally[] {
  const tallies = new Map<string, LineTally>();
  for (const { file, line, columns, events } of tracedLines(trace)) {
    const deeds = new Map<Doing, OpenDeed>();
    for (const index of events) note(trace, trace.events[index], deeds);
    if (deeds.size > 0)
      tallies.set(`${line}:${file}`, { file, line, columns, deeds: [...deeds.values()], checks: [] });
  }
  for (const check of trace.checks) {
    if (check.location === undefined) continue;
    const { file, line, column } = check.location;
    const { deeds, columns, checks } = tallies.get(`${line}:${file}`) ?? {
      deeds: [],
      columns: [],
      checks: [],
    };
    const all = [...new Set([...columns, column])].sort((a, b) => a - b);
    tallies.set(`${line}:${file}`, { file, line, columns: all, deeds, checks: [...checks, check] });
  }
  return [...tallies.values()].sort((a, b) =>
    a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1,
  );
}

function note(trace: Trace, event: TraceEvent, deeds: Map<Doing, OpenDeed>): void {
  // An answer has the line of the handler that gives it.
  if (event.kind === "reply" && event.failed) count(deeds.get("handled"), "failed");
  const doing = doingOf(trace, event);
  if (doing === undefined) return;
  let deed = deeds.get(doing);
  if (deed === undefined) {
    deed = { doing, events: [], outcomes: new Map(), faults: new Set(), hits: new Set() };
    deeds.set(doing, deed);
  }
  deed.events.push(event.index);
  for (const outcome of outcomesOf(trace, event)) count(deed, outcome);
  if (!isJudged(event)) return;
  deed.faults.add(event.kind);
  const { outcome, events } = hitsOf(trace, event);
  for (const hit of events) {
    if (deed.hits.has(hit)) continue;
    deed.hits.add(hit);
    count(deed, outcome);
  }
}

function count(deed: OpenDeed | undefined, outcome: Outcome): void {
  deed?.outcomes.set(outcome, (deed.outcomes.get(outcome) ?? 0) + 1);
}
