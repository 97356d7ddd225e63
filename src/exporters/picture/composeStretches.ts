import { formatValue } from "../../trace/format.ts";
import { halfHeight } from "./box.ts";
import { AXIS_WIDTH } from "./columns.ts";
import type { Candidate } from "./labelBoard.ts";
import type { Ribbon } from "./ribbons.ts";
import type { Layout, PlacedText, RibbonView, Scene, StretchView, View } from "./scene.ts";
import { allDown, type Spell } from "./spells.ts";

/** How far a line may run on beyond what is in view, so that its own ends don't show. */
const BEYOND = 40;
const LINE = 14;
/** Width of a ribbon, and distance of those of several checks on one lifeline, in px. */
const WIDTH = 13;
const LANE = 7;
/** The same where several nodes share the lifeline, so that ribbons of different values stand side by side. */
const SHARED_WIDTH = 5;
const SHARED_LANE = 20;
const VALUE = 6;
/** Values from this one on look the same. */
const LAST_VALUE = 2;

/** The stretches of lifelines that are in view, cut off a little outside of it. */
export function stretchViews(
  { timeline, columns }: Layout,
  spells: readonly Spell[],
  { top, bottom }: View,
): StretchView[] {
  return spells.map(({ node, from, to, ended }) => ({
    key: `${node}-${from}`,
    x: columns.x[node],
    top: Math.max(top - BEYOND, timeline.yOf(from)),
    bottom: Math.min(bottom + BEYOND, ended ? timeline.yOf(to) : timeline.height),
    open: !ended,
  }));
}

/** The lifelines: from where a node starts to the end, without the times at which all whose it is are down. */
export function lifelineViews(layout: Layout, { top, bottom, left, right }: View): Scene["lifelines"] {
  const { run, timeline, columns, board } = layout;
  return run.order.columns.flatMap((nodes) => {
    const [node] = nodes;
    const x = columns.x[node];
    if (x < left || x > right) return [];
    // Piece by piece: a lifeline can be millions of pixels long.
    board.avoid(`lifeline ${node} ${top}-${bottom}`, { x1: x, y1: top, x2: x, y2: bottom });
    const client = nodes.every((other) => run.trace.nodes[other].kind === "client");
    const down = allDown(run.downs.all, nodes);
    const ends = [...down.map(({ from }) => timeline.yOf(from)), timeline.height];
    const starts = [
      Math.min(...nodes.map((other) => startOf(layout, other))),
      ...down.map(({ to, ended }) => (ended ? timeline.yOf(to) : timeline.height)),
    ];
    return starts.flatMap((start, part) => {
      const view = { top: Math.max(top - BEYOND, start), bottom: Math.min(bottom + BEYOND, ends[part]) };
      if (view.top >= view.bottom) return [];
      return [{ key: `${node}-${part}`, node, x, ...view, open: false, client }];
    });
  });
}

/** A node that starts with the run has been there before it; one that starts later begins there. */
function startOf({ run, timeline }: Layout, node: number): number {
  const start = run.starts[node];
  return start > 0 && run.times[start] > run.times[0] ? timeline.yOf(start) : 0;
}

/** The stretches of lifelines whose copies differ, each with its field and value where it begins. */
export function ribbonViews(layout: Layout, ribbons: readonly Ribbon[], { top, bottom }: View): RibbonView[] {
  const { run, timeline, columns } = layout;
  const checks = [...new Set(run.ribbons.all.map(({ check }) => check))];
  return ribbons.map((ribbon) => {
    const lane = checks.indexOf(ribbon.check);
    const start = timeline.yOf(ribbon.from);
    const end = ribbon.to === run.last ? timeline.height : timeline.yOf(ribbon.to);
    const aside = lane - (checks.length - 1) / 2;
    const value = Math.min(ribbon.group, LAST_VALUE) - LAST_VALUE / 2;
    return {
      key: `${ribbon.check}-${ribbon.node}-${ribbon.from}`,
      x: columns.x[ribbon.node] + (ribbon.holders ? SHARED_LANE * aside + VALUE * value : LANE * aside),
      width: ribbon.holders ? SHARED_WIDTH : WIDTH,
      top: Math.max(top - BEYOND, start),
      bottom: Math.min(bottom + BEYOND, end),
      open: ribbon.to === run.last,
      ribbon,
      label:
        end - start > LINE && speaks(layout, ribbon) ? ribbonLabel(layout, ribbon, start, end) : undefined,
    };
  });
}

/** Whether a ribbon is to say its value: of the copies that merely stayed what they were one speaks for all. */
function speaks({ run }: Layout, { group, from, check, node }: Ribbon): boolean {
  const { rank } = run.order;
  return (
    group > 0 ||
    !run.ribbons
      .meeting(from, from)
      .some(
        (other) =>
          other.check === check && other.group === 0 && other.from === from && rank[other.node] < rank[node],
      )
  );
}

function ribbonLabel(layout: Layout, ribbon: Ribbon, start: number, end: number): PlacedText | undefined {
  const { run, columns, board, measure } = layout;
  const { name } = run.trace.checks[ribbon.check];
  const room = Math.floor((columns.step * 0.8) / measure("0", "mono"));
  const value = `${name} ${formatValue(ribbon.value, Math.max(6, room - name.length - 1))}`;
  const text = ribbon.holders ? `${value} (${holdersOf(layout, ribbon.holders)})` : value;
  const width = measure(text, "mono") + 4;
  const x = columns.x[ribbon.node];
  const candidates: Candidate[] = [];
  for (let y = start + 18; y < Math.min(end, start + 130); y += 16) {
    const late = (y - start) / 60;
    candidates.push({ x: x + 12 + width / 2, y, width, height: LINE, angle: 0, cost: late });
    candidates.push({ x: x - 12 - width / 2, y, width, height: LINE, angle: 0, cost: late + 0.2 });
  }
  const place = board.place(
    `ribbon ${ribbon.check} ${ribbon.node} ${ribbon.from}`,
    inside(layout, candidates),
  );
  return place && { ...place, text };
}

/** Who has a value, of those who share a lifeline. */
function holdersOf({ run }: Layout, holders: readonly number[]): string {
  if (holders.length === 1) return run.trace.nodes[holders[0]].name;
  return `${holders.length} of ${run.order.columns[run.order.rank[holders[0]]].length}`;
}

/** Room between a label and the upper or lower end of the picture, in px. */
const MARGIN = 2;

/** The candidates that don't leave the picture. */
export function* inside<T extends Candidate>(
  { columns, timeline }: Layout,
  candidates: Iterable<T>,
): Generator<T, void> {
  for (const box of candidates) {
    const half = halfHeight(box);
    if (
      box.x - box.width / 2 >= AXIS_WIDTH - 6 &&
      box.x + box.width / 2 <= columns.width - 4 &&
      box.y - half >= MARGIN &&
      box.y + half <= timeline.height - MARGIN
    )
      yield box;
  }
}
