import type { ClockName, ClockReadings, TraceEvent } from "./event.ts";
import { formatTime } from "./format.ts";
import { isCopy, previousOn, receivedFrom, type ProcessEvent } from "./lifelines.ts";
import { original } from "./messages.ts";
import type { Trace } from "./trace.ts";

/** What the clocks of an event count on from. */
interface Basis {
  /** After the event before on the same lifeline; `undefined` when there is none. */
  readonly here: ClockReadings | undefined;
  /** What the received message carries, and who sent it. */
  readonly message: { readonly clocks: ClockReadings; readonly from: string } | undefined;
}

/** How many entries of a vector are named. */
const MOST_ENTRIES = 4;

/**
 * How the value that a clock shows after event `index` came about, in one line without a full stop: the sum with the
 * numbers of this event, then what they are. `undefined` for an event that has no clocks.
 *
 * The rules are those of Lamport's clock, of vector clocks and of hybrid logical clocks; for the wall clock it is true
 * time and what the scenario has done to the clock.
 */
export function explainClock(trace: Trace, index: number, clock: ClockName): string | undefined {
  const event = trace.events[index];
  if (event.node === undefined) return undefined;
  if (isCopy(event)) {
    const { time } = original(trace, event);
    return `as in the message of ${formatTime(time)} that this is a copy of: its sender's clocks don't count copies`;
  }
  if (clock === "wall") return explainWall(trace, event);
  const basis = basisOf(trace, event);
  switch (clock) {
    case "lamport":
      return explainLamport(basis);
    case "vector":
      return explainVector(trace, event.node, basis);
    case "hybrid":
      return explainHybrid(event.clocks.wall, basis);
  }
}

function basisOf(trace: Trace, event: ProcessEvent): Basis {
  const send = receivedFrom(trace, event);
  return {
    here: previousOn(trace, event.node, event.index)?.clocks,
    message: send && { clocks: send.clocks, from: trace.nodes[send.node].name },
  };
}

function explainLamport({ here, message }: Basis): string {
  const mine = here?.lamport ?? 0;
  const before = here ? `${mine} here before` : "nothing here before";
  if (!message) return `${mine} + 1 = ${mine + 1}: ${before}`;
  const { lamport } = message.clocks;
  const sum = `max(${mine}, ${lamport}) + 1 = ${Math.max(mine, lamport) + 1}`;
  return `${sum}: ${before}, ${lamport} in the message from ${message.from}`;
}

function explainVector(trace: Trace, node: number, { here, message }: Basis): string {
  const mine = here?.vector[node] ?? 0;
  const own = `own entry ${mine} + 1 = ${mine + 1}`;
  if (!message) return `${own}, ${here ? "the others as before" : "nothing here before"}`;
  const learned: string[] = [];
  for (const [other, count] of message.clocks.vector.entries()) {
    const known = here?.vector[other] ?? 0;
    // Nobody knows more of this process than it does itself.
    if (count > known) learned.push(`${trace.nodes[other].name} ${known} → ${count}`);
  }
  const more = learned.length > MOST_ENTRIES ? ` and ${learned.length - MOST_ENTRIES} more` : "";
  const news = learned.slice(0, MOST_ENTRIES).join(", ") + more;
  return `${own}; from ${message.from}'s message: ${news || "nothing new"}`;
}

function explainHybrid(wall: number, { here, message }: Basis): string {
  const [physical, counter] = here?.hybrid ?? [0, 0];
  const known = [{ physical, counter }];
  const names = [here ? `${physical}+${counter} here before` : "nothing here before"];
  if (message) {
    const [theirPhysical, theirCounter] = message.clocks.hybrid;
    known.push({ physical: theirPhysical, counter: theirCounter });
    names.push(`${theirPhysical}+${theirCounter} in the message from ${message.from}`);
  }
  const latest = Math.max(...known.map((timestamp) => timestamp.physical));
  const sum = `max(${known.map((timestamp) => timestamp.physical).join(", ")}, ${wall}) = ${Math.max(latest, wall)}`;
  if (wall > latest)
    return `${sum}, counter 0: ${names.join(", ")}; the wall clock is ahead, so the counter starts anew`;
  const counters = known.filter((timestamp) => timestamp.physical === latest).map(({ counter }) => counter);
  const most = counters.length > 1 ? `max(${counters.join(", ")})` : counters[0];
  const count = `counter ${most} + 1 = ${Math.max(...counters) + 1}`;
  return `${sum}, ${count}: ${names.join(", ")}; the wall clock is not ahead, so the counter goes on`;
}

type ClockEvent = Extract<TraceEvent, { kind: "clock" }>;

function explainWall(trace: Trace, { time, index, node, clocks: { wall } }: ProcessEvent): string {
  const ahead = round(wall - time);
  if (ahead === 0) return "true time";
  const sum = `${time} ${ahead > 0 ? "+" : "−"} ${Math.abs(ahead)} = ${wall}`;
  const wrong = `true time ${formatTime(time)}, ${formatTime(Math.abs(ahead))} ${ahead > 0 ? "ahead" : "behind"}`;
  const setting = latestSetting(trace, node, index);
  return `${sum}: ${wrong}${setting ? sinceWhen(setting, ahead) : ""}`;
}

function sinceWhen({ by, time, offset, drift, frozen }: ClockEvent, ahead: number): string {
  const since = formatTime(time);
  if (frozen) return by === "freeze" ? `; it has stood still since ${since}` : "; it stands still";
  const gained = round(ahead - offset);
  if (gained !== 0) {
    const speed = `${formatTime(Math.abs(gained))} ${gained > 0 ? "gained" : "lost"} since ${since}`;
    return `; ${speed}, as it runs ${Math.abs(drift)} ppm too ${drift > 0 ? "fast" : "slow"}`;
  }
  switch (by) {
    case "drift":
      return "";
    case "jump":
      return ` since it jumped at ${since}`;
    case "sync":
      return ` since it was synchronised at ${since}`;
    case "thaw":
      return `, as it stood still until ${since}`;
    default:
      return ` since it was set at ${since}`;
  }
}

/** What was done last to a node's clock, up to event `index`. */
function latestSetting(trace: Trace, node: number, index: number): ClockEvent | undefined {
  for (let other = index; other >= 0; other--) {
    const event = trace.events[other];
    if (event.kind === "clock" && event.node === node) return event;
  }
  return undefined;
}

/** To the microsecond, as all times are kept. */
function round(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
