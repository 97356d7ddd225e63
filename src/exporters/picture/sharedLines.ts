import { canonical } from "../../trace/canonical.ts";
import { sharesLine, type ColumnOrder } from "./columnOrder.ts";
import { Intervals } from "./intervals.ts";
import type { Ribbon } from "./ribbons.ts";
import type { RunIndex } from "./runIndex.ts";
import type { Spell } from "./spells.ts";

/** Beyond this many, lanes lie on one another: they would come too near to the next lifeline. */
const MOST = 6;

/** What can be said of a node for a time. */
type Said = Pick<RunIndex, "downs" | "conditions" | "misbeliefs" | "ribbons">;

/**
 * What lasts on lifelines that several nodes share: it is true of some of them and not of the lifeline, so that it
 * stands beside that, in lanes.
 */
export function besideSharedLines(run: Said, order: ColumnOrder): Said {
  const shared = ({ node }: Spell) => order.rank[node] >= 0 && sharesLine(order, node);
  const all = [...run.downs.all, ...run.conditions.all, ...run.misbeliefs.all].filter(shared);
  const lanes = inLanes(order, all);
  const beside = <T extends Spell>(spells: Intervals<T>) =>
    new Intervals(
      spells.all.map((spell) => (lanes.has(spell) ? { ...spell, lane: lanes.get(spell) } : spell)),
    );
  return {
    downs: beside(run.downs),
    conditions: beside(run.conditions),
    misbeliefs: beside(run.misbeliefs),
    ribbons: new Intervals(mergedRibbons(run.ribbons.all, order)),
  };
}

/** Gives each the innermost lane beside its lifeline that is free, in the order in which they begin. */
function inLanes({ line }: ColumnOrder, spells: readonly Spell[]): ReadonlyMap<Spell, number> {
  const result = new Map<Spell, number>();
  const freeFrom = new Map<number, number[]>();
  for (const spell of spells.toSorted((a, b) => a.from - b.from)) {
    const ends = freeFrom.get(line[spell.node]) ?? [];
    freeFrom.set(line[spell.node], ends);
    const free = ends.findIndex((end) => end <= spell.from);
    const lane = free >= 0 ? free : ends.length;
    ends[lane] = spell.ended ? spell.to : Infinity;
    result.set(spell, Math.min(lane, MOST - 1));
  }
  return result;
}

/** Makes one ribbon of those on a shared lifeline that meet and are of equal value. */
function mergedRibbons(ribbons: readonly Ribbon[], order: ColumnOrder): Ribbon[] {
  const result: Ribbon[] = [];
  /** Where the latest ribbon of each value stands in the result. */
  const latest = new Map<string, number>();
  for (const ribbon of ribbons) {
    const { node, check, value, from, to } = ribbon;
    const shared = order.rank[node] >= 0 && sharesLine(order, node);
    const key = shared ? `${check} ${order.line[node]} ${canonical(value)}` : "";
    const place = latest.get(key);
    const before = shared && place !== undefined ? result[place] : undefined;
    if (before && from <= before.to) {
      const holders = new Set([...(before.holders ?? []), node]);
      result[place!] = { ...before, to: Math.max(before.to, to), holders: [...holders] };
      continue;
    }
    if (shared) latest.set(key, result.length);
    result.push(shared ? { ...ribbon, holders: [node] } : ribbon);
  }
  return result;
}
