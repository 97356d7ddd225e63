import { formatTime } from "../../trace/format.ts";
import type { RunIndex } from "./runIndex.ts";
import type { Timeline } from "./timeline.ts";

/** A mark of the time axis. */
export interface Tick {
  readonly y: number;
  readonly text: string;
  /** Whether it is a round time; the others name an instant where round times are far apart. */
  readonly round: boolean;
}

/** Usual distance of round times, in px. */
const DISTANCE = 56;
const NEAREST = 26;

/** The marks of the time axis between two positions. Where time doesn't run to scale it names instants only. */
export function ticks(run: RunIndex, timeline: Timeline, top: number, bottom: number): Tick[] {
  const result = timeline.scale.axis === "true" ? roundTicks(run, timeline, top, bottom) : [];
  for (const { time, y } of timeline.instantsBetween(top, bottom)) {
    const near = result.some((tick) => Math.abs(tick.y - y) < (tick.round ? NEAREST : DISTANCE / 2));
    if (!near) result.push({ y, text: formatTime(time).replace(" ms", ""), round: false });
  }
  return result.sort((a, b) => a.y - b.y);
}

function roundTicks(run: RunIndex, timeline: Timeline, top: number, bottom: number): Tick[] {
  const msPerPixel = Math.max(run.duration, 1e-3) / (timeline.height + timeline.origin);
  const step = niceStep(DISTANCE * Math.min(msPerPixel, 1 / timeline.scale.zoom));
  const result: Tick[] = [];
  const from = Math.max(0, Math.ceil(timeline.timeAt(top) / step));
  const to = Math.min(Math.floor(run.duration / step), Math.floor(timeline.timeAt(bottom) / step));
  for (let count = from; count <= to; count++) {
    const time = count * step;
    result.push({ y: timeline.yAt(time), text: formatTime(time), round: true });
  }
  return result;
}

/** The least of 1, 2, 2.5, 5 times a power of ten that is at least `least`. */
function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 2.5, 5, 10].find((nice) => nice * power >= least * (1 - 1e-9))!;
  return factor * power;
}
