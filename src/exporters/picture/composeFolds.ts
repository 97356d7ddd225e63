import { firstWhere } from "../../trace/ascending.ts";
import { beside, LINE } from "./composeMarks.ts";
import { inside } from "./composeStretches.ts";
import { foldText } from "./foldText.ts";
import type { FoldView, Layout, View } from "./scene.ts";
import type { Timeline } from "./timeline.ts";

/** How far the bar of a run of local events reaches beyond its first and its last one, and how wide it is, in px. */
const BEYOND = 7;
const WIDTH = 13;
/** How much of a bar is drawn outside of the view, so that its end doesn't show. */
const OUTSIDE = 40;
/** Rungs stand in strips of this height, one in each, in px. */
const STRIP = 4;
/** A label that finds no room at the upper end stands further down, so far at most, in px; what each step costs. */
const FURTHEST = 128;
const STEP = 16;
const LATER = 0.2;
/** Distance of the rungs of a run whose events are all in one place. */
const STACKED = 3.5;

/** The runs of local events that are in view. */
export function foldViews(layout: Layout, first: number, to: number, view: View): FoldView[] {
  const { run, columns, timeline } = layout;
  const { folds } = run;
  if (folds === undefined) return [];
  return folds.meeting(first, to).flatMap((fold) => {
    const events = folds.events(fold);
    const x = columns.x[run.nodes[events[0]]];
    if (!(x >= view.left && x <= view.right)) return [];
    const [from, last] = [events[0], events[events.length - 1]];
    const [start, end] = [timeline.yOf(from), timeline.yOf(last)];
    const part = { top: Math.max(view.top - OUTSIDE, start), bottom: Math.min(view.bottom + OUTSIDE, end) };
    if (part.top > part.bottom) return [];
    const rungs =
      end - start < STACKED ? stacked((start + end) / 2, events.length) : rungsOf(timeline, events, part);
    const [top, bottom] = [part.top - BEYOND, part.bottom + BEYOND];
    const text = foldText(run, fold);
    return [{ key: `${fold}`, fold, from, last, x, top, bottom, open: false, rungs, text }];
  });
}

/** Keeps labels off the bars. */
export function blockFolds({ board }: Layout, folds: readonly FoldView[]): void {
  for (const { key, x, top, bottom } of folds) {
    const box = { x, y: (top + bottom) / 2, width: WIDTH, height: bottom - top, angle: 0 };
    board.block(`bar ${key} ${top}-${bottom}`, box);
  }
}

/** The same with their labels, where the runs begin. */
export function labelledFolds(layout: Layout, folds: readonly FoldView[]): FoldView[] {
  const { timeline, board, measure } = layout;
  return folds.map((view) => {
    const width = measure(view.text, "label") + 2;
    const start = timeline.yOf(view.from);
    const down = Math.min(timeline.yOf(view.last) - start, FURTHEST);
    const places = Array.from({ length: 1 + Math.floor(down / STEP) }, (_, step) =>
      beside(layout, view.x, start + step * STEP, width, LINE).map((place) => ({
        ...place,
        cost: place.cost + step * LATER,
      })),
    ).flat();
    const place = board.place(`fold ${view.key}`, inside(layout, places));
    return place ? { ...view, label: { ...place, text: view.text } } : view;
  });
}

/** Where events are, in strips that stay where they are while one scrolls. */
function rungsOf(timeline: Timeline, events: Int32Array, part: Pick<View, "top" | "bottom">): number[] {
  const rungs: number[] = [];
  let next = part.top;
  for (;;) {
    const event = events.at(firstWhere(events.length, (index) => timeline.yOf(events[index]) >= next));
    const y = event === undefined ? Infinity : timeline.yOf(event);
    if (y > part.bottom || next > y) return rungs;
    rungs.push(y);
    next = (Math.floor((y + timeline.origin) / STRIP) + 1) * STRIP - timeline.origin;
  }
}

/** The sign for several events in one place. */
function stacked(y: number, count: number): number[] {
  return count === 2 ? [y - STACKED / 2, y + STACKED / 2] : [y - STACKED, y, y + STACKED];
}
