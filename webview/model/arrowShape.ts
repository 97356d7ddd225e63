import type { Arrow } from "./arrows.ts";
import { columnX, fissureX, type Columns } from "./columns.ts";
import type { Segment } from "./box.ts";
import type { RunIndex } from "./runIndex.ts";
import type { Timeline } from "./timeline.ts";

/** Distance of an arrow's ends from the lifelines, so that marks and heads stay clear. */
const TAIL_GAP = 5;
const HEAD_GAP = 6;
/** How far a message to its own node bulges out, in px. */
const LOOP = 34;

interface Point {
  readonly x: number;
  readonly y: number;
}

/** How an arrow is drawn. */
export interface ArrowShape extends Segment {
  readonly arrow: Arrow;
  /** Whether it goes from a node to itself, and so bulges out to the right. */
  readonly loop: boolean;
  /** Position of the event that ended the flight; for a lost message where it breaks off. */
  readonly tip: Point;
}

/** Draws a message to scale: from its sending to its arrival, or to where it was lost on that way. */
export function arrowShape(run: RunIndex, timeline: Timeline, columns: Columns, arrow: Arrow): ArrowShape {
  const { send, original, fate } = arrow;
  const start = { x: columns.x[send.node], y: timeline.y[original.index] };
  const tip = tipOf(run, timeline, columns, arrow, start);
  if (send.node === send.to) {
    return { arrow, x1: start.x, y1: start.y, x2: tip.x, y2: tip.y, loop: true, tip };
  }
  const dx = tip.x - start.x;
  const dy = tip.y - start.y;
  const length = Math.max(1, Math.hypot(dx, dy));
  const tail = Math.min(TAIL_GAP / length, 0.3);
  const head = fate === "arrived" ? 1 - HEAD_GAP / length : 1;
  return {
    arrow,
    x1: start.x + dx * tail,
    y1: start.y + dy * tail,
    x2: start.x + dx * head,
    y2: start.y + dy * head,
    loop: false,
    tip,
  };
}

/** Where an arrow ends: at the receiver's event, or where and when the message was lost. */
function tipOf(run: RunIndex, timeline: Timeline, columns: Columns, arrow: Arrow, start: Point): Point {
  const { send, fate, end } = arrow;
  const receiver = columns.x[send.to];
  if (fate === "in flight") {
    const last = timeline.y[run.last];
    const arrival = timeline.yAt(send.arrival);
    const part = Math.min(0.9, Math.max(0.15, (last - start.y) / Math.max(1, arrival - start.y)));
    return { x: start.x + (receiver - start.x || LOOP) * part, y: start.y + (arrival - start.y) * part };
  }
  const y = timeline.y[end!];
  if (fate === "arrived") return { x: receiver, y };
  if (send.node === send.to) return { x: start.x + LOOP, y };
  if (fate === "receiver down") return { x: receiver - Math.sign(receiver - start.x) * 10, y };
  const middle = besideLifelines(columns, (start.x + receiver) / 2, start.x);
  return { x: fate === "partition" ? (beforeCut(run, columns, arrow) ?? middle) : middle, y };
}

/** Moves a point off a lifeline, towards the sender, so that nothing seems to have happened there. */
function besideLifelines({ x: lifelines, step }: Columns, x: number, sender: number): number {
  const near = lifelines.find((lifeline) => Math.abs(lifeline - x) < step / 4);
  return near === undefined ? x : near + (Math.sign(sender - near) * step) / 3;
}

/** Where a message meets the partition that keeps it from its receiver: just before the jagged line. */
function beforeCut(run: RunIndex, columns: Columns, { send, end }: Arrow): number | undefined {
  const x = columns.x[send.node];
  const direction = Math.sign(columns.x[send.to] - x);
  const distances = run.cuts
    .meeting(end!, end!)
    .filter(({ groups }) => {
      const from = groups.findIndex((group) => group.includes(send.node));
      return from >= 0 && groups.some((group, index) => index !== from && group.includes(send.to));
    })
    .flatMap(({ fissures }) => fissures.map((fissure) => (fissureX(columns, fissure) - x) * direction))
    .filter((distance) => distance > 0 && distance < Math.abs(columns.x[send.to] - x));
  return distances.length > 0 ? x + direction * Math.max(8, Math.min(...distances) - 9) : undefined;
}

/** SVG path of an arrow. */
export function arrowPath({ x1, y1, x2, y2, loop, tip }: ArrowShape): string {
  if (!loop) return `M${round(x1)} ${round(y1)}L${round(x2)} ${round(y2)}`;
  if (tip.x !== x1)
    return `M${round(x1)} ${round(y1)}Q${round(tip.x)} ${round(y1)} ${round(tip.x)} ${round(tip.y)}`;
  const bulge = round(x1 + LOOP * 1.3);
  return `M${round(x1 + TAIL_GAP)} ${round(y1)}C${bulge} ${round(y1)} ${bulge} ${round(y2)} ${round(x2 + HEAD_GAP)} ${round(y2)}`;
}

/** The gaps between lifelines that an arrow crosses, as parts of its way from 0 to 1, from its end to its start. */
export function gapsCrossed(columns: Columns, shape: ArrowShape): number[] {
  const { rank } = columns.order;
  const { send } = shape.arrow;
  const [left, right] = [rank[send.node], rank[send.to]].sort((a, b) => a - b);
  const result: number[] = [];
  for (let column = left; column < right; column++) {
    const middle = (columnX(columns, column) + columnX(columns, column + 1)) / 2;
    const part = (middle - shape.x1) / (shape.x2 - shape.x1);
    if (part > 0.1 && part < 0.95) result.push(part);
  }
  return result.sort((a, b) => b - a);
}

/** Coordinates to a tenth of a pixel keep the document small. */
export function round(value: number): number {
  return Math.round(value * 10) / 10;
}
