import { divergences } from "../../trace/divergence.ts";
import type { CopyGroup } from "../../trace/divergence.ts";
import { formatValue } from "../../trace/format.ts";
import type { Trace } from "../../trace/trace.ts";

/** Longest value of a copy that is shown. */
const MAX_VALUE = 30;

/** A change in who disagrees with whom. */
export interface News {
  /** Index into `Trace.checks`. */
  readonly check: number;
  /** The nodes whose copies differ from now on; none when all agree. */
  readonly nodes: readonly number[];
  readonly text: string;
}

/** What is to say about copies that differ, by the event after which it is true. */
export function divergenceNews(trace: Trace): ReadonlyMap<number, readonly News[]> {
  const news = new Map<number, News[]>();
  const tell = (event: number, item: News) => news.set(event, [...(news.get(event) ?? []), item]);
  for (const { check, changes, toEvent } of divergences(trace)) {
    const { name } = trace.checks[check];
    for (const { event, groups } of changes) {
      const nodes = groups.flatMap((group) => group.nodes);
      tell(event, {
        check,
        nodes,
        text: `≠ ${name}: ${groups.map((group) => tellGroup(trace, group)).join(" · ")}`,
      });
    }
    if (toEvent !== undefined) tell(toEvent, { check, nodes: [], text: `= ${name}: the copies agree again` });
  }
  return news;
}

function tellGroup(trace: Trace, { nodes, value }: CopyGroup): string {
  return `${nodes.map((node) => trace.nodes[node].name).join(", ")} ${formatValue(value, MAX_VALUE)}`;
}
