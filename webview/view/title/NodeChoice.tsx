import type { VNode } from "preact";
import { arrange, isShown, type Arrangement } from "../../../src/exporters/picture/columnOrder.ts";
import { groupName } from "../../../src/exporters/picture/groups.ts";
import type { RunIndex } from "../../../src/exporters/picture/runIndex.ts";
import { blocksOf, moved, type Block } from "../../model/nodeBlocks.ts";
import { IconButton } from "../icons.tsx";

/** Which nodes have a lifeline, and where it stands. A group moves as a whole, and its nodes within it. */
export function NodeChoice({ run, arrangement, onArrange }: NodeChoiceProps): VNode {
  const { trace, order: natural } = run;
  const shown = arrange(trace, natural, arrangement);
  const blocks = blocksOf(arrange(trace, natural, { ...arrangement, hidden: [] }));
  const nameOf = (node: number) => trace.nodes[node].name;
  const toggle = (nodes: readonly number[], show: boolean) => {
    const names = nodes.map(nameOf);
    const others = arrangement.hidden.filter((hidden) => !names.includes(hidden));
    onArrange({ ...arrangement, hidden: show ? others : [...others, ...names] });
  };
  const reorder = (next: readonly Block[]) =>
    onArrange({ ...arrangement, order: next.flatMap(({ nodes }) => nodes).map(nameOf) });

  const row = (nodes: readonly number[], name: string, what: string, position: Position) => {
    const visible = nodes.filter((node) => isShown(shown, node)).length;
    return (
      <div class="shown-row">
        <label>
          <input
            type="checkbox"
            checked={visible === nodes.length}
            ref={(box) => {
              if (box) box.indeterminate = visible > 0 && visible < nodes.length;
            }}
            // Somebody has to be left.
            disabled={visible > 0 && visible === shown.nodes.length}
            onChange={({ currentTarget }) => toggle(nodes, currentTarget.checked)}
          />
          {name} <span class="quiet">{what}</span>
        </label>
        <IconButton
          icon="up"
          label={`Move ${name} to the left`}
          disabled={position.place === 0}
          onClick={() => position.onMove(-1)}
        />
        <IconButton
          icon="down"
          label={`Move ${name} to the right`}
          disabled={position.place === position.count - 1}
          onClick={() => position.onMove(1)}
        />
      </div>
    );
  };
  const nodeRow = (node: number, position: Position) => {
    const { name, kind, type } = trace.nodes[node];
    return <li key={name}>{row([node], name, kind === "client" ? "client" : type, position)}</li>;
  };

  return (
    <fieldset>
      <legend>Nodes, from left to right</legend>
      <ul>
        {blocks.map((block, place) => {
          const { group, nodes } = block;
          const position = {
            place,
            count: blocks.length,
            onMove: (by: number) => reorder(moved(blocks, place, by)),
          };
          if (!group) return nodeRow(nodes[0], position);
          const within = (from: number) => ({
            place: from,
            count: nodes.length,
            onMove: (by: number) => reorder(blocks.with(place, { group, nodes: moved(nodes, from, by) })),
          });
          return (
            <li key={`group ${group.name}`}>
              {row(nodes, groupName(group), `×${nodes.length}`, position)}
              {!group.collapsed && <ul>{nodes.map((node, from) => nodeRow(node, within(from)))}</ul>}
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}

interface NodeChoiceProps {
  readonly run: RunIndex;
  readonly arrangement: Arrangement;
  readonly onArrange: (arrangement: Arrangement) => void;
}

/** Where a row stands among those with which it can change places. */
interface Position {
  readonly place: number;
  readonly count: number;
  readonly onMove: (by: number) => void;
}
