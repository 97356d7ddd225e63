import type { TraceEvent } from "../../trace/event.ts";
import { captionOf } from "./captions.ts";
import { RULER_ROOM } from "./composeRulers.ts";
import { sharesLine } from "./columnOrder.ts";
import { inside } from "./composeStretches.ts";
import type { Candidate } from "./labelBoard.ts";
import { CLOCKS, reading } from "./readings.ts";
import type { RunIndex } from "./runIndex.ts";
import type { Layout, MarkView } from "./scene.ts";

/** Height of a line of text, in px. */
export const LINE = 14;
/** Room that a mark takes, in px. */
const MARK = 12;
const READING_LINE = 12;
/** Distance of words from the lifeline, in px. */
const CLEAR = 10;
/** The mere name of a node stands where nothing runs through it, or not at all. */
const WORST = 1;

/** Keeps labels off the marks of the events in view. */
export function blockMarks({ run, timeline, columns, board }: Layout, events: readonly TraceEvent[]): void {
  for (const { index, node } of events) {
    if (node === undefined || !run.shows(index)) continue;
    if (run.shares[index] >= 0) continue;
    const middle = { x: columns.x[node], y: timeline.yOf(index) };
    board.block(`mark ${index}`, { ...middle, width: MARK, height: MARK, angle: 0 });
  }
}

/** The events in view that have a mark of their own, with their words and clocks. */
export function markViews(layout: Layout, events: readonly TraceEvent[]): MarkView[] {
  const { run, timeline, columns } = layout;
  const lastAtPoint = new Map<number, TraceEvent>();
  for (const event of events)
    if (run.shares[event.index] >= 0) lastAtPoint.set(run.shares[event.index], event);
  const marks: MarkView[] = [];
  for (const event of events) {
    const { index, node } = event;
    if (node === undefined || event.kind === "start" || !standsAlone(layout, index)) continue;
    const view = { event, x: columns.x[node], y: timeline.yOf(index) };
    marks.push({ ...view, caption: placeCaption(layout, view) });
  }
  if (layout.clocks.length === 0) return marks;
  return marks.map((mark) => ({
    ...mark,
    readings: readings(layout, mark, lastAtPoint.get(mark.event.index)),
  }));
}

/** Finds room for the captions of faults and outcomes first: they tell more than the labels of messages. */
export function placeOutcomes(layout: Layout, events: readonly TraceEvent[]): void {
  const { run, timeline, columns } = layout;
  for (const event of events) {
    if (event.kind === "timer" || event.node === undefined || !run.shows(event.index)) continue;
    if (captionOf(run.trace, event) === undefined) continue;
    placeCaption(layout, { event, x: columns.x[event.node], y: timeline.yOf(event.index) });
  }
}

/** Whether an event's point is its own: not that of what caused it. */
function standsAlone({ run, timeline }: Layout, index: number): boolean {
  const shared = run.shares[index];
  return shared < 0 || timeline.yOf(shared) !== timeline.yOf(index);
}

function placeCaption(layout: Layout, { event, x, y }: MarkView): MarkView["caption"] {
  const { run, board, measure } = layout;
  const caption = captionOf(run.trace, event);
  const owner = ownerOf(run, event);
  const text = owner && caption ? `${owner}: ${caption}` : (caption ?? owner);
  if (text === undefined) return undefined;
  const places = beside(layout, x, y, measure(text, "label") + 2, LINE);
  // Loops take the right side of a lifeline that several nodes share.
  const all = owner
    ? places.map((place) => ({ ...place, cost: place.cost + (place.x > x ? 0.5 : 0) }))
    : places;
  const worst = caption === undefined ? WORST : Infinity;
  const place = board.place(`caption ${event.index}`, inside(layout, all), worst);
  return place && { ...place, text, ...(caption === undefined && { owner: true }) };
}

/** Whose event it is, where the lifeline doesn't say it. */
function ownerOf({ trace, order }: RunIndex, { node }: TraceEvent): string | undefined {
  return node !== undefined && sharesLine(order, node) ? trace.nodes[node].name : undefined;
}

function readings(layout: Layout, mark: MarkView, last: TraceEvent | undefined): MarkView["readings"] {
  const { event, x, y } = mark;
  if (event.node === undefined) return undefined;
  const after = last?.node === undefined ? event.clocks : last.clocks;
  const lines = CLOCKS.filter((clock) => layout.clocks.includes(clock)).map((clock) =>
    reading(clock, layout.run.trace.nodes.length, event.clocks, after),
  );
  const width = Math.max(...lines.map((line) => layout.measure(line, "mono"))) + 2;
  const height = lines.length * READING_LINE;
  const place = layout.board.place(
    `clocks ${event.index}`,
    inside(layout, beside(layout, x, y, width, height)),
  );
  return place && { ...place, text: lines.join(" "), lines };
}

/** Right and left of a point: level with it, then a little below, then a little above. */
export function beside(
  { shown }: Layout,
  x: number,
  y: number,
  width: number,
  height: number,
): Required<Candidate>[] {
  const right = x + width / 2 + CLEAR;
  const left = x - width / 2 - (shown.rulers ? RULER_ROOM : CLEAR);
  const low = y + height / 2 + 3;
  const high = y - height / 2 - 3;
  const places = [
    { x: right, y, cost: 0 },
    { x: left, y, cost: 0.1 },
    { x: right, y: low, cost: 0.2 },
    { x: left, y: low, cost: 0.3 },
    { x: right, y: high, cost: 0.6 },
    { x: left, y: high, cost: 0.7 },
    // Beside a ruler there may be a word on the very height.
    ...(shown.rulers
      ? [
          { x: left, y: low + CLEAR, cost: 0.8 },
          { x: left, y: high - CLEAR, cost: 0.9 },
        ]
      : []),
  ];
  return places.map((place) => ({ ...place, width, height, angle: 0 }));
}
