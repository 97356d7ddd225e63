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
  /** Distance of the last row of each instant from its first. */
  readonly depths: Int32Array;
  /**
   * The lifelines that each instant touches, as a range of the two lists after: instant `i` has the entries from
   * `touches[i]` up to `touches[i + 1]`, each with the row of the last event there.
   */
  readonly touches: Int32Array;
  readonly touched: Int32Array;
  readonly deepest: Int32Array;
}

/**
 * Events of one instant stand in rows, a row for each step of cause and effect; a message without latency stays on
 * its row, and what a handler sends leaves from the row on which it was called.
 */
export function sharedRows(run: RunIndex): Rows {
  const rows = emptyRows(run);
  const touched: number[] = [];
  const deepest: number[] = [];
  const lastOn = new Int32Array(run.trace.nodes.length).fill(-1);
  for (let instant = 0; instant < rows.times.length; instant++) {
    const first = rows.firsts[instant];
    const end = rows.firsts[instant + 1];
    rows.depths[instant] = end - first === 1 ? 0 : placeInstant(run, rows.rowOf, first, end, lastOn);
    for (let event = first; event < end; event++) {
      const node = run.nodes[event];
      if (node < 0 || event === run.starts[node]) continue;
      if (end - first > 1 && lastOn[node] < 0) continue;
      touched.push(node);
      deepest.push(Math.max(0, lastOn[node]));
      lastOn[node] = -1;
    }
    rows.touches[instant + 1] = touched.length;
  }
  return { ...rows, touched: Int32Array.from(touched), deepest: Int32Array.from(deepest) };
}

/** Every event has a row of its own, in an order that respects cause and effect. All nodes start on the first one. */
export function causalRows(run: RunIndex): Rows {
  const rows = emptyRows(run);
  for (let instant = 0; instant < rows.times.length; instant++) {
    const end = rows.firsts[instant + 1];
    let row = -2;
    for (let event = rows.firsts[instant]; event < end; event++) {
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
    touches: new Int32Array(instants + 1),
    touched: new Int32Array(),
    deepest: new Int32Array(),
  };
}

/**
 * Gives the events of one instant their rows.
 * @param lastOn Takes the row of the last event on each lifeline; -1 on all of them before.
 * @returns The last row.
 */
function placeInstant(
  run: RunIndex,
  rowOf: Int32Array,
  first: number,
  end: number,
  lastOn: Int32Array,
): HalfRows {
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
      if (lastOn[node] >= 0) row = Math.max(row, shared >= first ? lastOn[node] : lastOn[node] + 2);
      row = ways.place(run, event, row);
      lastOn[node] = row;
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

/** Keeps messages of one instant from lying on one another. */
class Ways {
  /** The last row on which a message of each sender was lost. */
  readonly #losses = new Map<number, HalfRows>();
  readonly #taken: { readonly row: HalfRows; readonly left: number; readonly right: number }[] = [];

  /** The first half row from `row` down on which no other message of this sender is lost. */
  placeLoss(sender: number, row: HalfRows): HalfRows {
    const free = Math.max(row, (this.#losses.get(sender) ?? -Infinity) + 1);
    this.#losses.set(sender, free);
    return free;
  }

  /** The first row from `row` down on which the event's message, if it has one without latency, has its way free. */
  place(run: RunIndex, event: number, row: HalfRows): HalfRows {
    const to = run.levelTo[event];
    if (to < 0) return row;
    const { rank } = run.order;
    const left = Math.min(rank[run.nodes[event]], rank[to]);
    const right = Math.max(rank[run.nodes[event]], rank[to]);
    let free = row;
    while (this.#taken.some((way) => way.row === free && way.left < right && way.right > left)) free += 2;
    this.#taken.push({ row: free, left, right });
    return free;
  }
}
