import type { VNode } from "preact";
import { AXIS_WIDTH, columnX, type Columns } from "../../../src/exporters/picture/columns.ts";
import type { ColumnOrder } from "../../../src/exporters/picture/columnOrder.ts";
import { groupName, type Group } from "../../../src/exporters/picture/groups.ts";
import type { RunIndex } from "../../../src/exporters/picture/runIndex.ts";
import { tellNode, tellNodes } from "../../model/head.ts";
import { Icon } from "../icons.tsx";

/** Height in px of the names over the lifelines, and of the names of groups over those. */
const HEIGHT = 58;
const STRIP = 20;

/** Height in px of all that stands over the lifelines. */
export function headsHeight(order: ColumnOrder): number {
  return HEIGHT + strip(order);
}

/** The names of the nodes over their lifelines, each with its state at the play head in brief; and of groups. */
export function Heads({ run, columns, step, left, right, onCollapse }: HeadsProps): VNode {
  const { order } = columns;
  const states = run.states.at(step);
  const inView = (from: number, to = from) => columnX(columns, to) >= left && columnX(columns, from) <= right;
  return (
    <div class="heads" style={{ width: `${columns.width}px`, height: `${headsHeight(order)}px` }}>
      <div class="corner" style={{ width: `${AXIS_WIDTH}px` }} />
      {order.columns.map((nodes, column) => {
        if (!inView(column)) return null;
        const head =
          nodes.length > 1 ? tellNodes(run, nodes, states, step) : tellNode(run, nodes[0], states, step);
        return (
          <div
            key={nodes[0]}
            class={`head ${head.look}`}
            style={{ ...extent(columns, column, column), top: `${strip(order)}px` }}
            title={head.title}
          >
            <span class="name">{head.name}</span>
            <span class="type">{head.type}</span>
            <span class="state mono">{head.state}</span>
          </div>
        );
      })}
      {order.groups.map(({ group, nodes, first, last }) =>
        inView(first, last) ? (
          <GroupHead
            key={group.name}
            group={group}
            count={nodes.length}
            style={{
              ...extent(columns, first, last),
              top: group.collapsed ? `${strip(order)}px` : "0",
            }}
            onCollapse={onCollapse}
          />
        ) : null,
      )}
    </div>
  );
}

interface HeadsProps {
  readonly run: RunIndex;
  readonly columns: Columns;
  readonly step: number;
  /** The part of the picture that is drawn, in px. */
  readonly left: number;
  readonly right: number;
  /** Make one lifeline of those of a group, or several of the one. */
  readonly onCollapse: (group: Group) => void;
}

/** The name of a group with what opens and closes it: over its heads, or in place of the name over its lifeline. */
function GroupHead({ group, count, style, onCollapse }: GroupHeadProps): VNode {
  const name = groupName(group);
  const label = group.collapsed
    ? `Show the ${count} lifelines of ${name}`
    : `Make one lifeline of the ${count} of ${name}`;
  return (
    <div class={group.collapsed ? "group collapsed" : "group"} style={style}>
      <button
        type="button"
        aria-expanded={!group.collapsed}
        aria-label={label}
        title={label}
        onClick={() => onCollapse(group)}
      >
        <Icon name={group.collapsed ? "next" : "down"} />
        <span>
          {name} ×{count}
        </span>
      </button>
    </div>
  );
}

interface GroupHeadProps {
  readonly group: Group;
  readonly count: number;
  readonly style: Readonly<Record<string, string>>;
  readonly onCollapse: (group: Group) => void;
}

function strip({ groups }: ColumnOrder): number {
  return groups.every(({ group }) => group.collapsed) ? 0 : STRIP;
}

function extent(
  columns: Columns,
  first: number,
  last: number,
): { readonly left: string; readonly width: string } {
  const { step } = columns;
  return {
    left: `${columnX(columns, first) - step / 2}px`,
    width: `${columnX(columns, last) - columnX(columns, first) + step}px`,
  };
}
