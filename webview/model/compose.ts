import { arrowShape } from "./arrowShape.ts";
import { arrowViews, blockArrows } from "./composeArrows.ts";
import { cutViews } from "./composeCuts.ts";
import { blockMarks, calloutViews, markViews } from "./composeMarks.ts";
import { lifelineViews, ribbonViews, stretchViews } from "./composeStretches.ts";
import type { Layout, Scene } from "./scene.ts";
import { ticks } from "./ticks.ts";

/** Works out what is drawn between two positions of the picture, and nothing else. */
export function compose(layout: Layout, top: number, bottom: number): Scene {
  const { run, timeline, columns } = layout;
  const { first, last } = timeline.eventsBetween(top, bottom);
  const { events } = run.trace;
  const shown = first <= last ? events.slice(first, last + 1) : [];
  // Between two events time goes on, and so does all that lasts.
  const from = Math.min(first, run.last);
  const to = Math.max(last, Math.min(first, run.last));
  const shapes = run.arrows.meeting(from, to).map((arrow) => arrowShape(run, timeline, columns, arrow));
  // Labels find room in the order of their importance.
  blockMarks(layout, shown);
  const lifelines = lifelineViews(layout, top, bottom);
  blockArrows(layout, shapes);
  const cuts = cutViews(layout, from, to, top, bottom);
  const callouts = calloutViews(layout, shown);
  const arrows = arrowViews(layout, shapes);
  const ribbons = ribbonViews(layout, from, to, top, bottom);
  const marks = markViews(layout, shown);
  return {
    top,
    bottom,
    ticks: ticks(run, timeline, top, bottom),
    cuts,
    ribbons,
    lifelines,
    waits: stretchViews(layout, run.waits.meeting(from, to), top, bottom),
    arrows,
    marks,
    callouts,
    notes: shown.flatMap((event) =>
      event.kind === "note" && event.node === undefined
        ? [{ event: event.index, y: timeline.y[event.index], text: event.text }]
        : [],
    ),
  };
}
