import type { ArrivalEvent, SendEvent } from "../../trace/event.ts";
import { flights } from "../../trace/flights.ts";
import type { Flight } from "../../trace/flights.ts";
import { formatTime, shorten } from "../../trace/format.ts";
import { argumentsBefore, describeContent, original, queuedFor, waitedFor } from "../../trace/messages.ts";
import type { Trace } from "../../trace/trace.ts";

/** Longest of the two messages that one was and became. */
const MAX_CHANGED = 40;

/** Longest reason for a loss. */
const MAX_WHY = 60;

/** What stands on the arrow of a message that arrives, or is lost. */
export function endLabel(trace: Trace, event: ArrivalEvent): string {
  const flight = flights(trace)[event.message];
  const lost = event.kind === "drop" ? ` · lost (${shorten(event.why ?? event.reason, MAX_WHY)})` : "";
  return `${contentLabel(trace, flight, event.index)}${lost} · ${span(flight, event)}`;
}

/** What stands on the arrow of a message that has not arrived by event `index`. */
export function underWayLabel(trace: Trace, flight: Flight, index: number): string {
  const { send } = flight;
  const before = during(send.time, [
    ["queued", queuedFor(send)],
    ["held up", heldFor(flight, index)],
  ]);
  return `${contentLabel(trace, flight, index + 1)} · ${before} → still under way`;
}

/** What a message said, and what it was changed to before event `index`. */
function contentLabel(trace: Trace, { send, message, onWay }: Flight, index: number): string {
  const remark = remarkOn(trace, send);
  if (!onWay.some((event) => event.kind === "tamper" && event.index < index))
    return describeContent(trace, send) + remark;
  const before = describeContent(trace, send, send.args, MAX_CHANGED);
  const after = describeContent(trace, send, argumentsBefore(trace, message, index), MAX_CHANGED);
  return `${before} ⇒ ${after}${remark}`;
}

/** What a message said just before event `index`, for remarks on it. */
export function contentBefore(trace: Trace, message: number, index: number): string {
  return describeContent(trace, flights(trace)[message].send, argumentsBefore(trace, message, index));
}

function remarkOn(trace: Trace, send: SendEvent): string {
  const first = original(trace, send);
  const words: string[] = [];
  if (first.kind === "forge") words.push(`forged, as ${trace.nodes[first.as].name}`);
  if (send.kind === "duplicate") words.push("copy");
  if (send.kind === "retransmit") words.push("sent again");
  return words.length > 0 ? ` (${words.join(", ")})` : "";
}

/** When a message left and when it arrived, and what kept it: `0 ms (queued 5 ms) → 50 ms (waited 15 ms)`. */
function span(flight: Flight, end: ArrivalEvent): string {
  const { send } = flight;
  const left = during(send.time, [
    ["queued", queuedFor(send)],
    ["held up", heldFor(flight, end.index)],
  ]);
  const came = during(end.time, [["waited", end.kind === "drop" ? 0 : waitedFor(end)]]);
  return left === came ? left : `${left} → ${came}`;
}

function during(time: number, delays: readonly (readonly [what: string, duration: number])[]): string {
  const words = delays.flatMap(([what, ms]) => (ms > 0 ? [`${what} ${formatTime(ms)}`] : []));
  return formatTime(time) + (words.length > 0 ? ` (${words.join(", ")})` : "");
}

function heldFor({ onWay }: Flight, index: number): number {
  return onWay.reduce(
    (sum, event) => (event.kind === "delay" && event.index < index ? sum + event.by : sum),
    0,
  );
}
