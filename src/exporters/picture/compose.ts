import { isArrival, isOnWay, isSend, type TraceEvent } from "../../trace/event.ts";
import { formatTime } from "../../trace/format.ts";
import { arrowShape, type ArrowShape } from "./arrowShape.ts";
import { arrowViews, blockArrows } from "./composeArrows.ts";
import { calloutViews } from "./composeCallouts.ts";
import { absenceViews, blockMisbeliefs, conditionViews, misbeliefViews } from "./composeConditions.ts";
import { blockFolds, foldViews, labelledFolds } from "./composeFolds.ts";
import { transitViews } from "./composeTransits.ts";
import { cutViews } from "./composeCuts.ts";
import { waitingLabels } from "./composeWaitings.ts";
import { blockMarks, markViews, placeOutcomes } from "./composeMarks.ts";
import { placeJumps, placeNumbers, rulersInView, rulerViews } from "./composeRulers.ts";
import { lifelineViews, ribbonViews, stretchViews } from "./composeStretches.ts";
import type { Layout, Scene, View } from "./scene.ts";
import type { RunIndex } from "./runIndex.ts";
import { tintOf } from "./tints.ts";
import { ticks } from "./ticks.ts";

/** Works out what is drawn of a part of the picture, and nothing else. */
export function compose(layout: Layout, view: View): Scene {
  const { run, timeline, columns } = layout;
  const { muted, tinted } = layout.shown;
  const { first, last } = timeline.eventsBetween(view.top, view.bottom);
  // Between two events time goes on, and so does all that lasts.
  const from = Math.min(first, run.last);
  const to = Math.max(last, from);
  const inView = (node: number) => columns.x[node] >= view.left && columns.x[node] <= view.right;
  const shown = Array.from(run.drawnBetween(first, last), (event) => run.trace.events[event]).filter(
    (event) => (event.node === undefined || inView(event.node)) && !isMuted(run, event, muted),
  );
  const shapes = run.arrows
    .meeting(from, to)
    .filter((arrow) => run.draws(arrow) && !muted.has(arrow.original.name))
    .map((arrow) => arrowShape(run, timeline, columns, arrow))
    .filter((shape) => touches(shape, view));

  // Labels find room in the order of their importance.
  blockMarks(layout, shown);
  const bars = foldViews(layout, from, to, view);
  blockFolds(layout, bars);
  const wrong = run.misbeliefs.meeting(from, to).filter(({ node }) => inView(node));
  blockMisbeliefs(layout, wrong);
  const lifelines = lifelineViews(layout, view);
  const clocks = rulersInView(layout, lifelines);
  blockArrows(layout, shapes);
  const cuts = cutViews(layout, from, to, view);
  const callouts = calloutViews(layout, shown);
  placeJumps(layout, clocks);
  placeOutcomes(layout, shown);
  placeNumbers(layout, clocks);
  const arrows = arrowViews(layout, shapes);
  const ribbons = ribbonViews(
    layout,
    run.ribbons.meeting(from, to).filter(({ node }) => inView(node)),
    view,
  );
  const misbeliefs = misbeliefViews(layout, wrong, view);
  const marks = markViews(layout, shown);
  const folds = labelledFolds(layout, bars);

  return {
    view,
    ticks: ticks(run, timeline, view.top, view.bottom),
    breaks: timeline
      .breaksBetween(view.top, view.bottom)
      .map(({ top, bottom, lasted }) => ({ y: (top + bottom) / 2, text: formatTime(round(lasted)) })),
    cuts,
    ribbons,
    conditions: conditionViews(
      layout,
      run.conditions.meeting(from, to).filter(({ node }) => inView(node)),
      view,
    ),
    absences: absenceViews(
      layout,
      run.downs.meeting(from, to).filter(({ node }) => inView(node)),
      view,
    ),
    misbeliefs,
    lifelines,
    rulers: rulerViews(layout, clocks),
    waits: stretchViews(
      layout,
      run.waits.meeting(from, to).filter(({ node }) => inView(node)),
      view,
    ),
    // These say least, so they take the room that is left.
    arrows: arrows.map((view) => ({
      ...view,
      waitings: waitingLabels(layout, view),
      ...(tinted && { tint: tintOf(run, view.arrow.send.index) }),
    })),
    transits: transitViews(layout, run.transits.meeting(from, to)),
    marks: tinted ? marks.map((view) => ({ ...view, tint: tintOf(run, view.event.index) })) : marks,
    folds,
    callouts,
    notes: shown.flatMap((event) =>
      event.kind === "note" && event.node === undefined
        ? [{ event: event.index, y: timeline.yOf(event.index), text: event.text }]
        : [],
    ),
  };
}

/** Whether an event only sends or takes a message that is not drawn. A broken check is told in any case. */
function isMuted(run: RunIndex, event: TraceEvent, muted: ReadonlySet<string>): boolean {
  if (muted.size === 0 || run.violations.has(event.index)) return false;
  const arrow = isSend(event) || isArrival(event) || isOnWay(event) ? run.arrowOf(event.index) : undefined;
  return arrow !== undefined && muted.has(arrow.original.name);
}

function touches({ x1, x2, tip }: ArrowShape, { left, right }: View): boolean {
  return Math.min(x1, x2, tip.x) <= right && Math.max(x1, x2, tip.x) >= left;
}

/** To two digits: a time that is left out has to find room on the axis. */
function round(time: number): number {
  return Number(time.toPrecision(2));
}
