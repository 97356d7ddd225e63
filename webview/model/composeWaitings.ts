import { formatTime } from "../../src/trace/format.ts";
import type { ArrowShape, WaitingPlace } from "./arrowShape.ts";
import { inside } from "./composeStretches.ts";
import type { Candidate } from "./labelBoard.ts";
import type { Layout, PlacedText } from "./scene.ts";

const LINE = 14;
/** Words that only say what one sees anyway stand where nothing runs through them, or not at all. */
const WORST = 1;
/** Height in px below which waiting can hardly be seen, so that nothing is said of it. */
const SHORTEST = 8;

/** How long a message waits at its sender and at its receiver, and how long it is held up on its way. */
export function waitingLabels(layout: Layout, shape: ArrowShape): PlacedText[] {
  const { run } = layout;
  const { arrow, queue, inbox, signs, points } = shape;
  const { message, departure, leaves, arrived, end } = arrow;
  const texts: (PlacedText | undefined)[] = [];
  if (queue) {
    const text = `queues ${formatTime(leaves - departure.time)}`;
    texts.push(beside(layout, `queue ${message}`, text, queue, [1, 0.75, 0.5], WORST));
  }
  if (inbox && arrived !== undefined && end !== undefined) {
    const text = `waits ${formatTime(run.times[end] - arrived)}`;
    texts.push(beside(layout, `inbox ${message}`, text, inbox, [0.5, 0.75, 0.25], WORST));
  }
  for (const { event, x, y } of signs) {
    if (event.kind !== "delay") continue;
    const away = Math.sign(x - points[0].x) || 1;
    const corners = points.filter((point) => Math.abs(point.x - x) < 0.01).map((point) => point.y);
    const [top, bottom] = [Math.min(y - SHORTEST, ...corners), Math.max(y + SHORTEST, ...corners)];
    const text = `held up ${formatTime(event.by)}`;
    const place = { x, top, bottom, lifeline: x - away };
    texts.push(beside(layout, `delay ${event.index}`, text, place, [0.5, 0.75, 0.25]));
  }
  return texts.filter((text) => text !== undefined);
}

/** Beside a place where a message waits, on the side that is away from the lifeline, or beyond that; else upright. */
function beside(
  layout: Layout,
  key: string,
  text: string,
  { x, top, bottom, lifeline }: WaitingPlace,
  parts: readonly number[],
  worst?: number,
): PlacedText | undefined {
  if (bottom - top < SHORTEST) return undefined;
  const width = layout.measure(text, "label") + 2;
  const away = Math.sign(x - lifeline) || 1;
  const candidates = parts.flatMap((part, order): Candidate[] => {
    const at = { y: top + (bottom - top) * part, width, height: LINE, angle: 0 };
    return [
      { ...at, x: x + away * (width / 2 + 6), cost: order * 0.1 },
      { ...at, x: lifeline - away * (width / 2 + 8), cost: order * 0.1 + 0.2 },
    ];
  });
  if (bottom - top > width) {
    const along = { y: (top + bottom) / 2, width, height: LINE, angle: -Math.PI / 2 };
    candidates.push({ ...along, x: x + away * 10, cost: 0.6 }, { ...along, x: x - away * 10, cost: 0.7 });
  }
  const place = layout.board.place(key, inside(layout, candidates), worst);
  return place && { ...place, text };
}
