import type { Layout, TransitView } from "./scene.ts";
import type { Transit } from "./transits.ts";

/** Distance of the ends from the lifelines, in px. */
const GAP = 6;

/** The ways through hidden nodes that are in view: straight, since what happened between is not shown. */
export function transitViews(
  { run, timeline, columns }: Layout,
  transits: readonly Transit[],
): TransitView[] {
  const { nodes } = run.trace;
  return transits.map((transit) => {
    const { from, to, through, send } = transit;
    const [x1, x2] = [columns.x[run.nodes[from]], columns.x[run.nodes[to]]];
    const side = Math.sign(x2 - x1);
    const path =
      side === 0
        ? `M${x1 + GAP} ${timeline.yOf(from)}q34 0 34 ${(timeline.yOf(to) - timeline.yOf(from)) / 2}t-34 ${(timeline.yOf(to) - timeline.yOf(from)) / 2}`
        : `M${x1 + side * GAP} ${timeline.yOf(from)}L${x2 - side * GAP} ${timeline.yOf(to)}`;
    const title = `${send.name} goes on through ${through.map((node) => nodes[node].name).join(", ")}`;
    return { transit, path, title };
  });
}
