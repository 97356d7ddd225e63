import { besideX } from "./columns.ts";
import { inside, stretchViews } from "./composeStretches.ts";
import type { Condition } from "./conditions.ts";
import type { Candidate } from "./labelBoard.ts";
import type { Misbelief } from "./misbeliefs.ts";
import type { AbsenceView, ConditionView, Layout, MisbeliefView, PlacedText, View } from "./scene.ts";
import type { Down, Spell } from "./spells.ts";

const LINE = 14;

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
    return { ...stretch, key: `${kind} ${from}`, x: placeOf(layout, condition), bottom, condition };
  });
}

/** On the lifeline, or beside it where several nodes share that. */
function placeOf({ columns }: Layout, { node, lane }: Spell): number {
  return lane === undefined ? columns.x[node] : besideX(columns, node, lane);
}

/** The stretches in view during which a node is down that shares its lifeline with others. */
export function absenceViews(layout: Layout, downs: readonly Down[], view: View): AbsenceView[] {
  const beside = downs.filter(({ lane }) => lane !== undefined);
  return stretchViews(layout, beside, view).map((stretch, index) => ({
    ...stretch,
    x: placeOf(layout, beside[index]),
    crash: beside[index].from,
  }));
}

/** Keeps labels off the stretches during which a node is wrong about another one. */
export function blockMisbeliefs(
  { timeline, columns, board }: Layout,
  misbeliefs: readonly Misbelief[],
): void {
  for (const { node, from, to, ended, lane } of misbeliefs) {
    const top = timeline.yOf(from);
    const height = (ended ? timeline.yOf(to) : timeline.height) - top;
    const x = besideX(columns, node, lane);
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
    const x = besideX(layout.columns, misbelief.node, misbelief.lane);
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
