import { round } from "./polyline.ts";

const AMPLITUDE = 5.5;
const PERIOD = 15;
const RUNG = 5.5;
const RUNG_PERIOD = 6;

/**
 * SVG path of a fault line from `top` to `bottom`.
 * @param origin Where the line begins, in view or not: its teeth stay where they are while one scrolls.
 * @param direction 0 for a line that stops messages both ways; else its teeth point the way that is blocked.
 */
export function jaggedPath(
  x: number,
  top: number,
  bottom: number,
  origin: number,
  direction: -1 | 0 | 1,
): string {
  const skipped = Math.max(0, Math.floor((top - origin) / PERIOD));
  const points: string[] = [];
  for (let y = origin + skipped * PERIOD; y < bottom; y += PERIOD) {
    if (direction === 0) {
      points.push(at(x - AMPLITUDE, y), at(x + AMPLITUDE, Math.min(bottom, y + PERIOD / 2)));
    } else {
      points.push(at(x, y), at(x + direction * 2 * AMPLITUDE, Math.min(bottom, y + PERIOD)));
      points.push(at(x, Math.min(bottom, y + PERIOD)));
    }
  }
  return points.length > 0 ? `M${points.join("L")}` : "";
}

/** SVG path of a line of short rungs from `top` to `bottom`, where messages stand still and nothing breaks. */
export function rungsPath(x: number, top: number, bottom: number, origin: number): string {
  const skipped = Math.max(0, Math.floor((top - origin) / RUNG_PERIOD));
  const rungs: string[] = [];
  for (let y = origin + skipped * RUNG_PERIOD; y < bottom; y += RUNG_PERIOD) {
    rungs.push(`M${at(x - RUNG, y)}H${round(x + RUNG)}`);
  }
  return rungs.join("");
}

function at(x: number, y: number): string {
  return `${round(x)} ${round(y)}`;
}
