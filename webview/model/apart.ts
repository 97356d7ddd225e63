import type { Layout } from "../../src/exporters/picture/scene.ts";

/** Nearer signs on a run of local events say the same, in px. */
const LEAST = 4;

/** Of events that lie on one another in a run of local events only the first; all others. @param events Ascending. */
export function apart(
  { run: { folds }, timeline }: Pick<Layout, "run" | "timeline">,
  events: readonly number[],
): readonly number[] {
  if (!folds) return events;
  const last = new Map<number, number>();
  return events.filter((event) => {
    const fold = folds.of[event];
    if (fold < 0) return true;
    const y = timeline.yOf(event);
    if (y - (last.get(fold) ?? -Infinity) < LEAST) return false;
    last.set(fold, y);
    return true;
  });
}
