import { isSend } from "../../trace/event.ts";
import { flights } from "../../trace/flights.ts";
import type { Flight } from "../../trace/flights.ts";
import { formatCount } from "../../trace/format.ts";
import type { RunPart } from "../../trace/runPart.ts";
import type { Trace } from "../../trace/trace.ts";
import type { Lasting } from "../standing.ts";
import type { News } from "./news.ts";

/** What is to be said of a run before a part of it is told, a line each; nothing where that is its beginning. */
export function tellBefore(
  trace: Trace,
  { from }: RunPart,
  standing: readonly Lasting[],
  news: ReadonlyMap<number, readonly News[]>,
): string[] {
  if (from === 0) return [];
  const lasting = standing.map(({ node, text }) =>
    node === undefined ? text : `${trace.nodes[node].name}: ${text}`,
  );
  const differing = new Map<number, string>();
  for (const [event, items] of news) {
    if (event >= from) continue;
    for (const { check, nodes, text } of items) {
      if (nodes.length > 0) differing.set(check, text);
      else differing.delete(check);
    }
  }
  return [`⋮ ${formatCount(from, "event")} before`, ...lasting, ...differing.values()];
}

/** What is to be said behind a part; nothing where that is the end. */
export function tellAfter({ events }: Trace, { to }: RunPart): string | undefined {
  const rest = events.length - 1 - to;
  return rest > 0 ? `⋮ ${formatCount(rest, "event")} after` : undefined;
}

/** The messages that have been sent when an event is over and have not arrived yet; nothing comes before the first. */
export function underWay(trace: Trace, event: number): Flight[] {
  const all = flights(trace);
  return trace.events.slice(0, event + 1).flatMap((send) => {
    if (!isSend(send)) return [];
    const flight = all[send.message];
    return flight.end === undefined || flight.end.index > event ? [flight] : [];
  });
}
