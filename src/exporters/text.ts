import { formatTime } from "../trace/format.ts";
import { runFacts } from "../trace/runFacts.ts";
import { formatExtent, isWhole, type RunPart } from "../trace/runPart.ts";
import type { Trace } from "../trace/trace.ts";
import { billLine, decisionLines } from "./text/bill.ts";
import { painter } from "./text/canvas.ts";
import type { Paint } from "./text/canvas.ts";
import { checkLines, verdict } from "./text/checks.ts";
import { drawDiagram } from "./text/diagram.ts";
import { wrap } from "./text/displayWidth.ts";
import { fitsDiagram } from "./text/layout.ts";
import { listEvents } from "./text/list.ts";

/** How a run is drawn for a terminal. */
export interface TextOptions {
  /** Which part of the run, by indices of events; both ends belong to it. The whole run when not given. */
  readonly from?: number;
  readonly to?: number;
  /** Cells per line, at least 60; 100 when not given. */
  readonly width?: number;
  /** Whether to colour by escape sequences. */
  readonly color?: boolean;
}

/**
 * Draws a run so that it can be read in a terminal: time runs down, a column per node, arrows for messages, then
 * the checks. A run of more nodes than the width has room for is told event by event instead. Checks and costs are
 * those of the whole run, whichever part is drawn.
 */
export function toText(trace: Trace, options: TextOptions = {}): string {
  const { from = 0, to = trace.events.length - 1, width = 100, color = false } = options;
  const part = { from, to };
  const cells = Math.max(60, width);
  const paint = painter(color);
  const draw = fitsDiagram(trace, cells) ? drawDiagram : listEvents;
  const lines = [...heading(trace, part, cells, paint), "", ...draw(trace, part, cells, paint), ""];
  if (trace.error) lines.push(...errorLines(trace, cells, paint), "");
  if (trace.checks.length > 0) lines.push(...checkLines(trace.checks, paint), "");
  const scope = isWhole(part, trace.events.length) ? "" : "the whole run: ";
  const costs = [scope + billLine(trace.bill), ...decisionLines(trace.bill)];
  lines.push(...costs.flatMap((line) => wrap(line, cells)).map((line) => paint(line, "dim")), "");
  return lines.join("\n");
}

function heading(trace: Trace, part: RunPart, width: number, paint: Paint): string[] {
  const { sign, words, style } = verdict(trace);
  const facts = [
    ...runFacts(trace),
    formatExtent(part, trace.events.length),
    formatTime(trace.events.at(-1)?.time ?? 0),
    trace.file,
    trace.hash,
  ];
  return [
    ...wrap(trace.scenario, width).map((line) => paint(line, "bold")),
    paint(`${sign} ${words}`, style),
    ...wrap(facts.join(" · "), width).map((line) => paint(line, "dim")),
  ];
}

function errorLines({ error }: Trace, width: number, paint: Paint): string[] {
  if (!error) return [];
  const { location, message } = error;
  const place = location ? `${location.file}:${location.line}:${location.column}: ` : "";
  return wrap(place + message, width).map((line) => paint(line, "bad"));
}
