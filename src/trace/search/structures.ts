import { mistakes } from "../beliefs.ts";
import { divergences } from "../divergence.ts";
import type { Trace } from "../trace.ts";
import { late, unanswered } from "./answers.ts";
import type { Criterion } from "./criterion.ts";
import { isFault } from "./kinds.ts";
import { twice } from "./twice.ts";

/** What the structure of a run makes of an event, by the word for it: `is:unanswered`. Worked out once per run. */
export const STRUCTURES: Readonly<Record<string, Criterion>> = {
  unanswered: oncePerTrace(unanswered),
  late: oncePerTrace(late),
  twice: oncePerTrace(twice),
  lost: () => (event) => event.kind === "drop",
  violation: () => (event) => event.kind === "violation",
  fault: () => isFault,
  /** Compared copies begin to differ, or agree again. */
  divergence: oncePerTrace((trace) =>
    among(divergences(trace).flatMap(({ fromEvent, toEvent }) => [fromEvent, toEvent])),
  ),
  /** A node begins to be wrong about another one: it comes to believe so, or the other one changes. */
  misbelief: oncePerTrace((trace) => among(mistakes(trace).map(({ fromEvent }) => fromEvent))),
};

function among(indices: readonly (number | undefined)[]): ReturnType<Criterion> {
  const found = new Set(indices);
  return ({ index }) => found.has(index);
}

function oncePerTrace(criterion: Criterion): Criterion {
  const known = new WeakMap<Trace, ReturnType<Criterion>>();
  return (trace) => {
    let test = known.get(trace);
    if (!test) {
      test = criterion(trace);
      known.set(trace, test);
    }
    return test;
  };
}
