import type { Cost } from "../bill.ts";
import { describe, describeGroups } from "../describe.ts";
import { isSend, type TraceEvent } from "../event.ts";
import { formatCount, formatTime, formatValue, shorten } from "../format.ts";
import { describeContent, formatPlain } from "../messages.ts";
import type { CheckResult, Trace } from "../trace.ts";
import type { Value } from "../value.ts";
import type { CheckDifference } from "./checkDifferences.ts";
import type { Comparison } from "./compare.ts";
import { contentOf } from "./content.ts";
import { ASPECT, type Difference } from "./differences.ts";
import type { FieldDifference } from "./fields.ts";
import type { RunNames } from "./runNames.ts";

/** Longest value inside a sentence. */
const MAX_VALUE = 60;
/** Fields that a sentence names before it only counts them. */
const MOST_FIELDS = 3;
/** How far along a lifeline to look for what an event has changed places with. */
const SEARCH = 1000;

/**
 * One sentence, without a full stop, that says what a difference is: the second run as it is held against the first,
 * as in `tokyo handles sold("ana"), 30 ms later: stock is 0 instead of 1`.
 */
export function tellDifference(comparison: Comparison, difference: Difference, names: RunNames): string {
  const { a, b } = comparison;
  switch (difference.kind) {
    case "only":
      return difference.b < 0
        ? `only in ${names.a}: ${describe(a, difference.a)}`
        : `only in ${names.b}: ${describe(b, difference.b)}`;
    case "instead":
      return `${names.a}: ${describe(a, difference.a)}; ${names.b}: ${describe(b, difference.b)}`;
    case "differs":
    case "time":
      return tellPair(comparison, difference);
  }
}

/** One sentence, without a full stop, for each node that only one run has, or that has another name or class. */
export function tellNodes({ a, b, nodes }: Comparison, names: RunNames): readonly string[] {
  const other = (node: number) => b.nodes[nodes.toB[node]];
  const retyped = [...a.nodes.keys()].filter(
    (node) => nodes.toB[node] >= 0 && a.nodes[node].type !== other(node).type,
  );
  return [
    ...nodes.removed.map((node) => `only ${names.a} has ${a.nodes[node].name}`),
    ...nodes.added.map((node) => `only ${names.b} has ${b.nodes[node].name}`),
    ...nodes.renamed.map((node) => `${a.nodes[node].name} is now called ${other(node).name}`),
    ...retyped.map((node) => {
      const [was, is] = [a.nodes[node], other(node)].map(({ type, kind }) => type || kind);
      return `${other(node).name} is a ${is} instead of a ${was}`;
    }),
  ];
}

/** One sentence, without a full stop, about a check that came out differently. */
export function tellCheck({ a, b }: CheckDifference, names: RunNames): string {
  if (a && b) return `${b.name}: ${outcome(b)} instead of ${outcome(a)}`;
  if (a) return `${a.name}: only in ${names.a}, ${outcome(a)}`;
  return `${b!.name}: only in ${names.b}, ${outcome(b!)}`;
}

/** One sentence, without a full stop, about each figure of the bill that differs. */
export function tellBill({ a, b, bill }: Comparison): readonly string[] {
  const sentences: string[] = [];
  if (bill.messages !== 0)
    sentences.push(`${formatCount(b.bill.messages, "message")} instead of ${a.bill.messages}`);
  if (bill.lost !== 0) sentences.push(`${b.bill.lost} of them lost instead of ${a.bill.lost}`);
  for (const { a: was, b: is } of bill.operations) {
    sentences.push(`${describe(b, is.from)}: ${tellCost(was, is)}`);
  }
  for (const { a: was, b: is } of bill.decisions) {
    sentences.push(`decision about ${formatValue(is.slot, MAX_VALUE)}: ${tellCost(was, is)}`);
  }
  return sentences;
}

function tellCost(was: Cost, is: Cost): string {
  const parts = [
    was.messages === is.messages ? "" : `${formatCount(is.messages, "message")} instead of ${was.messages}`,
    was.rounds === is.rounds ? "" : `${formatCount(is.rounds, "round")} instead of ${was.rounds}`,
    was.latency === is.latency ? "" : `${formatTime(is.latency)} instead of ${formatTime(was.latency)}`,
  ].filter((part) => part !== "");
  return parts.join(", ") || "other figures";
}

function outcome({ status }: CheckResult): string {
  return { passed: "holds", violated: "violated", warning: "never happened", undecided: "undecided" }[status];
}

function tellPair(comparison: Comparison, { a, b, aspects }: Difference): string {
  const [was, is] = [comparison.a.events[a], comparison.b.events[b]];
  let sentence = describe(comparison.b, b);
  if (aspects & ASPECT.content) {
    const [before, after] = [wordsOf(comparison.a, was), wordsOf(comparison.b, is)];
    sentence += sentence.includes(after) ? `, instead of ${before}` : `: ${after} instead of ${before}`;
  }
  if (aspects & ASPECT.order) sentence += `, ${tellOrder(comparison, a)}`;
  if (aspects & ASPECT.time) {
    const shift = is.time - was.time;
    sentence += `, ${formatTime(Math.abs(shift))} ${shift > 0 ? "later" : "earlier"}`;
  }
  if (aspects === ASPECT.clocks) sentence += ", with other clocks";
  if (aspects & ASPECT.state) sentence += `: ${tellFields(comparison.fields.differences(was, is))}`;
  return sentence;
}

/** What an event says, in words. */
function wordsOf(trace: Trace, event: TraceEvent): string {
  if (isSend(event)) return describeContent(trace, event);
  if (event.kind === "partition" || event.kind === "hold") return describeGroups(trace, event);
  if (event.kind === "work") return formatTime(event.until - event.time);
  if (event.kind === "slow" || event.kind === "delay") return formatTime(event.by);
  if (event.kind === "ok" || event.kind === "decide") return formatValue(event.value, MAX_VALUE);
  return formatPlain(contentOf(trace, event), MAX_VALUE);
}

/** With what an event of the first run has changed places. */
function tellOrder({ a, b, toB }: Comparison, event: number): string {
  const { node } = a.events[event];
  for (let distance = 1; distance <= SEARCH; distance++) {
    for (const other of [event - distance, event + distance]) {
      const between = a.events.at(other);
      if (other < 0 || between?.node !== node || toB[other] < 0) continue;
      if (other < event === toB[other] < toB[event]) continue;
      const place = other < event ? "now before" : "now after";
      return `${place} ${shorten(describe(b, toB[other]), 2 * MAX_VALUE)}`;
    }
  }
  return "at another place in the order of events";
}

function tellFields(differences: readonly FieldDifference[]): string {
  const shown = differences
    .slice(0, MOST_FIELDS)
    .map(
      ({ field, a, b }) => `${shorten(field, MAX_VALUE)} is ${valueOrNone(b)} instead of ${valueOrNone(a)}`,
    );
  const rest = differences.length - shown.length;
  return [...shown, ...(rest > 0 ? [`and ${rest} more`] : [])].join(", ");
}

function valueOrNone(value: Value | undefined): string {
  return value === undefined ? "absent" : formatValue(value, MAX_VALUE);
}
