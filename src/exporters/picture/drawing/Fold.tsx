import type { VNode } from "preact";
import { formatTime } from "../../../trace/format.ts";
import type { Trace } from "../../../trace/trace.ts";
import type { FoldView } from "../scene.ts";
import { Text } from "./Text.tsx";

/** Width of the bar and of a rung in it, in px. */
const WIDTH = 13;
const RUNG = 7;

/** A run of local events as one: a bar with a rung for each of them that can be told from the others. */
export function Fold({ view, trace }: { readonly view: FoldView; readonly trace: Trace }): VNode {
  const { x, top, bottom, rungs, label, from, last, text } = view;
  const time = (event: number) => formatTime(trace.events[event].time);
  return (
    <g class="fold" data-event={from} role="img" aria-label={`${text}, from ${time(from)} to ${time(last)}`}>
      <rect x={x - WIDTH / 2} y={top} width={WIDTH} height={bottom - top} rx="4" />
      <path d={rungs.map((y) => `M${x - RUNG / 2} ${y}h${RUNG}`).join("")} />
      {label && <Text place={label} class="caption" />}
    </g>
  );
}
