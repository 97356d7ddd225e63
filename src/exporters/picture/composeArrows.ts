import { arrowLabel, lossReason } from "./arrowLabels.ts";
import { arrowPath, type ArrowShape } from "./arrowShape.ts";
import type { Box } from "./box.ts";
import { polylinePath, type Point } from "./polyline.ts";
import type { ArrowView, Layout } from "./scene.ts";

/** Room around a symbol on an arrow, in px. */
const SIGN = 10;
/** Distance from a lifeline at which the line to its mark ends, in px. */
const EYE = 10;

/** Makes labels keep off the arrows in view where they can. */
export function blockArrows(layout: Layout, shapes: readonly ArrowShape[]): void {
  const { board } = layout;
  const avoid = (key: string, a: Point, b: Point) => board.avoid(key, { x1: a.x, y1: a.y, x2: b.x, y2: b.y });
  for (const shape of shapes) {
    const { arrow, points, tip, signs, queue, inbox } = shape;
    for (let i = 1; i < points.length; i++) avoid(`arrow ${arrow.message} ${i}`, points[i - 1], points[i]);
    for (const [event, [from, to]] of tapLines(layout, shape)) avoid(`tap ${event}`, from, to);
    for (const { event, x, y } of signs) {
      if (event.kind !== "delay") board.block(`sign ${event.index}`, square({ x, y }, SIGN));
    }
    if (queue) board.block(`queue ${arrow.message}`, upright(queue.x, queue.top, queue.bottom));
    if (inbox) board.block(`inbox ${arrow.message}`, upright(inbox.x, inbox.top, inbox.bottom));
    if (arrow.fate !== "arrived") board.block(`tip ${arrow.message}`, square(tip, 12));
  }
}

/** The messages in view with their labels. Short ways choose first: they have the fewest places to go. */
export function arrowViews(layout: Layout, shapes: readonly ArrowShape[]): Omit<ArrowView, "waitings">[] {
  const texts = new Map<ArrowShape, Pick<ArrowView, "label" | "reason">>();
  for (const shape of shapes.toSorted((a, b) => length(a) - length(b))) {
    const label = arrowLabel(layout, shape);
    texts.set(shape, { label, reason: lossReason(layout, shape, label !== undefined) });
  }
  return shapes.map((shape) => ({
    ...shape,
    path: arrowPath(shape),
    ...(shape.changedFrom !== undefined && {
      changedPath: polylinePath(shape.points.slice(shape.changedFrom)),
    }),
    ...texts.get(shape),
    taps: tapLines(layout, shape).map(([event, ends]) => ({ event, path: polylinePath(ends) })),
  }));
}

/** From where the message is to the mark on the lifeline of whoever reads it there. */
function tapLines(
  { timeline, columns }: Layout,
  { signs }: ArrowShape,
): (readonly [event: number, ends: readonly [Point, Point]])[] {
  return signs.flatMap(({ event, x, y }) => {
    if (event.kind !== "tap" || Number.isNaN(columns.x[event.node])) return [];
    const reader = columns.x[event.node];
    const end = { x: reader - Math.sign(reader - x) * EYE, y: timeline.yOf(event.index) };
    return [[event.index, [{ x, y }, end]] as const];
  });
}

function square({ x, y }: Point, size: number): Box {
  return { x, y, width: size, height: size, angle: 0 };
}

function upright(x: number, top: number, bottom: number): Box {
  return { x, y: (top + bottom) / 2, width: 7, height: bottom - top, angle: 0 };
}

function length({ leg: { x1, y1, x2, y2 } }: ArrowShape): number {
  return Math.hypot(x2 - x1, y2 - y1);
}
