import { parseQuery } from "../../../../src/trace/search/query.ts";
import { QueryError } from "../../../../src/trace/search/queryError.ts";
import { Search } from "../../../../src/trace/search/search.ts";
import type { Trace } from "../../../../src/trace/trace.ts";

/** Indices of the events that a query finds. */
export function find(trace: Trace, query: string): readonly number[] {
  const search = new Search(trace, parseQuery(query));
  while (!search.done) search.advance(1000);
  return search.found;
}

/** What is wrong with a query, and the piece of it that is meant. */
export function mistakeIn(query: string): { message: string; piece: string } {
  try {
    parseQuery(query);
  } catch (error) {
    if (error instanceof QueryError)
      return { message: error.message, piece: query.slice(error.from, error.to) };
    throw error;
  }
  throw new Error(`${query} is a query`);
}
