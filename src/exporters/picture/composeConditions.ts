import { inside, stretchViews } from "./composeStretches.ts";
import type { Condition } from "./conditions.ts";
import type { Candidate } from "./labelBoard.ts";
import type { Misbelief } from "./misbeliefs.ts";
import type { ConditionView, Layout, MisbeliefView, PlacedText, View } from "./scene.ts";

const LINE = 14;
/** Distance of the first mistake from the lifeline, and of one from the next, in px. */
const MISBELIEF = 11;
const LANE = 5;

/** The stretches in view of lifelines whose nodes stand still, are slow, or work. */
export function conditionViews(
  layout: Layout,
  conditions: readonly Condition[],
  view: View,
): ConditionView[] {
  const { run, timeline } = layout;
  return stretchViews(layout, conditions, view).map((stretch, index) => {
    const condition = conditions[index];
    const { kind, from, until } = condition;
    const busy = until !== undefined && until <= run.duration ? timeline.yAt(until) : Infinity;
    const bottom = Math.max(timeline.yOf(from), Math.min(stretch.bottom, busy));
    return { ...stretch, key: `${kind} ${from}`, bottom, condition };
  });
}

/** Keeps labels off the stretches during which a node is wrong about another one. */
export function blockMisbeliefs(
  { timeline, columns, board }: Layout,
  misbeliefs: readonly Misbelief[],
): void {
  for (const { node, from, to, ended, lane } of misbeliefs) {
    const top = timeline.yOf(from);
    const height = (ended ? timeline.yOf(to) : timeline.height) - top;
    const x = columns.x[node] - MISBELIEF - LANE * lane;
    board.block(`misbelief ${node} ${lane} ${from}`, { x, y: top + height / 2, width: 4, height, angle: 0 });
  }
}

/** The stretches in view during which a node is wrong about another one, each with what is true. */
export function misbeliefViews(
  layout: Layout,
  misbeliefs: readonly Misbelief[],
  view: View,
): MisbeliefView[] {
  return stretchViews(layout, misbeliefs, view).map((stretch, index) => {
    const misbelief = misbeliefs[index];
    const x = stretch.x - MISBELIEF - LANE * misbelief.lane;
    return {
      ...stretch,
      key: `${misbelief.node} ${misbelief.mistake.about} ${misbelief.from}`,
      x,
      misbelief,
      label: truth(layout, misbelief, x),
    };
  });
}

function truth(
  layout: Layout,
  { mistake, node, from, to, ended }: Misbelief,
  x: number,
): PlacedText | undefined {
  const { run, timeline, columns, board, measure } = layout;
  const top = timeline.yOf(from);
  const bottom = ended ? timeline.yOf(to) : timeline.height;
  const text = `${run.trace.nodes[mistake.about].name} is ${mistake.truth}`;
  const width = measure(text, "label") + 4;
  const candidates: Candidate[] = [];
  for (let y = top + 14; y < Math.max(top + 15, Math.min(bottom - 6, top + 160)); y += 12) {
    const at = { y, width, height: LINE, angle: 0 };
    const late = (y - top) / 80;
    candidates.push({ ...at, x: x - 5 - width / 2, cost: late });
    candidates.push({ ...at, x: columns.x[node] + 12 + width / 2, cost: late + 0.3 });
  }
  const place = board.place(`misbelief ${node} ${mistake.about} ${from}`, inside(layout, candidates));
  return place && { ...place, text };
}
