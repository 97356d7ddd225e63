import type { Trace } from "./trace.ts";

/** A stretch of true time in which a node's own clock runs evenly, or stands still. */
export interface WallPiece {
  /** Index of the `clock` event with which it begins; absent for how the clock is from the beginning. */
  readonly event?: number;
  /** True time at which it begins, in ms. */
  readonly from: number;
  /** What the clock shows then, in ms. */
  readonly shown: number;
  /** How much the clock counts in one ms of true time; 0 while it stands still. */
  readonly rate: number;
}

/** What the own clocks of the nodes of a run show at all times, not only at events. */
export interface WallClocks {
  /** The pieces of each node's clock, in order; several may begin at one instant, and the last of them is what is seen. */
  readonly pieces: readonly (readonly WallPiece[])[];
  /** How far ahead of true time or behind it any of the clocks ever is, at most, in ms. */
  readonly worst: number;
}

/** A clock that nothing has been done to shows true time. */
const RIGHT: WallPiece = { from: 0, shown: 0, rate: 1 };

const known = new WeakMap<Trace, WallClocks>();

/** The wall clocks of a run, from what the scenario does to them. Computed once per trace. */
export function wallClocks(trace: Trace): WallClocks {
  let clocks = known.get(trace);
  if (!clocks) {
    clocks = collect(trace);
    known.set(trace, clocks);
  }
  return clocks;
}

/** What a clock shows at a true time within one of its pieces, in ms. */
export function shownAt({ from, shown, rate }: WallPiece, time: number): number {
  return shown + (time - from) * rate;
}

/** How far a clock is ahead of true time within one of its pieces, in ms; behind when negative. */
export function aheadAt(piece: WallPiece, time: number): number {
  return shownAt(piece, time) - time;
}

/** Whether a clock shows true time as long as the piece lasts. */
export function isRight({ from, shown, rate }: WallPiece): boolean {
  return shown === from && rate === 1;
}

function collect(trace: Trace): WallClocks {
  const pieces = trace.nodes.map(() => [RIGHT]);
  for (const event of trace.events) {
    if (event.kind !== "clock") continue;
    const { index, node, time, offset, drift, frozen } = event;
    const rate = frozen ? 0 : 1 + drift / 1e6;
    pieces[node].push({ event: index, from: time, shown: time + offset, rate });
  }
  const end = trace.events.at(-1)?.time ?? 0;
  let worst = 0;
  for (const own of pieces) {
    for (const [index, piece] of own.entries()) {
      const until = own.at(index + 1)?.from ?? end;
      worst = Math.max(worst, Math.abs(aheadAt(piece, piece.from)), Math.abs(aheadAt(piece, until)));
    }
  }
  return { pieces, worst };
}
