import type { TraceEvent } from "../../trace/event.ts";
import { shorten } from "../../trace/format.ts";
import { isShown } from "./columnOrder.ts";
import { inside } from "./composeStretches.ts";
import type { Candidate } from "./labelBoard.ts";
import type { Violation } from "./runIndex.ts";
import type { CalloutView, Layout } from "./scene.ts";

const LONGEST = 36;
const HEIGHT = 24;

/** The failed checks among the events in view: a label each, as near to its event as there is room. */
export function calloutViews(layout: Layout, events: readonly TraceEvent[]): CalloutView[] {
  const { run, board, measure } = layout;
  for (const { index } of events) {
    const anchor = run.violations
      .get(index)
      ?.map((violation) => anchorOf(layout, index, violation))
      .at(0);
    if (anchor) board.block(`ring ${index}`, { ...anchor, width: 20, height: 20, angle: 0 });
  }
  return events.flatMap(({ index }) =>
    (run.violations.get(index) ?? []).flatMap((violation) => {
      const { name, expected, tolerated } = run.trace.checks[violation.check];
      const text = `✗ ${shorten(name, LONGEST)}`;
      const width = measure(text, "strong") + 18;
      const anchor = anchorOf(layout, index, violation);
      const around = anchor ?? { x: layout.columns.width / 2, y: layout.timeline.yOf(index) };
      const candidates = inside(layout, places(around, anchor ? width / 2 + 16 : 0, width));
      const place = board.place(`violation ${violation.event}`, candidates);
      return place ? [{ ...place, text, violation, expected: expected || tolerated === true, anchor }] : [];
    }),
  );
}

/**
 * The point that a violation is about: the event that broke the check; for copies that were found to differ a
 * lifeline whose copy differs; nothing when it is about the run as a whole.
 */
function anchorOf(
  { run, timeline, columns }: Layout,
  event: number,
  violation: Violation,
): CalloutView["anchor"] {
  const y = timeline.yOf(event);
  if (run.nodes[event] >= 0) return run.shows(event) ? { x: columns.x[run.nodes[event]], y } : undefined;
  const odd = run.ribbons
    .meeting(event, event)
    .filter(({ check, node }) => check === violation.check && isShown(run.order, node));
  const last = odd.toSorted((a, b) => a.group - b.group).at(-1);
  return last && { x: columns.x[last.node], y };
}

function places(
  { x, y }: { readonly x: number; readonly y: number },
  aside: number,
  width: number,
): Candidate[] {
  return [26, 46, -26, 66, -46, 90, 114].flatMap((down, order) =>
    [1, -1].map((side) => ({
      x: x + side * aside,
      y: y + down,
      width,
      height: HEIGHT,
      angle: 0,
      cost: order * 0.6 + (side < 0 ? 0.1 : 0),
    })),
  );
}
