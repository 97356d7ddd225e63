import { firstAtLeast } from "../../src/trace/ascending.ts";
import type { Search } from "../../src/trace/search/search.ts";

/** How far a search has come. */
export interface Finding {
  /** Indices of the events found so far, ascending. */
  readonly found: readonly number[];
  /** Share of the run that has been looked through, from 0 to 1. */
  readonly examined: number;
  readonly done: boolean;
}

/** Longest time in ms for which a search keeps the page waiting, once it knows what it must of the whole run. */
const SLICE = 8;
/** Events between two looks at the clock. */
const BATCH = 256;

/**
 * Searches in slices between which the page goes on. The first slice is done at once, and mostly that is all.
 *
 * @param onProgress Is told after every slice.
 * @returns What ends the search early.
 */
export function searchInSlices(
  search: Search,
  events: number,
  onProgress: (finding: Finding) => void,
): () => void {
  let timer: number | undefined;
  const slice = () => {
    const end = performance.now() + SLICE;
    do search.advance(BATCH);
    while (!search.done && performance.now() < end);
    if (!search.done) timer = window.setTimeout(slice);
    onProgress({ found: search.found, examined: search.examined / Math.max(1, events), done: search.done });
  };
  slice();
  return () => window.clearTimeout(timer);
}

/** The position of the next or previous of the numbers from `at` on; after the last one comes the first again. */
export function neighbour(numbers: readonly number[], at: number, direction: 1 | -1): number {
  const position = direction === 1 ? firstAtLeast(numbers, at + 1) : firstAtLeast(numbers, at) - 1;
  return (position + numbers.length) % numbers.length;
}
