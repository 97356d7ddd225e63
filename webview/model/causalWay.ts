import { isArrival, isOnWay } from "../../src/trace/event.ts";
import type { Arrow } from "../../src/exporters/picture/arrows.ts";
import type { RunIndex } from "../../src/exporters/picture/runIndex.ts";
import { firstAtLeast } from "../../src/trace/ascending.ts";

/** How one event of a way of cause and effect leads to the next: the node goes on, or a message goes from one to another. */
export type Stage =
  | { readonly kind: "stay"; readonly node: number; readonly from: number; readonly to: number }
  | { readonly kind: "message"; readonly arrow: Arrow; readonly from: number; readonly to: number };

/**
 * The stages of a way of cause and effect that meet some events of the run, in order. Takes time for these only.
 * @param way Indices of events, ascending.
 * @param first The events, both ends included.
 */
export function stagesMeeting(run: RunIndex, way: readonly number[], first: number, last: number): Stage[] {
  const stages: Stage[] = [];
  const end = Math.min(way.length - 1, firstAtLeast(way, last + 1));
  for (let i = Math.max(0, firstAtLeast(way, first) - 1); i < end; i++) {
    const stage = stageOf(run, way[i], way[i + 1]);
    if (stage) stages.push(stage);
  }
  return stages;
}

/** The event at whose point an event is drawn, where it has none of its own. */
export function pointOf(run: RunIndex, index: number): number {
  const event = run.trace.events[index];
  if (event.kind === "violation") return run.shares[index] < 0 ? index : run.shares[index];
  return event.kind === "duplicate" ? run.arrows.of(event.message).departure.index : index;
}

function stageOf(run: RunIndex, from: number, to: number): Stage | undefined {
  const later = run.trace.events[to];
  if (isArrival(later) || isOnWay(later)) {
    const arrow = run.arrows.of(later.message);
    const isBefore = from === arrow.send.index || arrow.onWay.some(({ index }) => index === from);
    if (isBefore) return { kind: "message", arrow, from, to };
  }
  const node = run.nodes[pointOf(run, from)];
  return node >= 0 && node === run.nodes[pointOf(run, to)] ? { kind: "stay", node, from, to } : undefined;
}
