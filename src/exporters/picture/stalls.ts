import type { Arrow } from "./arrows.ts";
import type { Cut } from "./cuts.ts";
import type { RunIndex } from "./runIndex.ts";

/** A time during which a message stands still on its way, in ms of virtual time. */
export interface Stall {
  readonly from: number;
  readonly to: number;
  /** The event that stopped it, unless it found its link held when it left. */
  readonly stoppedBy?: number;
  /** The event that let it go on, unless it went on by itself. */
  readonly releasedBy?: number;
}

/** Shared by the many messages that nothing stops. */
const NONE: readonly Stall[] = [];

/** When a message stands still: while its link is held, and where a rule holds it up. In order, and apart. */
export function stallsOf(run: Pick<RunIndex, "holds" | "times" | "last">, arrow: Arrow): readonly Stall[] {
  const { onWay, leaves, end } = arrow;
  if (onWay.length === 0 && run.holds.all.length === 0) return NONE;
  const over = arrow.arrived ?? run.times[end ?? run.last];
  const held = run.holds
    .meeting(arrow.from, end ?? run.last)
    .filter((hold) => separates(hold, arrow))
    .map((hold): Stall => {
      const stops = run.times[hold.from] > leaves;
      return {
        from: stops ? run.times[hold.from] : leaves,
        to: run.times[hold.to],
        ...(stops && { stoppedBy: hold.from }),
        releasedBy: hold.to,
      };
    });
  const delayed = onWay.flatMap((event): Stall[] =>
    event.kind === "delay" ? [{ from: event.time, to: event.time + event.by, stoppedBy: event.index }] : [],
  );
  return joined([...held, ...delayed].filter(({ from, to }) => from < to && from < over && to > leaves));
}

/** Whether a message goes from one group to another. */
export function separates({ groups }: Pick<Cut, "groups">, { send }: Pick<Arrow, "send">): boolean {
  const from = groups.findIndex((group) => group.includes(send.node));
  return from >= 0 && groups.some((group, index) => index !== from && group.includes(send.to));
}

/** Makes one of those that overlap. */
function joined(stalls: readonly Stall[]): Stall[] {
  const result: Stall[] = [];
  for (const stall of stalls.toSorted((a, b) => a.from - b.from)) {
    const before = result.at(-1);
    if (before === undefined || stall.from > before.to) result.push(stall);
    else if (stall.to > before.to) {
      const { to, releasedBy } = stall;
      const { from, stoppedBy } = before;
      result[result.length - 1] = {
        from,
        to,
        ...(stoppedBy !== undefined && { stoppedBy }),
        ...(releasedBy !== undefined && { releasedBy }),
      };
    }
  }
  return result;
}
