import type { Arrow } from "./arrows.ts";
import type { WireSign } from "./arrowShape.ts";
import type { Columns } from "./columns.ts";
import { round, type Point } from "./polyline.ts";

/** How far a message to its own lifeline gets that doesn't arrive, in px. */
export const LOOP = 34;
/** Distance of the ends from the lifeline, as of other arrows. */
const TAIL_GAP = 5;
const HEAD_GAP = 6;
/** How far to the right the curve of a message to its own node is pulled, in px. */
const PULL = 44;
/** Messages between nodes that share a lifeline are many: the longer ones are pulled further, but so far at most. */
const SHARED_PULL = 30;
const FURTHER = 18;
const SHORT = 40;
const MOST_OF_STEP = 0.5;
/** A curve gets so far of the way to where it is pulled. */
const REACH = 0.75;

/** How far to the right a message's curve is pulled that goes back to its own lifeline, in px. */
export function pullOf({ step }: Columns, { send }: Arrow, height: number): number {
  if (send.node === send.to) return PULL;
  const further = FURTHER * Math.log2(Math.max(1, height / SHORT));
  return Math.min(SHARED_PULL + further, step * MOST_OF_STEP);
}

/** SVG path of a loop; of a message that doesn't arrive as far as it got. */
export function loopPath({ x1, y1, x2, y2 }: Ends, tip: Point, pull: number): string {
  if (tip.x !== x1)
    return `M${round(x1)} ${round(y1)}Q${round(tip.x)} ${round(y1)} ${round(tip.x)} ${round(tip.y)}`;
  const pulled = round(x1 + pull);
  return `M${round(x1 + TAIL_GAP)} ${round(y1)}C${pulled} ${round(y1)} ${pulled} ${round(y2)} ${round(x2 + HEAD_GAP)} ${round(y2)}`;
}

interface Ends {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/** Some points of the curve, from its start to its end. */
export function loopPoints(start: Point, tip: Point, pull: number): Point[] {
  if (tip.x !== start.x) return [start, { x: tip.x, y: start.y }, tip];
  const height = tip.y - start.y;
  return [0, 0.2, 0.5, 0.8, 1].map((t) => ({
    x: start.x + 3 * t * (1 - t) * pull,
    y: start.y + height * t * t * (3 - 2 * t),
  }));
}

/** Where the curve is farthest from the lifeline. */
export function loopX({ x }: Point, pull: number): number {
  return x + REACH * pull;
}

/** What is done to the message on its way, at the farthest point: a curve has no place that stands for a time. */
export function loopSigns({ onWay }: Arrow, start: Point, tip: Point, pull: number): WireSign[] {
  return onWay.map((event) => ({ event, x: loopX(start, pull), y: (start.y + tip.y) / 2 }));
}
