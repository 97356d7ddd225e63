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
  const criterion = useMemo(() => read(query), [query]);
  const [finding, setFinding] = useState(NOTHING);
  useLayoutEffect(() => {
    setFinding(NOTHING);
    if (typeof criterion !== "function") return undefined;
    return searchInSlices(new Search(trace, criterion), trace.events.length, setFinding);
  }, [trace, criterion]);
  return typeof criterion === "function" ? finding : criterion;
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
