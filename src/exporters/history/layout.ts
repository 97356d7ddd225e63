import type { Excerpt } from "./excerpt.ts";
import type { JudgedHistory } from "./judge.ts";

/** What a moment takes down the picture, in px: room for a point and its text, or a little distance. */
const POINT = 20;
const STEP = 7;
/** The first moment stands as far below the upper end, and the last one above the lower one. */
const MARGIN = 12;

/** One operation: a bar from its invocation to its completion. */
export interface Bar {
  /** Index into the history. */
  readonly operation: number;
  /** Number of the client's column. */
  readonly column: number;
  readonly top: number;
  readonly bottom: number;
  /** Whether it may take effect at any later time. */
  readonly open: boolean;
  /** Its place in the order that explains it and those before it, from 1; absent if it has none. */
  readonly place?: number;
  /** Where it takes effect, or would stand. */
  readonly point: number;
}

/** A history as a picture: a column for each client, time running down. */
export interface HistoryLayout {
  readonly clients: readonly string[];
  readonly bars: readonly Bar[];
  /** Whether the places are points in time, each between invocation and completion. */
  readonly timed: boolean;
  readonly height: number;
}

/**
 * Places the operations of a history. Time counts only by what comes before what: each invocation and completion is
 * a step further down, and so is each point at which an operation takes effect, so that reading down is reading the order.
 */
export function layOut(
  { operations, rung, order }: JudgedHistory,
  { operations: shown }: Excerpt,
): HistoryLayout {
  const timed = rung.level === "linearizable";
  const placeOf = new Map(order.map((operation, index) => [operation, index + 1]));
  const clients = [...new Set(shown.map((operation) => operations[operation].client))];

  const moments: Moment[] = [];
  for (const operation of shown) {
    const { invoked, completed, outcome } = operations[operation];
    moments.push({ kind: "invoked", operation, at: invoked, after: 0 });
    if (outcome !== "unknown") moments.push({ kind: "completed", operation, at: completed, after: 0 });
  }
  const isShown = new Set(shown);
  let effect = -Infinity;
  for (const operation of order) {
    // As early as it can be.
    effect = Math.max(effect, operations[operation].invoked);
    if (timed && isShown.has(operation)) {
      moments.push({ kind: "effect", operation, at: effect, after: placeOf.get(operation)! });
    }
  }
  moments.sort((a, b) => a.at - b.at || a.after - b.after);

  const known = new Map(shown.map((operation) => [operation, { top: 0, bottom: 0, point: 0 }]));
  let y = MARGIN;
  for (const { kind, operation } of moments) {
    const bar = known.get(operation)!;
    if (kind === "invoked") {
      bar.top = y += STEP;
      if (timed && placeOf.has(operation)) continue;
      bar.point = y += POINT / 2;
      bar.bottom = bar.point + POINT / 2;
    } else if (kind === "effect") {
      bar.point = y += POINT;
      bar.bottom = bar.point + POINT / 2;
    } else {
      y = Math.max(y + STEP, bar.bottom);
      bar.bottom = y;
    }
  }
  const height = Math.max(y, ...[...known.values()].map(({ bottom }) => bottom)) + MARGIN;
  const bars = shown.map((operation) => {
    const { client, outcome } = operations[operation];
    const open = outcome === "unknown";
    const bar = { ...known.get(operation)!, operation, column: clients.indexOf(client), open };
    const place = placeOf.get(operation);
    return place === undefined ? bar : { ...bar, place };
  });
  return { clients, bars: withOpenEnds(bars, height), timed, height };
}

/** What happens at some point of the history. */
interface Moment {
  readonly kind: "invoked" | "effect" | "completed";
  readonly operation: number;
  /** Place among the invocations and completions. */
  readonly at: number;
  /** What comes first of several at one place: nothing takes effect before it is invoked. */
  readonly after: number;
}

/** Lets what may take effect at any later time last until its client does something else, or for ever. */
function withOpenEnds(bars: readonly Bar[], height: number): Bar[] {
  const nextTop = new Map<number, number>();
  return bars
    .toReversed()
    .map((bar) => {
      const bottom = bar.open ? (nextTop.get(bar.column) ?? height) : bar.bottom;
      nextTop.set(bar.column, bar.top);
      return { ...bar, bottom: Math.max(bottom - (bar.open ? STEP / 2 : 0), bar.bottom) };
    })
    .reverse();
}
