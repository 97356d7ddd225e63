import { formatTime } from "../../src/trace/format.ts";
import type { RunIndex } from "../../src/exporters/picture/runIndex.ts";
import type { Spell } from "../../src/exporters/picture/spells.ts";

/** How a node is, when it is not simply up. */
export interface Status {
  readonly kind: "down" | "left" | "paused" | "slow";
  readonly text: string;
}

/** How a node is just after event `step`; nothing when nothing is wrong with it. What keeps it from working counts. */
export function statusOf(run: RunIndex, node: number, step: number): Status | undefined {
  const holds = (spell: Spell) => spell.node === node && (spell.to > step || !spell.ended);
  const down = run.downs.meeting(step, step).find(holds);
  if (down) {
    const { leftWith = Infinity } = down;
    return leftWith <= step ? { kind: "left", text: "has left" } : { kind: "down", text: "✕ down" };
  }
  const now = run.conditions.meeting(step, step).filter(holds);
  if (now.some(({ kind }) => kind === "paused")) return { kind: "paused", text: "‖ paused" };
  const slow = now.find(({ kind }) => kind === "slow");
  return slow && { kind: "slow", text: `slow +${formatTime(slow.by ?? 0)}` };
}
