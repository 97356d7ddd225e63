import { describeMessage } from "../../src/trace/describe.ts";
import { arrowPath, gapsCrossed, type ArrowShape } from "./arrowShape.ts";
import { inside } from "./composeStretches.ts";
import type { Candidate } from "./labelBoard.ts";
import { lostReason } from "./lostReason.ts";
import type { ArrowView, Layout, PlacedText } from "./scene.ts";

const LINE = 14;
/** Distance of a label's middle from its arrow, in px. */
const OFF = 9;
const SHORTEST_LABEL = 3;

/** Makes labels keep off the arrows in view where they can. */
export function blockArrows({ board }: Layout, shapes: readonly ArrowShape[]): void {
  for (const { arrow, x1, y1, x2, y2, tip } of shapes) {
    board.avoid(`arrow ${arrow.message}`, { x1, y1, x2, y2 });
    if (arrow.fate !== "arrived")
      board.block(`tip ${arrow.message}`, { ...tip, width: 12, height: 12, angle: 0 });
  }
}

/** The messages in view with their labels. Short ways choose first: they have the fewest places to go. */
export function arrowViews(layout: Layout, shapes: readonly ArrowShape[]): ArrowView[] {
  const texts = new Map<ArrowShape, Pick<ArrowView, "label" | "reason">>();
  for (const shape of shapes.toSorted((a, b) => length(a) - length(b))) {
    texts.set(shape, { label: label(layout, shape), reason: reason(layout, shape) });
  }
  return shapes.map((shape) => ({ ...shape, path: arrowPath(shape), ...texts.get(shape) }));
}

function label(layout: Layout, shape: ArrowShape): PlacedText | undefined {
  const { measure, board } = layout;
  const { original, send } = shape.arrow;
  const full = describeMessage(original);
  const prefix = send === original ? "" : "copy: ";
  const room = shape.loop ? 90 : length(shape) - 12;
  const text = fit(prefix + full, room, (shown) => measure(shown, "label"));
  if (!text) return undefined;
  const width = measure(text, "label") + 2;
  const candidates = shape.loop ? loopCandidates(shape, width) : alongCandidates(layout, shape, width);
  const place = board.place(`arrow ${shape.arrow.message}`, inside(layout, candidates));
  return place && { ...place, text };
}

/** Above and below the arrow, along it: first in the gaps between lifelines, then where there is room. */
function alongCandidates({ columns }: Layout, shape: ArrowShape, width: number): Candidate[] {
  const angle = upright(Math.atan2(shape.y2 - shape.y1, shape.x2 - shape.x1));
  const way = length(shape);
  const edge = Math.min(0.5, (width / 2 + 4) / way);
  const parts = [...gapsCrossed(columns, shape), 0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8];
  return parts.flatMap((wanted, order) => {
    const part = Math.min(1 - edge, Math.max(edge, wanted));
    return [-OFF, OFF].map((off) => ({
      x: shape.x1 + (shape.x2 - shape.x1) * part - Math.sin(angle) * off,
      y: shape.y1 + (shape.y2 - shape.y1) * part + Math.cos(angle) * off,
      width,
      height: LINE,
      angle,
      cost: order * 0.12 + (off > 0 ? 0.3 : 0),
    }));
  });
}

function loopCandidates({ x1, y1, tip }: ArrowShape, width: number): Candidate[] {
  const y = (y1 + tip.y) / 2;
  return [{ x: x1 + 42 + width / 2, y, width, height: LINE, angle: 0 }];
}

function reason(layout: Layout, { arrow, tip, x1 }: ArrowShape): PlacedText | undefined {
  if (arrow.fate === "arrived") return undefined;
  const text = lostReason(arrow.fate);
  const width = layout.measure(text, "label") + 4;
  const back = x1 < tip.x ? -1 : 1;
  const candidates: Candidate[] = [
    { x: tip.x + back * (width / 2), y: tip.y + 15 },
    { x: tip.x, y: tip.y + 15, cost: 0.2 },
    { x: tip.x + back * (width / 2 + 9), y: tip.y + 4, cost: 0.4 },
    { x: tip.x, y: tip.y - 15, cost: 0.5 },
    { x: tip.x - back * (width / 2 + 9), y: tip.y, cost: 0.6 },
    { x: tip.x + back * (width / 2 + 4), y: tip.y + 26, cost: 1 },
  ].map((place) => ({ ...place, width, height: LINE, angle: 0 }));
  const place = layout.board.place(`reason ${arrow.message}`, inside(layout, candidates));
  return place && { ...place, text };
}

/** The text, or as much of its beginning as there is room for; nothing when that says nothing. */
function fit(text: string, room: number, measure: (text: string) => number): string | undefined {
  if (measure(text) <= room) return text;
  let length = Math.floor((text.length * room) / measure(text));
  while (length >= SHORTEST_LABEL) {
    const shown = `${text.slice(0, length)}…`;
    if (measure(shown) <= room) return shown;
    length--;
  }
  return undefined;
}

/** Turns a direction so that text along it doesn't stand on its head. */
function upright(angle: number): number {
  if (angle > Math.PI / 2) return angle - Math.PI;
  if (angle <= -Math.PI / 2) return angle + Math.PI;
  return angle;
}

function length({ x1, y1, x2, y2 }: ArrowShape): number {
  return Math.hypot(x2 - x1, y2 - y1);
}
