/** How far a search came: input to explanations. */
export interface Reached {
  /** Operations in an order that explains them all, as many as were ever reached; indices into the history. */
  readonly order: readonly number[];
  /** The operation that has no place after them. */
  readonly stuck: number;
  /** The client whose view it is; absent for an order that is the same for all. */
  readonly view?: string;
}

/** A search for an order that explains a history, which can be interrupted. */
export interface Search {
  /** `broken` if there is no order; `undefined` while that is open. */
  readonly verdict: "holds" | "broken" | undefined;
  readonly reached: Reached | undefined;
  /** Goes on for at most so many steps, and returns how many it took. */
  advance(steps: number): number;
}

/** What became of several searches that must all succeed. */
export interface Result {
  /** `unknown` if the budget was used up before. */
  readonly verdict: "holds" | "broken" | "unknown";
  readonly steps: number;
  /** Which of them failed, or is still open. */
  readonly search: Search | undefined;
}

/** Steps that a search takes before it is the next one's turn. */
const TURN = 2000;

/** Lets searches go on in turns, so that a hard one doesn't hide one that fails. @param budget In steps. */
export function inTurns(searches: readonly Search[], budget: number): Result {
  let steps = 0;
  let open = searches;
  for (;;) {
    const failed = open.find(({ verdict }) => verdict === "broken");
    if (failed) return { verdict: "broken", steps, search: failed };
    open = open.filter(({ verdict }) => verdict === undefined);
    if (open.length === 0) return { verdict: "holds", steps, search: undefined };
    if (steps >= budget) return { verdict: "unknown", steps, search: open[0] };
    for (const search of open) {
      if (search.verdict !== "broken") steps += search.advance(Math.min(TURN, budget - steps));
      if (search.verdict === "broken") break;
    }
  }
}
