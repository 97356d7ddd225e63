import type { ComponentChildren, VNode } from "preact";
import type { Scene } from "../../../src/exporters/picture/scene.ts";
import type { useAxisDrag } from "./useAxisDrag.ts";

/** The time axis; it stays at the left edge while the picture scrolls sideways. */
export function Axis({ scene, head, width, drag, children }: AxisProps): VNode {
  return (
    <div
      class="axis"
      style={{ width: `${width}px` }}
      aria-hidden="true"
      title="Drag to mark a part of the run"
      {...drag}
    >
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
      {children}
      <span class="head-mark" style={{ top: `${head}px` }} />
    </div>
  );
}

interface AxisProps {
  readonly scene: Scene;
  /** Position of the play head. */
  readonly head: number;
  readonly width: number;
  /** What happens at a drag along it. */
  readonly drag: ReturnType<typeof useAxisDrag>;
  /** What stands on it besides. */
  readonly children: ComponentChildren;
}
