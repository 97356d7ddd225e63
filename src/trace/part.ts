/** A part of a run, by indices of events; both ends belong to it. */
export interface Part {
  readonly from: number;
  readonly to: number;
}

/** Names a part by the numbers that its events have everywhere else: `events 12–40`, `event 7`. */
export function formatPart({ from, to }: Part): string {
  return from === to ? `event ${from + 1}` : `events ${from + 1}–${to + 1}`;
}
