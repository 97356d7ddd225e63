import type { Trace } from "../../../src/trace/trace.ts";
import { columns } from "../../../webview/model/columns.ts";
import { LabelBoard } from "../../../webview/model/labelBoard.ts";
import { RunIndex } from "../../../webview/model/runIndex.ts";
import type { Layout } from "../../../webview/model/scene.ts";
import { Timeline } from "../../../webview/model/timeline.ts";

/** A run laid out without a browser: all characters are equally wide. */
export function layoutOf(
  trace: Trace,
  width = 640,
  { clocks = [], zoom = 2 }: { readonly clocks?: Layout["clocks"]; readonly zoom?: number } = {},
): Layout {
  const run = new RunIndex(trace);
  return {
    run,
    timeline: new Timeline(run, zoom, 22),
    columns: columns(run.order, width),
    clocks,
    board: new LabelBoard(),
    measure: (text) => text.length * 6.4,
  };
}
