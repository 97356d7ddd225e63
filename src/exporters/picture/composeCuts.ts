import { describeGroups } from "../../trace/describe.ts";
import { columnX, fissureX } from "./columns.ts";
import type { Cut } from "./cuts.ts";
import { jaggedPath, rungsPath } from "./fissurePath.ts";
import type { CutView, Layout, PillView, View } from "./scene.ts";

export const PILL_HEIGHT = 20;
const BEYOND = 40;
/** What it costs a pill not to be on its line: more than any crossing. */
const ELSEWHERE = 1000;

/**
 * The partitions and holds in view: a band over the columns concerned, lines between the groups, and pills. The line
 * of a partition is jagged, since messages break off at it; at that of a hold they only stand still.
 */
export function cutViews(layout: Layout, from: number, to: number, { top, bottom }: View): CutView[] {
  const { run, timeline, columns, board } = layout;
  return [...run.cuts.meeting(from, to), ...run.holds.meeting(from, to)].map((cut) => {
    const start = timeline.yOf(cut.from);
    const end = cut.healed ? timeline.yOf(cut.to) : timeline.height;
    const view = { top: Math.max(top - BEYOND, start), bottom: Math.min(bottom + BEYOND, end) };
    const reach = columns.step * 0.42;
    return {
      key: String(cut.from),
      kind: cut.kind,
      from: cut.from,
      to: cut.to,
      left: columnX(columns, cut.columns[0]) - reach,
      right: columnX(columns, cut.columns[1]) + reach,
      ...view,
      lines: cut.fissures.map((fissure) => {
        const x = fissureX(columns, fissure);
        const piece = { x1: x, y1: view.top, x2: x, y2: view.bottom };
        board.avoid(`fissure ${cut.from} ${fissure.column} ${fissure.within} ${top}-${bottom}`, piece);
        const path =
          cut.kind === "hold"
            ? rungsPath(x, view.top, view.bottom, start)
            : jaggedPath(x, view.top, view.bottom, start, fissure.direction);
        return { x, path };
      }),
      title: titleOf(layout, cut),
      pills: pills(layout, cut),
    };
  });
}

function titleOf({ run }: Layout, { from }: Cut): string {
  const event = run.trace.events[from];
  if (event.kind === "hold") return `Held, nothing moves: ${describeGroups(run.trace, event)}`;
  if (event.kind !== "partition") return "";
  const name = event.ring ? "Ring partition" : event.oneWay ? "One-way partition" : "Partition";
  return `${name}: ${describeGroups(run.trace, event)}`;
}

function pills(layout: Layout, cut: Cut): PillView[] {
  const { timeline } = layout;
  const x = pillX(layout, cut);
  const end = cut.kind === "hold" ? "release" : "heal";
  const result = [pill(layout, nameOf(cut), cut.kind, cut.from, x, timeline.yOf(cut.from))];
  if (cut.healed) {
    result.push(pill(layout, end === "heal" ? "healed" : "released", end, cut.to, x, timeline.yOf(cut.to)));
  }
  return result;
}

function nameOf(cut: Cut): string {
  const within = cut.fissures.length > 0 && cut.fissures.every((fissure) => fissure.within);
  return within ? `${kindOf(cut)} within` : kindOf(cut);
}

function kindOf({ kind, oneWay, ring, fissures }: Cut): string {
  if (kind === "hold") return "‖ held";
  if (ring) return "ring partition";
  if (!oneWay) return "partition";
  switch (fissures.at(0)?.direction) {
    case -1:
      return "⇠ one-way partition";
    case 1:
      return "one-way partition ⇢";
    default:
      return "one-way partition";
  }
}

/** On the line; without one in the gap in the middle of the band. */
function pillX({ columns }: Layout, { fissures, columns: [first, last] }: Cut): number {
  const fissure = fissures.at(0);
  if (fissure) return fissureX(columns, fissure);
  if (first === last) return columnX(columns, first);
  return columnX(columns, (first + last - 1) >>> 1) + columns.step / 2;
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
  const inside = Math.min(columns.width - width / 2 - 4, middle);
  // On its line, unless another one is there already.
  const places = [0, 0.8, -0.8, 1.2, -1.2, 1.6, -1.6].map((side) => ({
    x: inside + side * width,
    y,
    width: width + 4,
    height: PILL_HEIGHT + 2,
    angle: 0,
    cost: Math.abs(side) * ELSEWHERE,
  }));
  const { x } = board.place(`pill ${event}`, places) ?? places[0];
  return { text, kind, event, x, y, width, angle: 0 };
}
