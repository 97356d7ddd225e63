import type { VNode } from "preact";
import type { Trace } from "../../trace/trace.ts";
import type { Columns } from "../picture/columns.ts";
import type { Measure } from "../picture/scene.ts";
import { fit } from "./fit.ts";

/** Height of the names over the lifelines in px. */
export const HEADS_HEIGHT = 44;

/** The names of the nodes over their lifelines. */
export function Heads({ trace, columns, measure }: HeadsProps): VNode {
  const { order, x, step, width } = columns;
  return (
    <g class="heads">
      {order.nodes.map((node) => {
        const { name, kind, type } = trace.nodes[node];
        return (
          <g key={node} class={`head ${kind}`} transform={`translate(${x[node]} 0)`}>
            <title>{name}</title>
            <text class="name" y="18">
              {fit(name, step - 8, (text) => measure(text, "strong"))}
            </text>
            <text class="type" y="33">
              {fit(kind === "client" ? "client" : type, step - 8, (text) => measure(text, "label"))}
            </text>
          </g>
        );
      })}
      <line class="rule" x1="0" x2={width} y1={HEADS_HEIGHT} y2={HEADS_HEIGHT} />
    </g>
  );
}

interface HeadsProps {
  readonly trace: Trace;
  readonly columns: Columns;
  readonly measure: Measure;
}
