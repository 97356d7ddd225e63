import type { DropReason } from "../event.ts";
import { formatCount, formatTime, formatValue, shorten } from "../format.ts";
import type { CheckResult, Trace } from "../trace.ts";
import { answers } from "./answers.ts";
import type { Outcome } from "./deeds.ts";
import { LOST } from "./lost.ts";
import type { Deed, LineTally } from "./tally.ts";

/** What is said at the end of a line. */
export interface TalliedText {
  readonly text: string;
  /** Whether a check that stands there is violated. */
  readonly violated: boolean;
}

const LONGEST = 120;
const LONGEST_ANSWER = 24;
const LONGEST_FINDING = 60;
/** Findings with these words say when they were made. */
const AT_THE_END = "at the end";

/** How often a line ran and what became of it, in few words: `3 sent: 2 delivered, 1 lost to the partition`. */
export function tellTally(trace: Trace, { deeds, checks }: LineTally): TalliedText {
  const parts = [...tellChecks(checks), ...deeds.map((deed) => tellDeed(trace, deed))];
  return {
    text: shorten(parts.join(" · "), LONGEST),
    violated: checks.some(({ status }) => status === "violated"),
  };
}

function tellDeed(trace: Trace, deed: Deed): string {
  const { doing, events, outcomes } = deed;
  const count = events.length;
  switch (doing) {
    case "sent":
      return breakDown(`${count} sent`, outcomes);
    case "called":
      return tellAnswer(trace, deed) ?? breakDown(formatCount(count, "call"), outcomes);
    case "handled":
      return withRest(`called ${times(count)}`, outcomes);
    case "fired":
      return `fired ${times(count)}`;
    case "started":
      return formatCount(count, "node");
    case "intercepted":
      return tell(outcomes).join(", ");
    case "faulted":
      return tellFaults(trace, deed);
    case "mended":
      return tellTimes(trace, events);
    case "ran":
      return withRest(tellTimes(trace, events), outcomes);
  }
}

/** The total and what it is made up of; only the latter where it is all of one kind. */
function breakDown(total: string, outcomes: Deed["outcomes"]): string {
  const parts = tell(outcomes);
  return parts.length === 1 ? parts[0] : `${total}: ${parts.join(", ")}`;
}

function withRest(what: string, outcomes: Deed["outcomes"]): string {
  return [what, ...tell(outcomes)].join(", ");
}

/** The one answer that was given. */
function tellAnswer(trace: Trace, { events }: Deed): string | undefined {
  const request = events.length === 1 ? trace.events[events[0]] : undefined;
  if (request?.kind !== "call" && request?.kind !== "invoke") return undefined;
  const answer = answers(trace).get(request.message);
  if (answer?.kind !== "answered") return undefined;
  const { value } = answer;
  const nothing = typeof value === "object" && value !== null && "$undefined" in value;
  return nothing ? "answered" : `answered ${formatValue(value, LONGEST_ANSWER)}`;
}

function tellFaults(trace: Trace, { events, outcomes, faults }: Deed): string {
  const done = tell(outcomes);
  if (done.length === 0) {
    if (faults.has("partition")) done.push("cut nothing");
    else if (faults.has("hold")) done.push("held nothing");
    else if (faults.has("pause") || faults.has("slow")) done.push("nothing waited");
  }
  return (events.length > 1 || done.length === 0 ? [tellTimes(trace, events), ...done] : done).join(", ");
}

/** How often; of something that the script did once, when. */
function tellTimes(trace: Trace, events: readonly number[]): string {
  const only = events.length === 1 ? trace.events[events[0]] : undefined;
  return only !== undefined && only.cause === undefined
    ? `at ${formatTime(only.time)}`
    : `ran ${times(events.length)}`;
}

/** In this order they are told. */
const WORDS: Readonly<Record<Exclude<Outcome, `lost: ${DropReason}`>, (count: number) => string>> = {
  delivered: (count) => `${count} delivered`,
  repeated: (count) => `${count} more than once`,
  answered: (count) => `${count} answered`,
  refused: (count) => `${count} refused`,
  "timed out": (count) => `${count} timed out`,
  forgotten: (count) => `${count} forgotten in a crash`,
  waiting: (count) => `${count} without an answer`,
  "under way": (count) => `${count} still under way`,
  failed: (count) => `failed ${times(count)}`,
  wrong: (count) => (count === 1 ? "1 of them wrong" : `${count} of them wrong`),
  dropped: (count) => `dropped ${messages(count)}`,
  delayed: (count) => `delayed ${messages(count)}`,
  tampered: (count) => `changed ${messages(count)}`,
  read: (count) => `read ${messages(count)}`,
  duplicated: (count) => `doubled ${messages(count)}`,
  cut: (count) => `cut ${messages(count)}`,
  held: (count) => `held ${messages(count)}`,
  missed: (count) => `${messages(count)} lost`,
  waited: (count) => `${count} waited`,
};

function tell(outcomes: Deed["outcomes"]): string[] {
  const known = Object.entries(WORDS).map(([outcome, word]) => [outcome as Outcome, word] as const);
  const lost = Object.entries(LOST).map(
    ([reason, words]) => [`lost: ${reason as DropReason}`, (count: number) => `${count} ${words}`] as const,
  );
  return [...known, ...lost].flatMap(([outcome, word]) => {
    const count = outcomes.get(outcome);
    return count === undefined ? [] : [word(count)];
  });
}

function tellChecks(checks: readonly CheckResult[]): string[] {
  if (checks.length < 2) return checks.map(tellCheck);
  const count = (wanted: boolean) => checks.filter(({ status }) => (status === "violated") === wanted).length;
  return [`${count(true)} of ${checks.length} checks violated`];
}

function tellCheck({ status, message, event, time, expected }: CheckResult): string {
  const finding = shorten(message, LONGEST_FINDING);
  const timeless = event === undefined || time === undefined || message.includes(AT_THE_END);
  const when = timeless ? "" : ` at ${formatTime(time)}`;
  switch (status) {
    case "passed":
      return `✓ ${finding}${when}`;
    case "violated":
      return `✗ ${finding}${when}${expected ? ", as expected" : ""}`;
    case "warning":
      return `⚠ ${finding}`;
    case "undecided":
      return finding;
  }
}

function messages(count: number): string {
  return formatCount(count, "message");
}

function times(count: number): string {
  return count === 1 ? "once" : `${count}×`;
}
