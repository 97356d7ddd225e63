import { describe } from "../trace/describe.ts";
import type { TraceEvent } from "../trace/event.ts";
import { formatCount, formatTime } from "../trace/format.ts";
import { runFacts } from "../trace/runFacts.ts";
import type { CheckResult, Location, Trace, TraceNode } from "../trace/trace.ts";
import { tellRoot, whyChain } from "../trace/why.ts";
import { billLine } from "./text/bill.ts";
import { painter } from "./text/canvas.ts";
import { checkLines, verdict } from "./text/checks.ts";

/** The longest chain of causes that is told; of a longer one its beginning and its end. */
const MOST_CAUSES = 14;

/** As many faults are listed. */
const MOST_FAULTS = 30;

const FAULTS: ReadonlySet<TraceEvent["kind"]> = new Set([
  "partition",
  "heal",
  "hold",
  "release",
  "crash",
  "restart",
  "leave",
  "pause",
  "resume",
  "slow",
  "clock",
  "drop",
  "duplicate",
  "tamper",
  "delay",
]);

/**
 * Tells in plain text what a run came to: who took part, what went wrong, each check, and for each violation the events
 * that led to it, earliest first, with their lines. For readers that have no picture, assistants among them.
 */
export function toStory(trace: Trace): string {
  const paint = painter(false);
  const { words } = verdict(trace);
  const facts = [
    ...runFacts(trace),
    formatCount(trace.events.length, "event"),
    `${formatTime(trace.events.at(-1)?.time ?? 0)} of virtual time`,
    billLine(trace.bill),
  ];
  const sections = [
    [`“${trace.scenario}” (${trace.file}): ${words}.`, `${facts.join(" · ")}.`, ...cast(trace)],
    faults(trace),
    trace.error ? [`It broke off: ${place(trace.error.location)}${trace.error.message}`] : [],
    trace.checks.length > 0 ? ["Checks:", ...checkLines(trace.checks, paint)] : [],
    ...trace.checks.map((check) => causes(trace, check)),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function cast({ nodes }: Trace): string[] {
  const what = ({ kind, type }: TraceNode) => (kind === "client" ? "clients" : `nodes (${type})`);
  return [...new Set(nodes.map(what))].map((group) => {
    const members = nodes.filter((node) => what(node) === group);
    return `${group}: ${members.map(({ name }) => name).join(", ")}`;
  });
}

function faults(trace: Trace): string[] {
  const events = trace.events.filter(({ kind }) => FAULTS.has(kind));
  if (events.length === 0) return ["Nothing went wrong on the way."];
  const more = events.length - MOST_FAULTS;
  return [
    "What went wrong on the way:",
    ...events.slice(0, MOST_FAULTS).map((event) => eventLine(trace, event)),
    ...(more > 0 ? [`  … and ${more} more`] : []),
  ];
}

function causes(trace: Trace, { name, status, event }: CheckResult): string[] {
  if (status !== "violated" || event === undefined) return [];
  const chain = whyChain(trace, event).toReversed();
  const gap = chain.length - MOST_CAUSES;
  const half = MOST_CAUSES / 2;
  const line = (index: number) => eventLine(trace, trace.events[index]);
  return [
    `How “${name}” came to be violated:`,
    `  (${tellRoot(trace, chain[0])})`,
    ...(gap > 0
      ? [...chain.slice(0, half).map(line), `  … ${gap} more`, ...chain.slice(-half).map(line)]
      : chain.map(line)),
  ];
}

function eventLine(trace: Trace, { index, time, at }: TraceEvent): string {
  const where = at === undefined ? "" : ` (${place(trace.locations[at]).slice(0, -2)})`;
  return `  event ${index + 1}, ${formatTime(time)}: ${describe(trace, index)}${where}`;
}

function place(location: Location | undefined): string {
  return location ? `${location.file}:${location.line}: ` : "";
}
