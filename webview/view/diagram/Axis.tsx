import type { VNode } from "preact";
import type { Scene } from "../../../src/exporters/picture/scene.ts";

/** The time axis; it stays at the left edge while the picture scrolls sideways. */
export function Axis({ scene, head, width }: AxisProps): VNode {
  return (
    <div class="axis" style={{ width: `${width}px` }} aria-hidden="true">
      {scene.ticks.map(({ y, text, round }) => (
        <span key={y} class={round ? "tick" : "tick instant"} style={{ top: `${y}px` }}>
          {text}
        </span>
      ))}
      {scene.breaks.map(({ y, text }) => (
        <span key={`break ${y}`} class="tick break-length" style={{ top: `${y}px` }}>
          {text}
        </span>
      ))}
      <span class="head-mark" style={{ top: `${head}px` }} />
    </div>
  );
}

interface AxisProps {
  readonly scene: Scene;
  /** Position of the play head. */
  readonly head: number;
  readonly width: number;
}
