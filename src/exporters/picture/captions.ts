import { argumentsOnArrival, describeMessage, original } from "../../trace/describe.ts";
import type { TraceEvent } from "../../trace/event.ts";
import { flights } from "../../trace/flights.ts";
import { formatTime, formatValue, shorten } from "../../trace/format.ts";
import { inversion } from "../../trace/inversion.ts";
import type { Trace } from "../../trace/trace.ts";

const LONGEST = 36;
const LONGEST_VALUE = 20;

/** Words beside an event's mark, for what the symbol alone doesn't tell. */
export function captionOf(trace: Trace, event: TraceEvent): string | undefined {
  switch (event.kind) {
    case "timer":
      return timer(event);
    case "timeout":
    case "restart":
    case "pause":
    case "resume":
    case "flush":
      return event.kind;
    case "crash":
      return event.amnesia ? "crash, disk lost" : "crash";
    case "leave":
      return "leaves";
    case "slow":
      return event.by > 0 ? `slow +${formatTime(event.by)}` : "full speed";
    case "work":
      return `works ${formatTime(event.until - event.time)}`;
    case "unknown":
      return "no answer";
    case "fail":
      return shorten(event.error, LONGEST);
    case "clock":
      return clock(event);
    case "belief":
      return `believes ${trace.nodes[event.about].name} ${shorten(event.belief, LONGEST_VALUE)}`;
    case "decide":
      return `decides ${formatValue(event.value, LONGEST_VALUE)} for ${formatValue(event.slot, LONGEST_VALUE)}`;
    case "deliver":
    case "ok":
      return contradiction(trace, event);
    case "tap":
      return `reads ${read(trace, event.message)}`;
    case "note":
      return shorten(event.text, LONGEST);
    default:
      return undefined;
  }
}

/** Cause and effect, as the two clocks have them, where they have them the wrong way round. */
function contradiction(trace: Trace, event: TraceEvent): string | undefined {
  const by = inversion(trace, event);
  return by > 0 ? `clocks: ${formatTime(by)} before it was sent` : undefined;
}

function timer({ name, due, time }: Extract<TraceEvent, { kind: "timer" }>): string | undefined {
  // The end of the box on the lifeline says it.
  if (name === "work") return undefined;
  if (due === undefined || due >= time) return name;
  return [name, `${formatTime(time - due)} late`].filter(Boolean).join(", ");
}

function clock({ by, offset, drift, frozen }: Extract<TraceEvent, { kind: "clock" }>): string {
  if (frozen) return "clock stands still";
  const ahead = offset === 0 ? "" : `${offset > 0 ? "+" : ""}${formatTime(offset)}`;
  switch (by) {
    case "thaw":
      return ahead ? `clock goes on, ${ahead}` : "clock goes on";
    case "jump":
      return ahead ? `clock jumps to ${ahead}` : "clock jumps";
    case "sync":
      return ahead ? `clock synced, ${ahead}` : "clock synced";
    case "drift":
      return drift === 0 ? "clock" : `clock ${drift > 0 ? "+" : ""}${drift} ppm`;
    default:
      return ahead ? `clock ${ahead}` : "clock";
  }
}

function read(trace: Trace, message: number): string {
  const send = original(trace, flights(trace)[message].send);
  return describeMessage({ ...send, args: argumentsOnArrival(trace, message) }, LONGEST_VALUE);
}
