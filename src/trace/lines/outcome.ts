import type { TraceEvent } from "../event.ts";
import { flights } from "../flights.ts";
import { formatTime, formatValue, shorten } from "../format.ts";
import { formatPlain } from "../messages.ts";
import type { Trace } from "../trace.ts";
import { answers } from "./answers.ts";
import { fates } from "./fates.ts";
import { LOST } from "./lost.ts";

/** What became of what an event did. */
export interface EventOutcome {
  /** `delivered after 48 ms`. */
  readonly text: string;
  /** Index of the event that shows it, if it is another one. */
  readonly event?: number;
}

const LONGEST_VALUE = 40;
const LONGEST_TEXT = 120;

/** What became of what an event did, in a few words; nothing where the event itself says it all. */
export function outcomeOf(trace: Trace, event: TraceEvent): EventOutcome | undefined {
  switch (event.kind) {
    case "send":
    case "forge":
      return messageOutcome(trace, event.message);
    case "call":
    case "invoke":
      return requestOutcome(trace, event.message);
    case "deliver":
    case "timer":
    case "start":
    case "restart":
      return stateOutcome(event);
    default:
      return undefined;
  }
}

function messageOutcome(trace: Trace, message: number): EventOutcome {
  const fate = fates(trace)[message];
  switch (fate.kind) {
    case "arrived": {
      const often = fate.times > 1 ? ` ${fate.times}×, first` : "";
      return { text: `delivered${often} ${since(trace, message, fate.event)}`, event: fate.event };
    }
    case "lost": {
      const why = fate.why === undefined ? "" : `: ${shorten(fate.why, LONGEST_VALUE)}`;
      return { text: `${LOST[fate.reason]}${why} ${since(trace, message, fate.event)}`, event: fate.event };
    }
    case "under way":
      return { text: "still under way" };
  }
}

function requestOutcome(trace: Trace, request: number): EventOutcome {
  const answer = answers(trace).get(request)!;
  switch (answer.kind) {
    case "answered":
      return {
        text: `answered ${formatValue(answer.value, LONGEST_VALUE)} ${since(trace, request, answer.event)}`,
        event: answer.event,
      };
    case "refused":
      return { text: `refused: ${formatPlain(answer.error, LONGEST_VALUE)}`, event: answer.event };
    case "timed out":
      return {
        text: `timed out ${since(trace, request, answer.event)}, ${unheard(trace, request)}`,
        event: answer.event,
      };
    case "forgotten":
      return { text: "forgotten in a crash", event: answer.event };
    case "waiting":
      return { text: `no answer, ${unheard(trace, request)}` };
  }
}

/** Why no answer came in time. */
function unheard(trace: Trace, request: number): string {
  const fate = fates(trace)[request];
  if (fate.kind === "lost") return `the request was ${LOST[fate.reason]}`;
  if (fate.kind === "under way") return "the request is still under way";
  const reply = flights(trace).find(({ send }) => send.kind === "reply" && send.request === request);
  if (reply === undefined) return "it was not answered";
  const back = fates(trace)[reply.message];
  if (back.kind === "lost") return `the answer was ${LOST[back.reason]}`;
  return back.kind === "arrived" ? "the answer came too late" : "the answer is still under way";
}

/** The fields that an event changed. */
function stateOutcome({ state }: TraceEvent & { readonly node: number }): EventOutcome | undefined {
  const fields = Object.entries(state ?? {});
  if (fields.length === 0) return undefined;
  const text = fields.map(([name, value]) => `${name} ${formatValue(value, LONGEST_VALUE)}`).join(", ");
  return { text: shorten(text, LONGEST_TEXT) };
}

function since(trace: Trace, message: number, event: number): string {
  const { send } = flights(trace)[message];
  const time = trace.events[event].time - send.time;
  return time === 0 ? "at once" : `after ${formatTime(time)}`;
}
