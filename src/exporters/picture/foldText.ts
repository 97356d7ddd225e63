import type { EventKind, TraceEvent } from "../../trace/event.ts";
import { formatCount } from "../../trace/format.ts";
import { sharesLine } from "./columnOrder.ts";
import type { RunIndex } from "./runIndex.ts";

/** What several events of a kind are called; of other kinds they are events. */
const NAMES: Partial<Readonly<Record<EventKind, string>>> = {
  timer: "timers",
  flush: "flushes",
  belief: "beliefs",
  decide: "decisions",
  note: "notes",
};

/** How many events are drawn as one, and of what; whose they are where the lifeline doesn't say it. */
export function foldText({ trace, order, folds }: RunIndex, fold: number): string {
  if (!folds) return "";
  const events = folds.events(fold);
  const first = trace.events[events[0]];
  const name = folds.isUniform(fold) ? nameOf(first) : undefined;
  const text = name ? `${events.length} ${name}` : formatCount(events.length, "event");
  const { node } = first;
  if (node === undefined || !sharesLine(order, node) || !folds.isOfOne(fold)) return text;
  return `${trace.nodes[node].name}: ${text}`;
}

function nameOf(event: TraceEvent): string | undefined {
  return event.kind === "timer" && event.name ? `× ${event.name}` : NAMES[event.kind];
}
