import type { Trace } from "../../../src/trace/trace.ts";
import { columns } from "../../../src/exporters/picture/columns.ts";
import { LabelBoard } from "../../../src/exporters/picture/labelBoard.ts";
import { RunIndex } from "../../../src/exporters/picture/runIndex.ts";
import type { Layout } from "../../../src/exporters/picture/scene.ts";
import { EVERYTHING, shownRun, type Shown } from "../../../src/exporters/picture/shown.ts";
import { Timeline, type TimeAxis } from "../../../src/exporters/picture/timeline.ts";

interface LayoutOptions {
  readonly clocks?: Layout["clocks"];
  readonly zoom?: number;
  readonly axis?: TimeAxis;
  readonly rulers?: boolean;
  readonly shown?: Partial<Shown>;
}

/** A run laid out without a browser: all characters are equally wide. */
export function layoutOf(
  trace: Trace,
  width = 640,
  { clocks = [], zoom = 2, axis = "true", rulers = false, shown: chosen = {} }: LayoutOptions = {},
): Layout {
  const shown = { ...EVERYTHING, rulers, ...chosen };
  const run = shownRun(new RunIndex(trace), shown);
  return {
    run,
    timeline: Timeline.of(run, { axis, zoom, gap: 22 }),
    columns: columns(run.order, width),
    clocks,
    shown,
    board: new LabelBoard(),
    measure: (text) => text.length * 6.4,
  };
}
