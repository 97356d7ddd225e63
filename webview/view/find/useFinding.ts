import { useLayoutEffect, useMemo, useState } from "preact/hooks";
import { parseQuery } from "../../../src/trace/search/query.ts";
import { QueryError } from "../../../src/trace/search/queryError.ts";
import { Search } from "../../../src/trace/search/search.ts";
import type { Trace } from "../../../src/trace/trace.ts";
import { searchInSlices, type Finding } from "../../model/find.ts";

const NOTHING: Finding = { found: [], examined: 0, done: false };

/**
 * What a query finds in a run, while it is being looked for and after; another query or run ends the search.
 * @returns `undefined` for an empty query; what is wrong with one that makes no sense.
 */
export function useFinding(trace: Trace, query: string): Finding | QueryError | undefined {
  const search = useMemo(() => {
    const criterion = read(query);
    return typeof criterion === "function" ? new Search(trace, criterion) : criterion;
  }, [trace, query]);
  const [latest, setLatest] = useState<{ readonly of: Search; readonly finding: Finding }>();
  useLayoutEffect(() => {
    if (!(search instanceof Search)) return undefined;
    return searchInSlices(search, trace.events.length, (finding) => setLatest({ of: search, finding }));
  }, [trace, search]);
  if (!(search instanceof Search)) return search;
  // What was found in another run says nothing of this one.
  return latest?.of === search ? latest.finding : NOTHING;
}

function read(query: string): ReturnType<typeof parseQuery> | QueryError | undefined {
  if (query.trim() === "") return undefined;
  try {
    return parseQuery(query);
  } catch (error) {
    if (error instanceof QueryError) return error;
    throw error;
  }
}
