import { gapsCrossed, type ArrowShape } from "./arrowShape.ts";
import { inside } from "./composeStretches.ts";
import type { Candidate } from "./labelBoard.ts";
import { loopX } from "./loops.ts";
import { lostReason } from "./lostReason.ts";
import { messageText } from "./messageText.ts";
import type { Layout, PlacedText } from "./scene.ts";

const LINE = 14;
/** Distance of a label's middle from its arrow, in px; and where a symbol sits on the arrow. */
const OFF = 9;
const OFF_SIGN = 15;
const SHORTEST_LABEL = 3;
/** What it costs not to say all of a message that isn't what it seems. */
const CUT_OFF = 2.5;
/** What it costs to stand level, away from the arrow. */
const LEVEL = 1.2;

type Label = Candidate & { readonly text: string };

/** What a message says, along its arrow. */
export function arrowLabel(layout: Layout, shape: ArrowShape): PlacedText | undefined {
  const { measure, board, run } = layout;
  const { arrow, pull } = shape;
  // What never left has no way along which a label could stand.
  if (arrow.fate === "queue full") return undefined;
  const full = messageText(run.trace, arrow);
  const text = fit(full, pull === undefined ? length(shape) - 12 : 90, (shown) => measure(shown, "label"));
  return board.place(`arrow ${arrow.message}`, inside(layout, labelPlaces(layout, shape, full, text)));
}

/**
 * Where what a message says could stand.
 * @param full All of it.
 * @param text As much of it as there is room for along the arrow, if any.
 */
function* labelPlaces(
  layout: Layout,
  shape: ArrowShape,
  full: string,
  text: string | undefined,
): Generator<Label, void> {
  const { measure } = layout;
  const { arrow, pull, signs } = shape;
  const tampered = signs.find(({ event }) => event.kind === "tamper");
  // Of a message that is a lie every word counts: where it doesn't fit along the arrow it stands level.
  const counts = tampered !== undefined || arrow.send.kind === "forge";
  if (text) {
    const width = measure(text, "label") + 2;
    const off = signs.length > 0 ? OFF_SIGN : OFF;
    const places =
      pull === undefined ? placesAlong(layout, shape, width, off) : loopPlaces(shape, pull, width);
    const cut = counts && text !== full ? CUT_OFF : 0;
    for (const place of places) yield { ...place, text, cost: (place.cost ?? 0) + cut };
  }
  if (counts && pull === undefined) {
    const { x1, y1, x2, y2 } = shape.leg;
    const middle = tampered ?? { x: (x1 + x2) / 2, y: (y1 + y2) / 2 };
    const width = measure(full, "label") + 2;
    for (const place of placesAround(middle, width)) yield { ...place, text: full };
  }
}

/** Why a message never arrived, where its arrow breaks off. @param labelled Whether its label has found room. */
export function lossReason(layout: Layout, shape: ArrowShape, labelled: boolean): PlacedText | undefined {
  const { arrow, tip, x1 } = shape;
  if (arrow.fate === "arrived") return undefined;
  // Ways as short as these have no room for a label.
  const short = arrow.fate === "queue full" || arrow.fate === "connection reset";
  const what = short && !labelled ? `${messageText(layout.run.trace, arrow)}: ` : "";
  const text = what + lostReason(arrow);
  const width = layout.measure(text, "label") + 4;
  const back = x1 < tip.x ? -1 : 1;
  const ahead = arrow.fate === "queue full" ? [{ x: tip.x - back * (width / 2 + 9), y: tip.y }] : [];
  const candidates: Candidate[] = [
    ...ahead,
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

/** Above and below the arrow, along it: first in the gaps between lifelines, then where there is room. */
function* placesAlong(
  { columns }: Layout,
  shape: ArrowShape,
  width: number,
  distance: number,
): Generator<Candidate, void> {
  const { x1, y1, x2, y2 } = shape.leg;
  const angle = upright(Math.atan2(y2 - y1, x2 - x1));
  const way = length(shape);
  const edge = Math.min(0.5, (width / 2 + 4) / way);
  const parts = [...gapsCrossed(columns, shape), 0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8];
  for (const [order, wanted] of parts.entries()) {
    const part = Math.min(1 - edge, Math.max(edge, wanted));
    for (const off of [-distance, distance]) {
      yield {
        x: x1 + (x2 - x1) * part - Math.sin(angle) * off,
        y: y1 + (y2 - y1) * part + Math.cos(angle) * off,
        width,
        height: LINE,
        angle,
        cost: order * 0.12 + (off > 0 ? 0.3 : 0),
      };
    }
  }
}

/** Level, above and below a point of the arrow. */
function placesAround({ x, y }: { readonly x: number; readonly y: number }, width: number): Candidate[] {
  return [18, -18, 32, -32].flatMap((down, order) =>
    [0, 0.5, -0.5, 0.8, -0.8].map((side) => ({
      x: x + side * width,
      y: y + down,
      width,
      height: LINE,
      angle: 0,
      cost: LEVEL + order * 0.3 + Math.abs(side) * 0.4,
    })),
  );
}

function loopPlaces({ x1, y1, tip }: ArrowShape, pull: number, width: number): Candidate[] {
  const x = loopX({ x: x1, y: y1 }, pull) + OFF + width / 2;
  return [{ x, y: (y1 + tip.y) / 2, width, height: LINE, angle: 0 }];
}

/** The text, or as much of its beginning as there is room for; nothing when that says nothing. */
function fit(text: string, room: number, measure: (text: string) => number): string | undefined {
  if (measure(text) <= room) return text;
  let length = Math.floor((text.length * room) / measure(text));
  while (length >= SHORTEST_LABEL) {
    const shown = `${text.slice(0, length)}…`;
    // Half a word of what is said tells less than that it is said again.
    if (measure(shown) <= room) return shown.replace(/^(again|copy): ?…$/, "$1");
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

function length({ leg: { x1, y1, x2, y2 } }: ArrowShape): number {
  return Math.hypot(x2 - x1, y2 - y1);
}
