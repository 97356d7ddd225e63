import type { Trace } from "../../trace/trace.ts";
import type { ColumnOrder } from "./columnOrder.ts";
import type { Interval } from "./intervals.ts";

/** A place where a partition or a hold runs between two neighbouring columns, or through one. */
export interface Fissure {
  /** It runs between this column and the next. */
  readonly column: number;
  /** Set when it runs through the column instead, since it separates nodes that share the lifeline. */
  readonly within?: true;
  /** Position among those that run in the same gap at the same time. */
  readonly lane: number;
  /** Which way messages are lost: to the right (1), to the left (-1), or both (0). */
  readonly direction: -1 | 0 | 1;
}

/** Links that let nothing through: from the event that cuts or holds them to the one that mends or releases them. */
export interface Cut extends Interval {
  /** What is on its way across a partition is lost; across a hold it stands still. */
  readonly kind: "partition" | "hold";
  /** Whether `to` ends it; otherwise it lasts to the end of the run. */
  readonly healed: boolean;
  readonly groups: readonly (readonly number[])[];
  readonly oneWay: boolean;
  /** Whether each group still reaches its neighbours, which no line between columns can say. */
  readonly ring: boolean;
  readonly fissures: readonly Fissure[];
  /** First and last column of the nodes concerned. */
  readonly columns: readonly [first: number, last: number];
}

/** All partitions and holds of the run, in order. */
export function cuts(trace: Trace, order: ColumnOrder): Cut[] {
  const healedBy = new Map<number, number>();
  const releasedBy = new Map<number, number>();
  for (const event of trace.events) {
    if (event.kind === "heal") healedBy.set(event.cut, event.index);
    else if (event.kind === "release") releasedBy.set(event.hold, event.index);
  }
  const result: Cut[] = [];
  for (const event of trace.events) {
    if (event.kind !== "partition" && event.kind !== "hold") continue;
    const { kind, groups } = event;
    const { oneWay = false, ring = false } = event.kind === "partition" ? event : {};
    const healed = event.kind === "partition" ? healedBy.get(event.cut) : releasedBy.get(event.hold);
    const to = healed ?? trace.events.length - 1;
    const ranks = groups
      .flat()
      .map((node) => order.rank[node])
      .filter((rank) => rank >= 0);
    if (ranks.length === 0) continue;
    const columns = [Math.min(...ranks), Math.max(...ranks)] as const;
    const fissures = (ring ? [] : boundaries(groups, order)).map((boundary) => ({
      ...boundary,
      lane: freeLane(result, boundary, event.index),
      direction: oneWay ? boundary.direction : (0 as const),
    }));
    result.push({
      kind,
      from: event.index,
      to,
      healed: healed !== undefined,
      groups,
      oneWay,
      ring,
      fissures,
      columns,
    });
  }
  return result;
}

/** The gaps at which the group changes from column to column, and the columns whose nodes are of several groups. */
function boundaries(
  groups: readonly (readonly number[])[],
  { columns, home }: ColumnOrder,
): Omit<Fissure, "lane">[] {
  const groupOf = new Map(groups.flatMap((group, index) => group.map((node) => [node, index] as const)));
  const result: Omit<Fissure, "lane">[] = [];
  let last: ReadonlySet<number> = new Set();
  let lastColumn = 0;
  for (const [column, nodes] of columns.entries()) {
    const here = groupsAmong(nodes, home, groupOf);
    if (here.size === 0) continue;
    // Where some of the nodes still reach each other, the line through the shared lifeline says all.
    if (last.size > 0 && ![...here].some((group) => last.has(group)))
      result.push({ column: nearest(lastColumn, column), direction: last.has(0) ? 1 : -1 });
    if (here.size > 1) result.push({ column, within: true, direction: 0 });
    last = here;
    lastColumn = column;
  }
  return result;
}

/** The groups of the nodes in a column; a client that is in none counts with the node it stands beside. */
function groupsAmong(
  nodes: readonly number[],
  home: Int32Array,
  groupOf: ReadonlyMap<number, number>,
): ReadonlySet<number> {
  const known = (all: readonly number[]) => new Set(all.flatMap((node) => groupOf.get(node) ?? []));
  const own = known(nodes);
  if (own.size > 0) return own;
  const hosts = known(nodes.map((node) => home[node]));
  return hosts.size === 1 ? hosts : own;
}

/** The gap in the middle of the columns between two groups. */
function nearest(left: number, right: number): number {
  return (left + right - 1) >>> 1;
}

function freeLane(open: readonly Cut[], { column, within }: Omit<Fissure, "lane">, at: number): number {
  const taken = new Set(
    open
      .filter((cut) => cut.to >= at)
      .flatMap(({ fissures }) => fissures)
      .filter((fissure) => fissure.column === column && fissure.within === within)
      .map(({ lane }) => lane),
  );
  let lane = 0;
  while (taken.has(lane)) lane++;
  return lane;
}
