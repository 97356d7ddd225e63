import type { RunIndex } from "./runIndex.ts";
import { Timeline, type Scale } from "./timeline.ts";

/** Pixels per ms beyond which zooming in shows nothing more. */
export const MAX_ZOOM = 400;
const MIN_ZOOM = 1e-4;
/** Largest scale that fitting chooses by itself. */
const MAX_FIT = 8;
/** A typical flight goes down at least this far, so that one sees how long it takes. */
const READABLE_FLIGHT = 32;

/** Keeps a zoom within what can be drawn. */
export function clampZoom(zoom: number): number {
  return Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, zoom));
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
  if (!fits(Math.max(readable, MIN_ZOOM))) return Math.max(readable, MIN_ZOOM);
  let low = Math.max(readable, MIN_ZOOM);
  let high = MAX_FIT;
  // Time can't be squeezed below the rows that the events need, so the height is no plain multiple of the zoom.
  for (let i = 0; i < 12; i++) {
    const middle = Math.sqrt(low * high);
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return low;
}
