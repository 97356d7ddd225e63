import type { VNode } from "preact";
import { firstAtLeast } from "../../../src/trace/ascending.ts";
import type { Layout } from "../../../src/exporters/picture/scene.ts";

const HEIGHT = 16;

/** Which of the events that are drawn as one the play head stands on. */
export function FoldPlace({ layout, event }: FoldPlaceProps): VNode | null {
  const { run, timeline, columns, measure } = layout;
  const { folds } = run;
  if (!folds || folds.of[event] < 0 || !run.shows(event)) return null;
  const events = folds.events(folds.of[event]);
  const text = `${firstAtLeast(events, event) + 1} of ${events.length}`;
  const width = measure(text, "strong") + 12;
  const x = columns.x[run.nodes[event]] + 14;
  const left = x + width > columns.width ? x - 28 - width : x;
  const y = timeline.yOf(event);
  return (
    <g class="fold-place">
      <rect x={left} y={y - HEIGHT / 2} width={width} height={HEIGHT} rx={HEIGHT / 2} />
      <text x={left + width / 2} y={y + 4}>
        {text}
      </text>
    </g>
  );
}

interface FoldPlaceProps {
  readonly layout: Layout;
  /** The event under the play head. */
  readonly event: number;
}
