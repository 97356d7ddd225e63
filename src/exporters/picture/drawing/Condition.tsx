import type { VNode } from "preact";
import type { ConditionView } from "../scene.ts";

/** Width of each in px: what is stronger is narrower, so that all can be seen when they coincide. */
const WIDTH = { slow: 22, paused: 10, working: 7 };
/** Beside the lifeline there is no room for more. */
const BESIDE = 4;

/** A stretch of a lifeline whose node stands still, is slow, or works. */
export function Condition({ view }: { readonly view: ConditionView }): VNode {
  const { condition, x, top, bottom, open } = view;
  const width = condition.lane === undefined ? WIDTH[condition.kind] : BESIDE;
  return (
    <rect
      class={`condition ${condition.kind}${open ? " open" : ""}`}
      data-event={condition.from}
      x={x - width / 2}
      y={top}
      width={width}
      height={Math.max(0, bottom - top)}
      rx={condition.kind === "working" ? 1.5 : 3}
    />
  );
}
