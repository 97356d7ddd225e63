import type { ColumnOrder } from "./columnOrder.ts";
import type { Fissure } from "./cuts.ts";

/** Room for the time axis at the left, in px. */
export const AXIS_WIDTH = 62;
const MARGIN = 16;
const NARROWEST = 92;
const WIDEST = 300;
/** Distance of partitions that share a gap, in px. */
const LANE = 16;

/** Where the lifelines stand, in px. */
export interface Columns {
  readonly order: ColumnOrder;
  /** Distance between neighbouring lifelines. */
  readonly step: number;
  /** Middle of each node's column, by index of the node; `NaN` for one that is hidden. */
  readonly x: Float64Array;
  /** Width of the whole picture, at least that of the window. */
  readonly width: number;
}

/** Spreads the lifelines over the window; when they are too many they keep a least distance and it scrolls. */
export function columns(order: ColumnOrder, windowWidth: number): Columns {
  const count = Math.max(1, order.columns.length);
  const room = windowWidth - AXIS_WIDTH - MARGIN;
  const step = Math.min(WIDEST, Math.max(NARROWEST, Math.floor(room / count)));
  const left = AXIS_WIDTH + Math.max(0, (room - step * count) / 2);
  const x = Float64Array.from(order.rank, (column) => (column < 0 ? NaN : left + (column + 0.5) * step));
  return { order, step, x, width: Math.max(windowWidth, AXIS_WIDTH + step * count + MARGIN) };
}

/** Middle of a column, counted from the left. */
export function columnX({ order, x }: Columns, column: number): number {
  return x[order.columns[column][0]];
}

/** Distance of the innermost lane from its lifeline, and of lanes from each other, in px. */
const FIRST_LANE = 10;
const LANE_STEP = 6;

/** Where something waits beside the lifeline of `node`, on the side of another node. */
export function laneX({ x }: Columns, node: number, towards: number, lane: number): number {
  return x[node] + Math.sign(x[towards] - x[node]) * (FIRST_LANE + LANE_STEP * lane);
}

/** Distance from a lifeline of what lasts beside it, and of one such thing from the next, in px. */
const FIRST_BESIDE = 11;
const BESIDE_STEP = 5;

/** Where something lasts beside the lifeline of `node` that is not said of the lifeline as a whole. */
export function besideX({ x }: Columns, node: number, lane: number): number {
  return x[node] - FIRST_BESIDE - BESIDE_STEP * lane;
}

/**
 * Where a partition runs: in the middle of its gap, others of the same time to both sides of it; or along a lifeline
 * whose nodes it separates.
 */
export function fissureX(columns: Columns, { column, lane, within }: Fissure): number {
  const side = lane % 2 === 1 ? 1 : -1;
  const middle = within ? 0 : columns.step / 2;
  return columnX(columns, column) + middle + side * Math.ceil(lane / 2) * LANE;
}
