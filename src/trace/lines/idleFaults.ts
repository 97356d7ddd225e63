import type { Location, Trace } from "../trace.ts";
import { effects, isJudged, type JudgedFault } from "./effects.ts";

/** A fault that has done nothing, each time it came about. */
export interface IdleFault {
  readonly location: Location;
  /** One sentence, with a full stop. */
  readonly message: string;
}

/** Why a fault of a kind did nothing. What a crash or a leave does can't be told by messages alone. */
const WHY: Partial<Readonly<Record<JudgedFault["kind"], string>>> = {
  partition: "This cut had no effect: no message was half-way across it while it lasted.",
  hold: "This hold had no effect: nothing was under way between the groups while it lasted.",
  pause: "This pause had no effect: nothing came up for the node while it stood still.",
  slow: "This had no effect: nothing came up for the node while it was slow.",
};

/** The faults that never bit. A run that broke off has none: what was still to come might have been bitten. */
export function idleFaults(trace: Trace): readonly IdleFault[] {
  if (trace.status !== "passed" && trace.status !== "failed") return [];
  const idle = new Map<number, JudgedFault["kind"]>();
  const biting = new Set<number>();
  const unended = pausedAtTheEnd(trace);
  for (const event of trace.events) {
    if (event.at === undefined || !isJudged(event)) continue;
    // Timers of a node that stands still to the end leave no event that could tell.
    if (effects(trace).get(event.index)!.length > 0 || unended.has(event.index)) biting.add(event.at);
    else idle.set(event.at, event.kind);
  }
  return [...idle].flatMap(([at, kind]) => {
    const message = WHY[kind];
    return message === undefined || biting.has(at) ? [] : [{ location: trace.locations[at], message }];
  });
}

function pausedAtTheEnd({ events }: Trace): Set<number> {
  const paused = new Map<number, number>();
  for (const event of events) {
    if (event.kind === "pause") paused.set(event.node, event.index);
    else if (event.kind === "resume") paused.delete(event.node);
  }
  return new Set(paused.values());
}
