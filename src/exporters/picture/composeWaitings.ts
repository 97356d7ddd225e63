import { formatTime } from "../../trace/format.ts";
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
    const text = `queued ${formatTime(leaves - departure.time)}`;
    texts.push(place(layout, `queue ${message}`, text, queue, { away: 0, beyond: 0.1, upright: 0.6 }));
  }
  if (inbox && arrived !== undefined && end !== undefined) {
    const text = `waited ${formatTime(run.times[end] - arrived)}`;
    texts.push(place(layout, `inbox ${message}`, text, inbox, { away: 0.3, beyond: 0, upright: 0.6 }));
  }
  for (const { event, x, y } of signs) {
    if (event.kind !== "delay") continue;
    const corners = points.filter((point) => Math.abs(point.x - x) < 0.01).map((point) => point.y);
    const [top, bottom] = [Math.min(y - SHORTEST, ...corners), Math.max(y + SHORTEST, ...corners)];
    const stop = { x, top, bottom, lifeline: x - (Math.sign(x - points[0].x) || 1) };
    const text = `held up ${formatTime(event.by)}`;
    const costs = { away: 0.1, beyond: 0.2, upright: 0.6 };
    texts.push(place(layout, `delay ${event.index}`, text, stop, costs, Infinity));
  }
  return texts.filter((text) => text !== undefined);
}

/** What it costs to stand on the side away from the lifeline, beyond the lifeline, and upright along the place. */
interface Costs {
  readonly away: number;
  readonly beyond: number;
  readonly upright: number;
}

/** Finds room beside a place where a message waits; the nearer to its end the better, where the wait is over. */
function place(
  layout: Layout,
  key: string,
  text: string,
  { x, top, bottom, lifeline }: WaitingPlace,
  costs: Costs,
  worst = WORST,
): PlacedText | undefined {
  if (bottom - top < SHORTEST) return undefined;
  const width = layout.measure(text, "label") + 2;
  const side = Math.sign(x - lifeline) || 1;
  const candidates = [1, 0.75, 0.5].flatMap((part, order): Candidate[] => {
    const at = { y: top + (bottom - top) * part, width, height: LINE, angle: 0 };
    return [
      { ...at, x: x + side * (width / 2 + 6), cost: costs.away + order * 0.1 },
      { ...at, x: lifeline - side * (width / 2 + 10), cost: costs.beyond + order * 0.1 },
    ];
  });
  if (bottom - top > width) {
    const along = { y: (top + bottom) / 2, width, height: LINE, angle: -Math.PI / 2 };
    candidates.push({ ...along, x: x + side * 10, cost: costs.upright });
    candidates.push({ ...along, x: x - side * 10, cost: costs.upright + 0.1 });
  }
  const found = layout.board.place(key, inside(layout, candidates), worst);
  return found && { ...found, text };
}
