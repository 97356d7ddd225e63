import type { Separation } from "./separation.ts";
import type { Trace } from "./trace.ts";

/** What lasts just after an event, besides whether nodes are up. */
export interface Standing {
  /** Partitions that have not healed and holds that have not been released, in order. */
  readonly separations: readonly Separation[];
  /** For each node that is slow, by how much, in ms. */
  readonly slow: ReadonlyMap<number, number>;
  /** For each node that is busy with work, until which virtual time, in ms. */
  readonly working: ReadonlyMap<number, number>;
}

/** What lasts just after event `step`. Takes time linear in the events before. */
export function standing(trace: Trace, step: number): Standing {
  const separations = new Map<string, Separation>();
  const slow = new Map<number, number>();
  const working = new Map<number, number>();
  for (let index = 0; index <= step; index++) {
    const event = trace.events[index];
    switch (event.kind) {
      case "partition":
        separations.set(`cut ${event.cut}`, event);
        break;
      case "hold":
        separations.set(`hold ${event.hold}`, event);
        break;
      case "heal":
        separations.delete(`cut ${event.cut}`);
        break;
      case "release":
        separations.delete(`hold ${event.hold}`);
        break;
      case "slow":
        if (event.by > 0) slow.set(event.node, event.by);
        else slow.delete(event.node);
        break;
      case "work":
        working.set(event.node, event.until);
        break;
      case "timer":
        if (event.name === "work") working.delete(event.node);
        break;
      case "crash":
      case "leave":
        slow.delete(event.node);
        working.delete(event.node);
        break;
      default:
    }
  }
  return { separations: [...separations.values()], slow, working };
}
