import { flights, type Flight } from "../../trace/flights.ts";
import type { RunIndex } from "./runIndex.ts";
import { stallsOf } from "./stalls.ts";

/** Things that wait side by side stand in lanes, counted from the lifeline outwards; by message. */
export interface Lanes {
  /** Those that wait at their sender. The first of a queue stands outermost, so that its way is free. */
  readonly queue: ReadonlyMap<number, number>;
  /** Those that wait at their receiver. The first to come stands innermost, so that the next stops behind it. */
  readonly inbox: ReadonlyMap<number, number>;
  /** Those that found their link held when they left. */
  readonly held: ReadonlyMap<number, number>;
}

/** Beyond this many, lanes lie on one another: there is no room for more between two lifelines. */
const MOST = 6;

/** Where the messages of a run stand that wait at a lifeline. */
export function lanes(run: Pick<RunIndex, "trace" | "arrows" | "holds" | "times" | "last" | "order">): Lanes {
  const queue: Waiting[] = [];
  const inbox: Waiting[] = [];
  const held: Waiting[] = [];
  const { rank, line } = run.order;
  for (const flight of flights(run.trace)) {
    if (line[flight.send.node] === line[flight.send.to] || !mayWait(run, flight)) continue;
    const arrow = run.arrows.of(flight.message);
    const { message, send, departure, leaves, arrived, end, fate } = arrow;
    // Each side of a lifeline has lanes of its own.
    const side = rank[send.to] > rank[send.node] ? 1 : 0;
    if (departure === send && fate !== "queue full" && leaves > send.time) {
      queue.push({ message, place: 2 * line[send.node] + side, from: send.time, to: leaves });
    }
    if (arrived !== undefined) {
      inbox.push({
        message,
        place: 2 * line[send.to] + side,
        from: arrived,
        to: end === undefined ? Infinity : run.times[end],
      });
    }
    const stall = stallsOf(run, arrow).at(0);
    if (stall !== undefined && stall.from <= leaves) {
      held.push({ message, place: 2 * line[send.node] + side, from: leaves, to: stall.to });
    }
  }
  return { queue: assign(backwards(queue)), inbox: assign(inbox), held: assign(backwards(held)) };
}

/** Most messages wait nowhere. */
function mayWait({ holds }: Pick<RunIndex, "holds">, { send, end }: Flight): boolean {
  return (
    holds.all.length > 0 ||
    end === undefined ||
    send.leaves !== undefined ||
    send.kind === "duplicate" ||
    (end.kind !== "drop" && end.arrived !== undefined)
  );
}

interface Waiting {
  readonly message: number;
  /** Only what waits at the same place needs different lanes. */
  readonly place: number;
  readonly from: number;
  readonly to: number;
}

/** With time running backwards the last one to come gets the innermost lane. */
function backwards(waiting: readonly Waiting[]): Waiting[] {
  return waiting.toReversed().map(({ from, to, ...rest }) => ({ ...rest, from: -to, to: -from }));
}

/** Gives each the innermost lane that is free, in the order in which they come. */
function assign(waiting: readonly Waiting[]): Map<number, number> {
  const result = new Map<number, number>();
  const freeFrom = new Map<number, number[]>();
  for (const { message, place, from, to } of waiting.toSorted((a, b) => a.from - b.from)) {
    const ends = freeFrom.get(place) ?? [];
    freeFrom.set(place, ends);
    const free = ends.findIndex((end) => end < from);
    const lane = free >= 0 ? free : ends.length;
    ends[lane] = to;
    result.set(message, Math.min(lane, MOST - 1));
  }
  return result;
}
