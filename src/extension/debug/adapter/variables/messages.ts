import { argumentsBefore, describeContent, original } from "../../../../trace/messages.ts";
import { formatTime } from "../../../../trace/format.ts";
import type { Flight } from "../../../../trace/flights.ts";
import { underWay, type UnderWay } from "../../../../trace/underWay.ts";
import { objectOf } from "../expression/datum.ts";
import type { Moment } from "../expression/moment.ts";
import { containerOf, type Container, type Entry } from "./entry.ts";

/** The messages that wait at a node until it has time for them. */
export function inbox(moment: Moment, node: number): Container {
  return messages(moment, ({ waiting, flight }) => waiting && flight.send.to === node);
}

/** The messages that are on their way. */
export function inFlight(moment: Moment): Container {
  return messages(moment, ({ waiting }) => !waiting);
}

/** A message: what it says, its way, and what becomes of it. */
export function messageEntry(moment: Moment, flight: Flight, name: string): Entry {
  const { trace } = moment.recording;
  const { send } = flight;
  const from = { $node: trace.nodes[original(trace, send).node].name };
  const to = { $node: trace.nodes[send.to].name };
  const due = dueTime(flight, moment.step);
  const value = objectOf([
    ["name", send.name],
    ["args", argumentsBefore(trace, send.message, moment.step + 1)],
    ["from", from],
    ["to", to],
    ["sent", send.time],
    ["due", due],
    ["fate", fate(flight)],
  ]);
  return { name, value, text: `${from.$node} → ${to.$node}, due ${formatTime(due)}`, moment };
}

function messages(moment: Moment, wanted: (message: UnderWay) => boolean): Container {
  const { trace } = moment.recording;
  const all = () =>
    underWay(trace, moment.step)
      .filter(wanted)
      .map(({ flight }) => {
        const args = argumentsBefore(trace, flight.message, moment.step + 1);
        return messageEntry(moment, flight, describeContent(trace, flight.send, args));
      });
  return containerOf(all, true);
}

/** When a message arrives if nothing more happens to it, in ms. */
function dueTime({ send, onWay }: Flight, step: number): number {
  const delays = onWay.filter((event) => event.kind === "delay" && event.index <= step);
  return delays.reduce((due, event) => due + (event.kind === "delay" ? event.by : 0), send.arrival);
}

/** What becomes of a message in the end: the run is recorded, so that is known. */
function fate({ end }: Flight): string {
  if (!end) return "still under way when the run ends";
  const at = formatTime(end.time);
  return end.kind === "drop" ? `lost at ${at}: ${end.why ?? end.reason}` : `taken up at ${at}`;
}
