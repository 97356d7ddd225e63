import { describeGroups } from "../../src/trace/describe.ts";
import { columnX, fissureX } from "./columns.ts";
import type { Cut } from "./cuts.ts";
import { jaggedPath } from "./jaggedPath.ts";
import type { CutView, Layout, PillView, View } from "./scene.ts";

export const PILL_HEIGHT = 20;
const BEYOND = 40;

/** The partitions in view: a band over the columns concerned, jagged lines between the groups, and pills. */
export function cutViews(layout: Layout, from: number, to: number, { top, bottom }: View): CutView[] {
  const { run, timeline, columns, board } = layout;
  return run.cuts.meeting(from, to).map((cut) => {
    const start = timeline.y[cut.from];
    const end = cut.healed ? timeline.y[cut.to] : timeline.height;
    const view = { top: Math.max(top - BEYOND, start), bottom: Math.min(bottom + BEYOND, end) };
    const reach = columns.step * 0.42;
    return {
      key: String(cut.from),
      from: cut.from,
      to: cut.to,
      left: columnX(columns, cut.columns[0]) - reach,
      right: columnX(columns, cut.columns[1]) + reach,
      ...view,
      lines: cut.fissures.map((fissure) => {
        const x = fissureX(columns, fissure);
        board.avoid(`fissure ${cut.from} ${fissure.column}`, { x1: x, y1: start, x2: x, y2: end });
        return { x, path: jaggedPath(x, view.top, view.bottom, start, fissure.direction) };
      }),
      title: titleOf(layout, cut),
      pills: pills(layout, cut),
    };
  });
}

function titleOf({ run }: Layout, { from, oneWay }: Cut): string {
  const event = run.trace.events[from];
  if (event.kind !== "partition") return "";
  return `${oneWay ? "One-way partition" : "Partition"}: ${describeGroups(run.trace, event)}`;
}

function pills(layout: Layout, cut: Cut): PillView[] {
  const { timeline, columns } = layout;
  const fissure = cut.fissures.at(0);
  const x = fissure ? fissureX(columns, fissure) : columnX(columns, cut.columns[0]);
  const way = fissure?.direction ?? 0;
  const name = cut.oneWay ? (way < 0 ? "⇠ one-way partition" : "one-way partition ⇢") : "partition";
  const result = [pill(layout, name, "partition", cut.from, x, timeline.y[cut.from])];
  if (cut.healed) result.push(pill(layout, "healed", "heal", cut.to, x, timeline.y[cut.to]));
  return result;
}

function pill(
  { board, measure, columns }: Layout,
  text: string,
  kind: PillView["kind"],
  event: number,
  middle: number,
  y: number,
): PillView {
  const width = measure(text, "label") + 22;
  const x = Math.min(columns.width - width / 2 - 4, middle);
  board.block(`pill ${event}`, { x, y, width: width + 4, height: PILL_HEIGHT + 2, angle: 0 });
  return { text, kind, event, x, y, width, angle: 0 };
}
