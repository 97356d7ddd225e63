import type { VNode } from "preact";
import { round } from "../polyline.ts";
import { Text } from "./Text.tsx";
import type { RulerView } from "../scene.ts";

/** What a node's own clock shows, as a ruler beside its lifeline. */
export function Ruler({ view }: { readonly view: RulerView }): VNode {
  return (
    <g class="ruler" aria-hidden="true">
      {view.parts.map(({ kind, event, title, edge, error, ticks }) => (
        <g key={event ?? "first"} class={`ruler-part ${kind}`} data-event={event}>
          <title>{title}</title>
          {error && <path class="ruler-error" d={error} />}
          <path class="ruler-edge" d={edge} />
          {ticks.length > 0 && <path class="ruler-ticks" d={ticks.map(tickPath).join("")} />}
        </g>
      ))}
      {view.jumps.map(({ event, y, from, to }) => (
        <line key={event} class="clock-jump" data-event={event} x1={from} x2={to} y1={y} y2={y} />
      ))}
    </g>
  );
}

/** The numbers of a ruler, and how far its clock jumps or how long it stands still. */
export function RulerWords({ view }: { readonly view: RulerView }): VNode {
  return (
    <g aria-hidden="true">
      {view.numbers.map(({ wrong, ...place }) => (
        <Text key={place.y} place={place} class={wrong ? "ruler-number wrong" : "ruler-number"} />
      ))}
      {view.jumps.map(({ event, label }) => label && <Text key={event} place={label} class="ruler-amount" />)}
      {view.parts.map(({ event, label }) => label && <Text key={event} place={label} class="ruler-amount" />)}
    </g>
  );
}

function tickPath({ x, y, length }: RulerView["parts"][number]["ticks"][number]): string {
  return `M${round(x)} ${round(y)}h${-length}`;
}
