import { isProcessEvent } from "../../trace/lifelines.ts";
import { aheadAt, shownAt, wallClocks, type WallPiece } from "../../trace/wallClocks.ts";
import type { RunIndex } from "./runIndex.ts";
import { isRound, roundTimes } from "./ticks.ts";
import type { Timeline } from "./timeline.ts";

/** A place on the ruler of a node's own clock. */
export interface RulerPoint {
  readonly y: number;
  /** What the clock shows there, in ms. */
  readonly shown: number;
  /** How far that is ahead of true time, in ms; behind when negative. */
  readonly ahead: number;
  /** Whether there is a tick: a long one at round values, a short one between; on the causal axis one at each event. */
  readonly tick?: "long" | "short";
}

/** A part of a ruler on which the clock runs evenly or stands still. */
export interface RulerPart {
  readonly piece: WallPiece;
  /** True time at which the clock ceases to run like that, in ms; also where that is out of view. */
  readonly until: number;
  /** By how many ms the clock jumps where the piece begins. */
  readonly jump: number;
  /** From the first to the last position in view, those included. */
  readonly points: readonly RulerPoint[];
}

/** Times are kept to the microsecond; what is less apart than this is the same. */
const SAME = 1e-6;

/** The ruler of a node's own clock between two positions, in parts from above. */
export function rulerParts(
  run: RunIndex,
  timeline: Timeline,
  node: number,
  top: number,
  bottom: number,
): RulerPart[] {
  const pieces = wallClocks(run.trace).pieces[node];
  const startOf = ({ event, from }: WallPiece) =>
    event === undefined ? timeline.yAt(from) : timeline.yOf(event);
  const parts: RulerPart[] = [];
  for (let i = lastAbove(pieces, startOf, top); i < pieces.length; i++) {
    const piece = pieces[i];
    const next = pieces.at(i + 1);
    const begin = startOf(piece);
    const finish = next ? startOf(next) : timeline.yOf(run.last);
    if (begin > bottom) break;
    const from = { y: Math.max(begin, top), time: begin >= top ? piece.from : timeline.timeAt(top) };
    const until = next?.from ?? run.duration;
    const to = { y: Math.min(finish, bottom), time: finish <= bottom ? until : timeline.timeAt(bottom) };
    // Several things are done to a clock at one instant, or it is set before anything else happens.
    if (to.y < from.y || (to.y === from.y && next !== undefined)) continue;
    const ticks =
      timeline.scale.axis === "causal"
        ? readings(run, timeline, node, piece, next, from.y, to.y)
        : roundValues(run, timeline, piece, next, begin, from, to);
    const edge = ({ y, time }: Place) => ({ y, ...readAt(piece, time) });
    parts.push({
      piece,
      until,
      jump: i === 0 ? 0 : piece.shown - shownAt(pieces[i - 1], piece.from),
      points: [edge(from), ...ticks, edge(to)],
    });
  }
  return parts;
}

interface Place {
  readonly y: number;
  /** True time in ms. */
  readonly time: number;
}

function readAt(piece: WallPiece, time: number): Pick<RulerPoint, "shown" | "ahead"> {
  return { shown: shownAt(piece, time), ahead: aheadAt(piece, time) };
}

/** Index of the last piece that begins at or above a position; the first one if none does. */
function lastAbove(pieces: readonly WallPiece[], startOf: (piece: WallPiece) => number, top: number): number {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (startOf(pieces[middle]) <= top) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

/** Where time doesn't run to scale only what the clock shows at events is told. */
function readings(
  run: RunIndex,
  timeline: Timeline,
  node: number,
  piece: WallPiece,
  next: WallPiece | undefined,
  top: number,
  bottom: number,
): RulerPoint[] {
  const range = timeline.eventsBetween(top, bottom);
  const first = Math.max(range.first, piece.event ?? 0);
  const last = Math.min(range.last, next?.event === undefined ? run.last : next.event - 1);
  const points: RulerPoint[] = [];
  for (let index = first; index <= last; index++) {
    if (run.nodes[index] !== node || run.shares[index] >= 0 || index === run.starts[node]) continue;
    const y = timeline.yOf(index);
    const event = run.trace.events[index];
    if (y < top || y > bottom || !isProcessEvent(event)) continue;
    const { wall } = event.clocks;
    points.push({ y, shown: wall, ahead: wall - event.time, tick: "long" });
  }
  return points;
}

/** The ticks at round values, where the clock shows them; not where time is cut short. */
function roundValues(
  run: RunIndex,
  timeline: Timeline,
  piece: WallPiece,
  next: WallPiece | undefined,
  begin: number,
  from: Place,
  to: Place,
): RulerPoint[] {
  if (piece.rate === 0) {
    const begins = from.y === begin && isRound(run, timeline, piece.shown);
    return begins ? [{ y: from.y, ...readAt(piece, piece.from), tick: "long" }] : [];
  }
  const stretches = timeline.stretchesBetween(Math.min(from.y, timeline.yAt(from.time)), to.y);
  return (
    roundTimes(run, timeline, piece, stretches, { from: from.time, to: to.time })
      // From then on the clock shows what the next piece says.
      .filter(({ time }) => next === undefined || time < next.from - SAME)
      .map(({ value, time, y, long }) => ({
        // What is done to a clock at an instant has a row of its own.
        y: Math.max(begin, y),
        shown: value,
        ahead: value - time,
        tick: long ? ("long" as const) : ("short" as const),
      }))
      .filter(({ y }) => y >= from.y && y <= to.y)
  );
}
