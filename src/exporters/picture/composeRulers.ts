import { tellClock } from "../../trace/clockSetting.ts";
import { formatTime, shorten } from "../../trace/format.ts";
import { isRight, wallClocks } from "../../trace/wallClocks.ts";
import { sharesLine } from "./columnOrder.ts";
import { inside } from "./composeStretches.ts";
import { polylinePath } from "./polyline.ts";
import { rulerParts, type RulerPart } from "./rulers.ts";
import type { ClockJumpView, Layout, LifelineView, PlacedText, RulerPartView, RulerView } from "./scene.ts";

/** Distance of a ruler from its lifeline while the clock is right, in px. */
const BESIDE = 19;
/** How far its edge leans where a clock of the run is most wrong, in px. */
const LEAN = 7;
/** Lengths of ticks, and how far the sign of a jump reaches beyond the edge, in px. */
const LONG_TICK = 7;
const SHORT_TICK = 3.5;
const JUMP = 5;
/** Distance of words from the ruler, and height of a line of them, in px. */
const CLEAR = 6;
const LINE = 12;
/** A number that would cross so many lines says less than it hides; of a clock that is right the time axis says it, too. */
const CROWDED = { wrong: 3, right: 1 };
/** Clocks are read to the microsecond. */
const LEAST = 1e-3;
const LONGEST_NAME = 40;

/** How far what stands at the left of a lifeline keeps off it where there are rulers, in px. */
export const RULER_ROOM = BESIDE + LEAN + CLEAR;

/** The ruler of a part of a lifeline in view. */
export interface Ruler {
  readonly lifeline: LifelineView;
  readonly parts: readonly RulerPart[];
}

/** The rulers beside the lifelines in view; none unless they are wanted, nor where several nodes share a lifeline. */
export function rulersInView(layout: Layout, lifelines: readonly LifelineView[]): Ruler[] {
  const { run, timeline, shown, board } = layout;
  if (!shown.rulers) return [];
  const end = timeline.yOf(run.last);
  return lifelines.flatMap((lifeline) => {
    const { key, node, top, bottom } = lifeline;
    if (sharesLine(run.order, node)) return [];
    const x = lifeline.x - BESIDE;
    board.avoid(`ruler ${key} ${top}-${bottom}`, { x1: x, y1: top, x2: x, y2: bottom });
    const parts = rulerParts(run, timeline, node, top, Math.min(bottom, end));
    return parts.length > 0 ? [{ lifeline, parts }] : [];
  });
}

/** Finds room for what tells of jumps first: no other words have to stand where they do. */
export function placeJumps(layout: Layout, rulers: readonly Ruler[]): void {
  for (const ruler of rulers) jumpViews(layout, ruler);
}

/** Finds room for the numbers of clocks that are wrong; those of the others take the room that is left. */
export function placeNumbers(layout: Layout, rulers: readonly Ruler[]): void {
  for (const { lifeline, parts } of rulers) {
    for (const part of parts) if (!isRight(part.piece)) numbers(layout, lifeline, part);
  }
}

/**
 * Rulers that show what the nodes' own clocks show: a tick where the clock comes to a round value. Where it is wrong
 * the edge leans, by the same measure for all nodes, furthest where a clock of the run is most wrong; so a jump is a
 * step and a drift a slope, however small they are against the run.
 */
export function rulerViews(layout: Layout, rulers: readonly Ruler[]): RulerView[] {
  const parts = rulers.map((ruler) => ruler.parts.map((part) => partView(layout, ruler.lifeline, part)));
  return rulers.map((ruler, index) => ({
    key: ruler.lifeline.key,
    parts: parts[index],
    jumps: jumpViews(layout, ruler),
    numbers: ruler.parts.flatMap((part) => numbers(layout, ruler.lifeline, part)),
  }));
}

/** Where the edge of a ruler is while the clock is so far ahead. */
function edgeX({ run }: Layout, lifeline: LifelineView, ahead: number): number {
  const { worst } = wallClocks(run.trace);
  return lifeline.x - BESIDE + (worst < LEAST ? 0 : (LEAN * ahead) / worst);
}

function jumpViews(layout: Layout, { lifeline, parts }: Ruler): ClockJumpView[] {
  return parts.flatMap(({ piece: { event }, jump, points: [{ y, ahead }] }) => {
    if (event === undefined || Math.abs(jump) < LEAST || layout.timeline.yOf(event) !== y) return [];
    const [from, to] = [edgeX(layout, lifeline, ahead - jump), edgeX(layout, lifeline, ahead)];
    const text = `${jump > 0 ? "+" : ""}${number(jump)}`;
    const places = [0, -LINE, LINE, -2 * LINE, 2 * LINE].map((below) => y + below);
    return [
      {
        event,
        y,
        from: Math.min(from, to) - JUMP,
        to: Math.max(from, to) + JUMP,
        label: beside(layout, lifeline, `jump ${event}`, text, places),
      },
    ];
  });
}

function partView(layout: Layout, lifeline: LifelineView, part: RulerPart): RulerPartView {
  const { piece, points } = part;
  const edge = points.map(({ y, ahead }) => ({ x: edgeX(layout, lifeline, ahead), y }));
  const kind = isRight(piece) ? "right" : piece.rate === 0 ? "still" : "wrong";
  const neutral = edgeX(layout, lifeline, 0);
  const [top, bottom] = [edge[0].y, edge.at(-1)!.y];
  return {
    kind,
    event: piece.event,
    title: titleOf(layout, lifeline, part),
    edge: polylinePath(edge),
    ...(kind !== "right" && {
      error: `${polylinePath([{ x: neutral, y: top }, ...edge, { x: neutral, y: bottom }])}Z`,
    }),
    ticks: points.flatMap(({ y, ahead, tick }) =>
      tick === undefined
        ? []
        : [{ x: edgeX(layout, lifeline, ahead), y, length: tick === "long" ? LONG_TICK : SHORT_TICK }],
    ),
    ...(kind === "still" && { label: stillLabel(layout, lifeline, part) }),
  };
}

function titleOf({ run: { trace } }: Layout, { node }: LifelineView, { piece }: RulerPart): string {
  const event = piece.event === undefined ? undefined : trace.events[piece.event];
  const does = event?.kind === "clock" ? tellClock(event) : "clock is right";
  return `${shorten(trace.nodes[node].name, LONGEST_NAME)}'s ${does}`;
}

function stillLabel(
  layout: Layout,
  lifeline: LifelineView,
  { piece, until }: RulerPart,
): PlacedText | undefined {
  const { timeline } = layout;
  const top = timeline.yOf(piece.event!);
  const bottom = timeline.yAt(until);
  const places: number[] = [];
  for (let y = top + LINE; y < Math.max(top + LINE + 1, Math.min(bottom - 6, top + 130)); y += 8)
    places.push(y);
  const text = `still for ${formatTime(until - piece.from)}`;
  return beside(layout, lifeline, `still ${piece.event}`, text, places);
}

/** What the clock shows at the long ticks; where the readings beside the events say the same nothing. */
function numbers(layout: Layout, lifeline: LifelineView, { piece, points }: RulerPart): RulerView["numbers"] {
  if (layout.timeline.scale.axis === "causal" && layout.clocks.includes("wall")) return [];
  const wrong = !isRight(piece);
  return points.flatMap(({ y, shown, tick }) => {
    if (tick !== "long") return [];
    const text = number(shown).replace(" ms", "");
    const place = beside(
      layout,
      lifeline,
      `clock ${lifeline.node} ${y}`,
      text,
      [y],
      CROWDED[wrong ? "wrong" : "right"],
    );
    return place ? [{ ...place, wrong }] : [];
  });
}

/** Finds room for words at the left of a ruler, at the first of some heights that is free. */
function beside(
  layout: Layout,
  { x }: LifelineView,
  key: string,
  text: string,
  places: readonly number[],
  worst?: number,
): PlacedText | undefined {
  const width = layout.measure(text, "label") + 2;
  const candidates = places.map((y, index) => ({
    x: x - RULER_ROOM - width / 2,
    y,
    width,
    height: LINE,
    angle: 0,
    cost: index / 2,
  }));
  const place = layout.board.place(`ruler ${key}`, inside(layout, candidates), worst);
  return place && { ...place, text };
}

function number(ms: number): string {
  return `${ms < 0 ? "−" : ""}${formatTime(Math.abs(ms))}`;
}
