import type { VNode } from "preact";
import type { PlacedText } from "../scene.ts";

/** A text at the place that was found for it, turned as it has to be. */
export function Text({ place, class: name }: { readonly place: PlacedText; readonly class: string }): VNode {
  const { x, y, angle, text } = place;
  const turn = angle === 0 ? "" : ` rotate(${Math.round((angle * 1800) / Math.PI) / 10})`;
  return (
    <text
      class={name}
      transform={`translate(${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10})${turn}`}
      dy="4"
    >
      {text}
    </text>
  );
}
