import type { VNode } from "preact";
import type { Scene } from "../picture/scene.ts";
import { AXIS_WIDTH } from "../picture/columns.ts";

/** Where the words of the axis end, in px from the left. */
const END = AXIS_WIDTH - 14;

/** The time axis at the left of the picture. */
export function Axis({ scene }: { readonly scene: Scene }): VNode {
  const { ticks, breaks, view } = scene;
  const inView = ({ y }: { readonly y: number }) => y >= view.top && y <= view.bottom;
  return (
    <g class="axis" transform={`translate(${END} ${4 - view.top})`}>
      {ticks.filter(inView).map(({ y, text, round }) => (
        <text key={y} class={round ? "tick" : "tick instant"} y={y}>
          {text}
        </text>
      ))}
      {breaks.filter(inView).map(({ y, text }) => (
        <text key={y} class="tick break-length" y={y}>
          ≈ {text}
        </text>
      ))}
    </g>
  );
}
