import type { RunPart } from "../../trace/runPart.ts";
import type { RunIndex } from "./runIndex.ts";
import { Timeline, type Scale } from "./timeline.ts";

/** Pixels per ms beyond which zooming in shows nothing more. */
export const MAX_ZOOM = 400;
/** Pixels per ms below which zooming out hardly ever shows anything more. */
const MIN_ZOOM = 1e-4;
/** Largest scale that fitting chooses by itself. */
const MAX_FIT = 8;
/** A typical flight goes down at least this far, so that one sees how long it takes. */
const READABLE_FLIGHT = 32;

/** Keeps a zoom within what can be drawn. */
export function clampZoom(run: RunIndex, zoom: number): number {
  return Math.min(MAX_ZOOM, Math.max(leastZoom(run), zoom));
}

/** The zoom at which no more of a run can be seen: all of its time would be a pixel. */
function leastZoom({ duration }: RunIndex): number {
  return Math.min(MIN_ZOOM, 1 / duration);
}

/**
 * The zoom, in px per ms, at which the whole run fits into the window; or, when the run is too long for that, at
 * which a typical message can be seen to take time.
 */
export function fittingZoom(
  run: RunIndex,
  windowHeight: number,
  { axis, gap }: Pick<Scale, "axis" | "gap">,
): number {
  if (run.duration <= 0) return MAX_FIT;
  const readable = Math.min(MAX_FIT, READABLE_FLIGHT / run.pace.flight);
  const fits = (zoom: number) => Timeline.of(run, { axis, zoom, gap }).height <= windowHeight;
  return largest(Math.max(readable, leastZoom(run)), MAX_FIT, fits);
}

/**
 * The largest zoom at which a part of a run fits into a room; the smallest one if it fits at none.
 * @param room In px.
 */
export function zoomToPart(
  run: RunIndex,
  part: RunPart,
  room: number,
  { axis, gap }: Pick<Scale, "axis" | "gap">,
): number {
  return largest(leastZoom(run), MAX_ZOOM, (zoom) => {
    const { top, bottom } = Timeline.of(run, { axis, zoom, gap }).spanOf(part);
    return bottom - top <= room;
  });
}

/**
 * The largest zoom that fits, between two of them; the lower one if none does. Time can't be squeezed below the rows
 * that the events need, so that heights are no plain multiples of the zoom and it has to be looked for.
 */
function largest(low: number, high: number, fits: (zoom: number) => boolean): number {
  if (!fits(low)) return low;
  for (let i = 0; i < 12; i++) {
    const middle = Math.sqrt(low * high);
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return low;
}
