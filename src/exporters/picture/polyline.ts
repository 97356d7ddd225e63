import type { Segment } from "./box.ts";
import type { Columns } from "./columns.ts";

/** A place in the picture, in px. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The point of a way, which runs down, at a height; nothing when it is level there or doesn't reach it. */
export function along(points: readonly Point[], y: number): Point | undefined {
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1], points[i]];
    if (a.y < b.y && a.y <= y && y <= b.y) {
      return { x: a.x + ((b.x - a.x) * (y - a.y)) / (b.y - a.y), y };
    }
  }
  return undefined;
}

/** The point half-way between the ends, counted across. */
export function midway(points: readonly Point[]): Point {
  const [first] = points;
  const last = points.at(-1)!;
  return { x: (first.x + last.x) / 2, y: (first.y + last.y) / 2 };
}

/** The longest piece that goes across; the whole when all of it goes down. */
export function longestLeg(points: readonly Point[]): Segment {
  let longest: Segment | undefined;
  let most = 0;
  for (const [index, b] of points.entries()) {
    if (index === 0) continue;
    const a = points[index - 1];
    const length = Math.hypot(b.x - a.x, b.y - a.y);
    if (a.x === b.x || length <= most) continue;
    most = length;
    longest = { x1: a.x, y1: a.y, x2: b.x, y2: b.y };
  }
  const last = points.at(-1)!;
  return longest ?? { x1: points[0].x, y1: points[0].y, x2: last.x, y2: last.y };
}

/** The same way with a corner more at a point that lies on it, and the index of that corner. */
export function withPoint(
  points: readonly Point[],
  { x, y }: Point,
): { readonly points: readonly Point[]; readonly index: number } {
  const within = (value: number, a: number, b: number) =>
    value >= Math.min(a, b) - 0.01 && value <= Math.max(a, b) + 0.01;
  const next = points.findIndex(
    (point, index) =>
      index > 0 && within(x, points[index - 1].x, point.x) && within(y, points[index - 1].y, point.y),
  );
  const index = next > 0 ? next : points.length - 1;
  return { points: [...points.slice(0, index), { x, y }, ...points.slice(index)], index };
}

/** Moves a position between sender and receiver off a lifeline, so that nothing seems to have happened there. */
export function besideLifelines(
  { x: lifelines, step }: Columns,
  x: number,
  sender: number,
  receiver: number,
): number {
  const near = lifelines.find((lifeline) => Math.abs(lifeline - x) < step / 4);
  if (near === undefined) return x;
  // Back towards the sender, unless it is the sender's own.
  const side = near === sender ? Math.sign(receiver - sender) : Math.sign(sender - near);
  return near + (side * step) / 3;
}

/** SVG path through some points. */
export function polylinePath(points: readonly Point[]): string {
  return `M${points.map(({ x, y }) => `${round(x)} ${round(y)}`).join("L")}`;
}

/** Coordinates to a tenth of a pixel keep the document small. */
export function round(value: number): number {
  return Math.round(value * 10) / 10;
}
