import type { Trace } from "../../trace/trace.ts";
import type { Spell } from "./spells.ts";

/** A time during which a node is up, but doesn't do as it should or could. */
export interface Condition extends Spell {
  readonly kind: "paused" | "slow" | "working";
  /** How much longer everything takes a slow node, in ms. */
  readonly by?: number;
  /** Virtual time up to which a working node is busy, in ms. */
  readonly until?: number;
}

/** The times during which nodes stand still, are slow, or are busy with work, node by node. */
export function conditions(trace: Trace): Condition[] {
  const result: Condition[] = [];
  /** What is the case with each node now: at most one of each kind. */
  const open = trace.nodes.map(() => new Map<Condition["kind"], Omit<Condition, "to" | "ended">>());
  const close = (node: number, kind: Condition["kind"], to: number) => {
    const condition = open[node].get(kind);
    if (!condition) return;
    result.push({ ...condition, to, ended: true });
    open[node].delete(kind);
  };
  for (const event of trace.events) {
    const { index: from } = event;
    switch (event.kind) {
      case "pause":
        close(event.node, "paused", from);
        open[event.node].set("paused", { kind: "paused", node: event.node, from });
        break;
      case "resume":
        close(event.node, "paused", from);
        break;
      case "slow":
        close(event.node, "slow", from);
        if (event.by > 0)
          open[event.node].set("slow", { kind: "slow", node: event.node, from, by: event.by });
        break;
      case "work":
        close(event.node, "working", from);
        open[event.node].set("working", { kind: "working", node: event.node, from, until: event.until });
        break;
      case "timer":
        if (event.name === "work") close(event.node, "working", from);
        break;
      case "crash":
      case "leave":
        for (const kind of [...open[event.node].keys()]) close(event.node, kind, from);
        break;
      default:
    }
  }
  const end = trace.events.length - 1;
  for (const kinds of open)
    for (const condition of kinds.values()) result.push({ ...condition, to: end, ended: false });
  return result;
}
