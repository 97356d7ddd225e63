import type { VNode } from "preact";
import type { Trace } from "../../trace/trace.ts";
import type { ColumnOrder } from "../picture/columnOrder.ts";
import { columnX, type Columns } from "../picture/columns.ts";
import { groupName } from "../picture/groups.ts";
import type { Measure } from "../picture/scene.ts";
import { fit } from "./fit.ts";

/** Height of the names over the lifelines in px, and of the names of groups over those. */
const HEIGHT = 44;
const STRIP = 20;

/** Height of all that stands over the lifelines in px. */
export function headsHeight({ groups }: ColumnOrder): number {
  return groups.every(({ group }) => group.collapsed) ? HEIGHT : HEIGHT + STRIP;
}

/** The names of the nodes over their lifelines, and those of groups over the names. */
export function Heads({ trace, columns, measure }: HeadsProps): VNode {
  const { order, step, width } = columns;
  const height = headsHeight(order);
  const names = height - HEIGHT;
  return (
    <g class="heads">
      {order.columns.map((nodes, column) => {
        const { name, type, look, title } = headOf(trace, order, nodes);
        return (
          <g
            key={nodes[0]}
            class={`head ${look}`}
            transform={`translate(${columnX(columns, column)} ${names})`}
          >
            <title>{title}</title>
            <text class="name" y="18">
              {fit(name, step - 8, (text) => measure(text, "strong"))}
            </text>
            <text class="type" y="33">
              {fit(type, step - 8, (text) => measure(text, "label"))}
            </text>
          </g>
        );
      })}
      {order.groups.map(({ group, nodes, first, last }) => {
        if (group.collapsed) return null;
        const [left, right] = [columnX(columns, first) - step / 2 + 8, columnX(columns, last) + step / 2 - 8];
        const name = `${groupName(group)} ×${nodes.length}`;
        return (
          <g key={group.name} class="head node">
            <text class="name" x={(left + right) / 2} y="13">
              {fit(name, right - left, (text) => measure(text, "strong"))}
            </text>
            <path class="bracket" d={`M${left} ${STRIP + 3}v-4H${right}v4`} />
          </g>
        );
      })}
      <line class="rule" x1="0" x2={width} y1={height} y2={height} />
    </g>
  );
}

function headOf(trace: Trace, { rank, groups }: ColumnOrder, nodes: readonly number[]) {
  const shared =
    nodes.length > 1 && groups.find(({ first, last }) => first === rank[nodes[0]] && first === last);
  const members = nodes.map((node) => trace.nodes[node].name).join(", ");
  if (shared) {
    return {
      name: `${groupName(shared.group)} ×${nodes.length}`,
      type: members,
      look: "node",
      title: members,
    };
  }
  const { name, kind, type } = trace.nodes[nodes[0]];
  return { name, type: kind === "client" ? "client" : type, look: kind, title: name };
}

interface HeadsProps {
  readonly trace: Trace;
  readonly columns: Columns;
  readonly measure: Measure;
}
