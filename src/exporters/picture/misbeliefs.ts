import { mistakes, type Mistake } from "../../trace/beliefs.ts";
import type { Trace } from "../../trace/trace.ts";
import type { Spell } from "./spells.ts";

/** A stretch of a believer's lifeline during which it is wrong about another node. */
export interface Misbelief extends Spell {
  readonly mistake: Mistake;
  /** Position beside the lifeline among mistakes of the same time. */
  readonly lane: number;
}

/** All mistakes of the run, as stretches of the believers' lifelines. */
export function misbeliefs(trace: Trace): Misbelief[] {
  const last = trace.events.length - 1;
  const freeFrom = trace.nodes.map((): number[] => []);
  return mistakes(trace).map((mistake) => {
    const { believer: node, fromEvent: from, toEvent } = mistake;
    const to = toEvent ?? last;
    const ends = freeFrom[node];
    const free = ends.findIndex((end) => end <= from);
    const lane = free >= 0 ? free : ends.length;
    ends[lane] = toEvent ?? Infinity;
    return { node, from, to, ended: toEvent !== undefined, mistake, lane };
  });
}
