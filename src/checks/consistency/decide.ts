import type { Level } from "./levels.ts";
import { inTurns, type Result, type Search } from "./search.ts";
import type { Step, Subject } from "./subject.ts";
import { linearizableByZones } from "./uniqueWrites.ts";
import { followsReads, viewsOf } from "./views.ts";
import { ViewSearch } from "./viewSearch.ts";
import { WingGong } from "./wingGong.ts";

/**
 * Whether some of a history's steps have a level.
 * @param free Steps that may take effect as often as wanted, or never: in their time, where time counts.
 * @param budget How many steps a search may take; the verdict is `unknown` after that.
 */
export function decide(
  subject: Subject,
  level: Level,
  steps: readonly Step[],
  free: readonly Step[],
  budget: number,
): Result {
  if (level === "linearizable") return linearizable(subject, steps, free, budget);
  const { space, parts, clients } = subject;
  // Without time those of one kind are all alike.
  const kinds = new Map(free.map((step) => [`${step.part} ${step.blindKind}`, step]));
  const field = { space, parts, clients, steps, free: [...kinds.values()] };
  const views = viewsOf(level, steps, clients.length);
  const follows = followsReads(level);
  const searches = follows
    ? [new ViewSearch(field, views, follows)]
    : views.map((view) => new ViewSearch(field, [view], follows));
  return inTurns(searches, budget);
}

/** Parts of the state are linearizable one by one if and only if all together are (Herlihy and Wing, 1990). */
function linearizable(
  subject: Subject,
  steps: readonly Step[],
  free: readonly Step[],
  budget: number,
): Result {
  const open: Search[] = [];
  for (let part = 0; part < subject.parts; part++) {
    const kept = steps.filter((step) => step.part === part);
    const others = free.filter((step) => step.part === part);
    const known = others.length === 0 ? linearizableByZones(subject, kept) : undefined;
    if (known === true) continue;
    const search = new WingGong(subject.space, kept, others);
    if (known === false) return { verdict: "broken", steps: 0, search };
    open.push(search);
  }
  return inTurns(open, budget);
}
