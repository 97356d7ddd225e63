import type { TraceEvent } from "./event.ts";
import { formatTime } from "./format.ts";

type ClockEvent = Extract<TraceEvent, { kind: "clock" }>;

/** How a sentence begins that says what a clock now is. */
const VERBS: Readonly<Record<Exclude<ClockEvent["by"], "freeze">, string>> = {
  offset: "",
  drift: "",
  jump: "jumps and ",
  thaw: "goes on and ",
  sync: "is synchronised and ",
};

/** What is done to a clock, and how wrong it is from then on, in few words: `clock jump: 40 ms ahead`. */
export function describeClock(event: ClockEvent, colon = ": "): string {
  const { by, frozen } = event;
  if (by === "freeze") return "clock freeze";
  return `clock ${by}${colon}${howWrong(event)}${frozen ? ", frozen" : ""}`;
}

/** The same as the end of a sentence: `clock jumps and now is 40 ms ahead`. */
export function tellClock({ by, offset, drift, frozen }: ClockEvent): string {
  if (by === "freeze") return "clock stands still";
  const parts: string[] = [];
  if (offset !== 0) parts.push(`is ${distance(offset)}`);
  if (drift !== 0) parts.push(`runs ${Math.abs(drift)} ppm too ${drift > 0 ? "fast" : "slow"}`);
  const now = parts.join(" and ") || "is right";
  const still = frozen ? ", but stands still" : "";
  return `clock ${VERBS[by]}now ${now}${still}`;
}

function howWrong({ offset, drift }: ClockEvent): string {
  const parts: string[] = [];
  if (offset !== 0) parts.push(distance(offset));
  if (drift !== 0) parts.push(`${Math.abs(drift)} ppm ${drift > 0 ? "fast" : "slow"}`);
  return parts.join(", ") || "right";
}

function distance(offset: number): string {
  return `${formatTime(Math.abs(offset))} ${offset > 0 ? "ahead" : "behind"}`;
}
