import type { RunIndex } from "./runIndex.ts";

/** A distance down the picture, counted in halves of the least distance of two events on a lifeline. */
type HalfRows = number;

/**
 * On which row of its instant each event stands, whatever the scale. Two instants of a run are two different
 * virtual times; how far apart they lie is the timeline's business.
 */
export interface Rows {
  /** The instants, in ms. */
  readonly times: Float64Array;
  /** First event of each instant, and behind the last one the number of events. */
  readonly firsts: Int32Array;
  /** For each event its instant, and its distance below the first row of that instant in {@link HalfRows}. */
  readonly instantOf: Int32Array;
  readonly rowOf: Int32Array;
  /** Distance of the last row of each instant from its first; -2 for one whose events have rows elsewhere. */
  readonly depths: Int32Array;
  /**
   * What keeps two events of a lifeline apart: that an instant lies at least their least distance below a row of an
   * earlier one. Instant `i` has the entries from `bounds[i]` up to `bounds[i + 1]`, each with the earlier instant and
   * the row there.
   */
  readonly bounds: Int32Array;
  readonly earlier: Int32Array;
  readonly earlierRow: Int32Array;
}

/**
 * Events of one instant stand in rows, a row for each step of cause and effect; a message without latency stays on
 * its row, and what a handler sends leaves from the row on which it was called.
 */
export function sharedRows(run: RunIndex): Rows {
  const rows = emptyRows(run);
  const bounds = new Bounds(rows.times.length, run.times.length, run.trace.nodes.length);
  const { folds } = run;
  const { line } = run.order;
  const last = new LastRows(run.trace.nodes.length);
  for (let instant = 0; instant < rows.times.length; instant++) {
    const first = rows.firsts[instant];
    const end = rows.firsts[instant + 1];
    rows.depths[instant] = end - first === 1 ? 0 : placeInstant(run, rows.rowOf, first, end, last);
    for (let event = first; event < end; event++) {
      const node = run.nodes[event];
      if (node < 0 || event === run.starts[node]) continue;
      last.of[node] = -1;
      const lifeline = line[node];
      if (end - first > 1 && last.on[lifeline] < 0) continue;
      // What is drawn with an event before it may be as near to that as it is.
      const joined = folds !== undefined && folds.drawnWith(event) >= 0;
      bounds.touch(instant, lifeline, Math.max(0, last.on[lifeline]), joined);
      last.on[lifeline] = -1;
    }
    bounds.end(instant);
  }
  return { ...rows, ...bounds.lists() };
}

/**
 * Every event has a row of its own, in an order that respects cause and effect; those that are drawn as one have that
 * of the first of them. All nodes start on the first one.
 */
export function causalRows(run: RunIndex): Rows {
  const rows = emptyRows(run);
  const { folds } = run;
  for (let instant = 0; instant < rows.times.length; instant++) {
    const end = rows.firsts[instant + 1];
    let row = -2;
    for (let event = rows.firsts[instant]; event < end; event++) {
      const earlier = folds?.drawnWith(event) ?? -1;
      if (earlier >= 0) {
        rows.instantOf[event] = rows.instantOf[earlier];
        rows.rowOf[event] = rows.rowOf[earlier];
        continue;
      }
      const node = run.nodes[event];
      if (row < 0 || node < 0 || event !== run.starts[node]) row += 2;
      rows.rowOf[event] = row;
    }
    rows.depths[instant] = row;
  }
  return rows;
}

/** The instants, all events on their first rows. */
function emptyRows({ times: all }: RunIndex): Rows {
  const count = all.length;
  const instantOf = new Int32Array(count);
  let instants = 0;
  for (let event = 0; event < count; event++) {
    if (event > 0 && all[event] !== all[event - 1]) instants++;
    instantOf[event] = instants;
  }
  if (count > 0) instants++;
  const times = new Float64Array(instants);
  const firsts = new Int32Array(instants + 1);
  firsts[instants] = count;
  for (let event = count - 1; event >= 0; event--) {
    firsts[instantOf[event]] = event;
    times[instantOf[event]] = all[event];
  }
  return {
    times,
    firsts,
    instantOf,
    rowOf: new Int32Array(count),
    depths: new Int32Array(instants),
    bounds: new Int32Array(instants + 1),
    earlier: new Int32Array(),
    earlierRow: new Int32Array(),
  };
}

/** Collects what keeps the events of each lifeline apart, without what follows from the rest anyway. */
class Bounds {
  readonly #bounds: Int32Array;
  readonly #earlier: Int32Array;
  readonly #earlierRow: Int32Array;
  #count = 0;
  /** The last instant that touched each lifeline, and its last row there. */
  readonly #instantOn: Int32Array;
  readonly #rowOn: Int32Array;

  constructor(instants: number, events: number, lifelines: number) {
    this.#bounds = new Int32Array(instants + 1);
    this.#earlier = new Int32Array(events);
    this.#earlierRow = new Int32Array(events);
    this.#instantOn = new Int32Array(lifelines).fill(-1);
    this.#rowOn = new Int32Array(lifelines);
  }

  touch(instant: number, lifeline: number, row: HalfRows, joined: boolean): void {
    if (!joined && this.#instantOn[lifeline] >= 0)
      this.#add(this.#instantOn[lifeline], this.#rowOn[lifeline]);
    this.#instantOn[lifeline] = instant;
    this.#rowOn[lifeline] = row;
  }

  end(instant: number): void {
    this.#bounds[instant + 1] = this.#count;
  }

  lists(): Pick<Rows, "bounds" | "earlier" | "earlierRow"> {
    const earlier = this.#earlier.slice(0, this.#count);
    return { bounds: this.#bounds, earlier, earlierRow: this.#earlierRow.slice(0, this.#count) };
  }

  #add(earlier: number, row: HalfRows): void {
    const last = this.#count - 1;
    // An instant lies below all before it, and so as far below this row as one of those had to be below a lower one.
    if (last >= 0 && this.#earlier[last] >= earlier && this.#earlierRow[last] >= row) return;
    this.#earlier[this.#count] = earlier;
    this.#earlierRow[this.#count++] = row;
  }
}

/** The rows of the last events of an instant; -1 where there is none. */
class LastRows {
  /** On each lifeline, and of each node: several may share a lifeline. */
  readonly on: Int32Array;
  readonly of: Int32Array;

  constructor(nodes: number) {
    this.on = new Int32Array(nodes).fill(-1);
    this.of = new Int32Array(nodes).fill(-1);
  }
}

/**
 * Gives the events of one instant their rows.
 * @param last Takes the last rows; all are -1 before.
 * @returns The last row.
 */
function placeInstant(
  run: RunIndex,
  rowOf: Int32Array,
  first: number,
  end: number,
  last: LastRows,
): HalfRows {
  const { folds } = run;
  const { line } = run.order;
  const ways = new Ways();
  let bottom = 0;
  let start = 0;
  for (let event = first; event < end; event++) {
    const node = run.nodes[event];
    const shared = run.shares[event];
    const sent = run.sent[event];
    let row = start;
    if (shared >= first) row = Math.max(row, rowOf[shared]);
    if (sent >= first) row = Math.max(row, rowOf[sent]);
    if (node >= 0 && event !== run.starts[node]) {
      const lifeline = line[node];
      const next = last.on[lifeline] < 0 ? start : last.on[lifeline] + 2;
      let nearest = next;
      if (shared >= first) nearest = last.of[node];
      else if (folds && folds.drawnWith(event) >= 0) nearest = last.on[lifeline];
      // Away from the point that it shares it has to keep clear of all others.
      row = ways.place(run, event, Math.max(row, nearest), Math.max(row, next));
      last.of[node] = row;
      last.on[lifeline] = Math.max(row, last.on[lifeline]);
    }
    if (node < 0 && sent >= 0) row = ways.placeLoss(run.nodes[sent], row);
    // What happens on no lifeline happens after all that led to it.
    if (node < 0 && shared < 0 && sent < 0) row = Math.max(row, bottom);
    if (run.across[event] === 1) {
      row = bottom > 0 ? bottom + 2 : row;
      start = row + 2;
    }
    rowOf[event] = row;
    bottom = Math.max(bottom, row);
  }
  return bottom;
}

/** Keeps messages of one instant from lying on one another. Most instants have none that could. */
class Ways {
  /** The last row on which a message of each sender was lost. */
  #losses: Map<number, HalfRows> | undefined;
  readonly #taken: { readonly row: HalfRows; readonly left: number; readonly right: number }[] = [];

  /** The first half row from `row` down on which no other message of this sender is lost. */
  placeLoss(sender: number, row: HalfRows): HalfRows {
    this.#losses ??= new Map();
    const free = Math.max(row, (this.#losses.get(sender) ?? -Infinity) + 1);
    this.#losses.set(sender, free);
    return free;
  }

  /**
   * The first row on which the event's message, if it has one without latency, has its way free.
   * @param row Where it would be; if it can't, it is from `next` on.
   */
  place(run: RunIndex, event: number, row: HalfRows, next = row): HalfRows {
    const to = run.levelTo[event];
    const { rank } = run.order;
    if (to < 0 || rank[to] === rank[run.nodes[event]]) return row;
    const left = Math.min(rank[run.nodes[event]], rank[to]);
    const right = Math.max(rank[run.nodes[event]], rank[to]);
    const taken = (at: HalfRows) =>
      this.#taken.some((way) => way.row === at && way.left < right && way.right > left);
    let free = row;
    if (taken(free)) free = Math.max(free + 2, next);
    while (taken(free)) free += 2;
    this.#taken.push({ row: free, left, right });
    return free;
  }
}
