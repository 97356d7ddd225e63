import { useMemo, useRef } from "preact/hooks";
import type { RunIndex } from "../../../src/exporters/picture/runIndex.ts";
import type { Scale } from "../../../src/exporters/picture/timeline.ts";
import { fittingZoom } from "../../../src/exporters/picture/zoom.ts";

/** How much better another scale must fit before the picture takes it while one types. */
const WORTHWHILE = 1.6;

/**
 * The zoom at which a run fits the window. The next run of the same subject keeps the scale of the one before
 * unless it is of another length altogether, so that the picture stays calm while one types.
 */
export function useFittingZoom(
  run: RunIndex,
  windowHeight: number,
  { axis, gap }: Pick<Scale, "axis" | "gap">,
  subject: string,
): number {
  const last = useRef<{ readonly zoom: number; readonly key: string }>(undefined);
  return useMemo(() => {
    const zoom = fittingZoom(run, windowHeight, { axis, gap });
    const key = `${windowHeight} ${axis} ${gap} ${subject}`;
    const before = last.current;
    if (before?.key === key && Math.max(zoom / before.zoom, before.zoom / zoom) < WORTHWHILE)
      return before.zoom;
    last.current = { zoom, key };
    return zoom;
  }, [run, windowHeight, axis, gap, subject]);
}
