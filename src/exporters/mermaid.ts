import { isSend } from "../trace/event.ts";
import { flights } from "../trace/flights.ts";
import { runFacts } from "../trace/runFacts.ts";
import type { Trace } from "../trace/trace.ts";
import { Rows } from "./mermaid/rows.ts";
import { escape, visible } from "./mermaid/syntax.ts";

/** Which part of the run is drawn, by indices of events; both ends belong to it. */
export interface MermaidOptions {
  readonly from?: number;
  readonly to?: number;
}

/** Longest name of a participant, before escaping. */
const MAX_NAME = 100;

/**
 * Draws a run as a Mermaid sequence diagram.
 *
 * Such a diagram has rows, not time. A message stands in the row of its arrival (a lost one where it is lost), so
 * rows read from top to bottom in the order in which things reached somebody; its label says when it left and
 * when it arrived, so that lateness and crossing can still be read, and what was done to it on its way. A message
 * that is under way when the part ends stands in the last rows, with a dotted open arrow. Timers are left out: a
 * sequence diagram shows what crosses the network.
 */
export function toMermaid(
  trace: Trace,
  { from = 0, to = trace.events.length - 1 }: MermaidOptions = {},
): string {
  const rows = new Rows(trace);
  for (const event of trace.events.slice(0, from)) rows.skip(event);
  const shown = trace.events.slice(from, to + 1);
  const underWay = shown.filter(isSend).flatMap(({ message }) => {
    const flight = flights(trace)[message];
    return flight.end === undefined || flight.end.index > to ? [flight] : [];
  });
  const head = [
    "---",
    `title: ${JSON.stringify(visible(`${trace.scenario} (${runFacts(trace).join(", ")})`))}`,
    "---",
    "sequenceDiagram",
  ];
  const body = [
    ...trace.nodes.map(
      ({ name, kind }, index) =>
        `${kind === "client" ? "actor" : "participant"} n${index} as ${escape(name, MAX_NAME)}`,
    ),
    ...rows.begin(),
    ...shown.flatMap((event) => rows.of(event)),
    ...rows.end(to, underWay),
  ];
  return [...head, ...body.map((line) => `    ${line}`)].join("\n") + "\n";
}
