import { formatCount, formatTime } from "../../trace/format.ts";
import { runFacts } from "../../trace/runFacts.ts";
import type { CheckResult, Trace } from "../../trace/trace.ts";
import { billLine } from "./bill.ts";
import type { Paint } from "./canvas.ts";
import { checkLines, isSurprise, verdict, type Result } from "./checks.ts";

/** A run that is over, as far as a report tells of it. */
export interface Outcome extends Result {
  readonly name: string;
  readonly seed: number;
  /** Number of events. */
  readonly events: number;
  /** Virtual time at the end in ms. */
  readonly virtualTime: number;
  /** Hash of the trace; empty when nothing was recorded. */
  readonly hash: string;
  readonly trace?: Pick<Trace, "bill" | "without">;
  /** Set when it stands for a sweep over many seeds. */
  readonly sweep?: Sweep;
}

/** What became of the runs with many seeds. */
interface Sweep {
  readonly first: number;
  readonly last: number;
  /** Number of events of all runs together. */
  readonly events: number;
  /** Seeds with which it did not do as expected, in order. */
  readonly bad: readonly number[];
  readonly tolerated: readonly { readonly name: string; readonly violated: number }[];
}

/** Seeds that are named; of more, only the number is told. */
const NAMED = 10;

/** Tells in a few lines what became of a run: how it ended, what it cost, and which checks came out unforeseen. */
export function outcomeLines(run: Outcome, paint: Paint): string[] {
  const { sign, words, style } = verdict(run);
  const facts = [
    ...(words === "passed" ? [] : [words]),
    ...(run.sweep === undefined ? [] : sweepFacts(run.sweep)),
    ...runFacts({ seed: run.seed, without: run.trace?.without }),
    formatCount(run.events, "event"),
    formatTime(run.virtualTime),
    run.hash,
  ];
  const lines = [
    `${paint(sign, style)} ${paint(run.name, "plain")} ${paint(`· ${facts.join(" · ")}`, "dim")}`,
  ];
  if (run.trace !== undefined) lines.push(`    ${paint(billLine(run.trace.bill), "dim")}`);
  // What holds without faults is news, too.
  const isNotable = (check: CheckResult) =>
    run.trace?.without !== undefined || isSurprise(check) || check.status === "warning";
  const notable = run.checks.filter(isNotable);
  lines.push(...checkLines(notable, paint).map((line) => `    ${line}`));
  for (const { name, violated } of run.sweep?.tolerated ?? [])
    lines.push(
      violated > 0
        ? `    ${paint(`${name} · violated with ${formatCount(violated, "seed")}, as may be`, "dim")}`
        : `    ${paint(`! ${name} · may be violated, and no seed did`, "warn")}`,
    );
  return lines;
}

function sweepFacts({ first, last, bad, events }: Sweep): string[] {
  const named = bad.slice(0, NAMED).join(", ") + (bad.length > NAMED ? ", …" : "");
  return [
    `seeds ${first}–${last}`,
    ...(bad.length === 0 ? [] : [`${bad.length} of ${last - first + 1} not as expected (${named})`]),
    `${events.toLocaleString("en")} events in all; below`,
  ];
}
