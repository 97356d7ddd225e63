import type { VNode } from "preact";
import { formatValue, shorten } from "../../../src/trace/format.ts";
import type { NodeState } from "../../../src/trace/states.ts";
import { AXIS_WIDTH, type Columns } from "../../../src/exporters/picture/columns.ts";
import type { RunIndex } from "../../../src/exporters/picture/runIndex.ts";
import { statusOf } from "../../model/status.ts";

const LONGEST_VALUE = 24;

/** The names of the nodes over their lifelines, each with its state at the play head in brief. */
export function Heads({ run, columns, step, left, right }: HeadsProps): VNode {
  const states = run.states.at(step);
  return (
    <div class="heads" style={{ width: `${columns.width}px` }}>
      <div class="corner" style={{ width: `${AXIS_WIDTH}px` }} />
      {columns.order.nodes.map((node) => {
        if (columns.x[node] < left || columns.x[node] > right) return null;
        const { name, kind, type } = run.trace.nodes[node];
        const status = statusOf(run, node, step);
        const state = kind === "client" ? "" : brief(states[node]);
        const title = [name, kind === "client" ? "client" : type, status?.text, state]
          .filter(Boolean)
          .join("\n");
        return (
          <div
            key={node}
            class={`head ${kind} ${status?.kind ?? ""}`}
            style={{ left: `${columns.x[node] - columns.step / 2}px`, width: `${columns.step}px` }}
            title={title}
          >
            <span class="name">{name}</span>
            <span class="type">{kind === "client" ? "client" : type}</span>
            <span class="state mono">{status?.text ?? state}</span>
          </div>
        );
      })}
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
}

function brief(state: NodeState | undefined): string {
  return Object.entries(state ?? {})
    .map(([field, value]) => {
      const text =
        typeof value === "string" ? shorten(value, LONGEST_VALUE) : formatValue(value, LONGEST_VALUE);
      // A list or an object says by itself what it is; a number or a word doesn't.
      return typeof value === "object" && value !== null ? text : `${field} ${text}`;
    })
    .join(" · ");
}
