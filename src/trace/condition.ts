import type { TraceEvent } from "./event.ts";
import type { Trace } from "./trace.ts";

/** What is true of a node, whatever others believe of it. */
export type Condition = "not started" | "up" | "paused" | "down" | "gone";

/** Since an event, a node is in a condition. */
interface Change {
  readonly since: number;
  readonly condition: Condition;
}

const known = new WeakMap<Trace, readonly (readonly Change[])[]>();

/** The condition of a node just after event `index`. What a node that never starts does is not recorded: it is up. */
export function conditionAt(trace: Trace, node: number, index: number): Condition {
  let changes = known.get(trace);
  if (!changes) {
    changes = collect(trace);
    known.set(trace, changes);
  }
  return changes[node].findLast(({ since }) => since <= index)!.condition;
}

function collect(trace: Trace): Change[][] {
  const starting = new Set(trace.events.flatMap(({ kind, node }) => (kind === "start" ? [node] : [])));
  const result = trace.nodes.map((_, node): Change[] => [
    { since: -Infinity, condition: starting.has(node) ? "not started" : "up" },
  ]);
  for (const event of trace.events) {
    if (event.node === undefined) continue;
    const changes = result[event.node];
    const condition = after(event, changes.at(-1)!.condition);
    if (condition !== changes.at(-1)!.condition) changes.push({ since: event.index, condition });
  }
  return result;
}

function after(event: TraceEvent, before: Condition): Condition {
  switch (event.kind) {
    case "start":
    case "restart":
      return "up";
    case "crash":
      return "down";
    case "leave":
      return "gone";
    case "pause":
      return before === "up" ? "paused" : before;
    case "resume":
      return before === "paused" ? "up" : before;
    default:
      return before;
  }
}
