import type { VNode } from "preact";
import { arrange, isShown, type Arrangement } from "../../../src/exporters/picture/columnOrder.ts";
import type { RunIndex } from "../../../src/exporters/picture/runIndex.ts";
import { EVERYTHING, type Shown } from "../../../src/exporters/picture/shown.ts";
import { operations } from "../../../src/trace/operations.ts";
import { messageKinds } from "../../model/messageKinds.ts";
import { Icon, IconButton } from "../icons.tsx";
import { Popover } from "../Popover.tsx";

/** Which nodes and messages the diagram shows, and in which order the nodes stand. */
export function ShownChoice(props: ShownChoiceProps): VNode {
  const { run, shown, onChoose } = props;
  const changed = shown.arrangement !== undefined || shown.muted.size > 0 || shown.tinted;
  return (
    <Popover
      look={changed ? "icon-button changed" : "icon-button"}
      label={changed ? "Nodes and messages: not all are shown as they are" : "Nodes and messages"}
      title="Choose nodes and messages"
      face={<Icon name="filter" />}
    >
      {() => (
        <div class="shown">
          <Nodes {...props} />
          {messageKinds(run.trace).length > 0 && <Messages {...props} />}
          {operations(run.trace).invokes.length > 1 && (
            <label>
              <input
                type="checkbox"
                checked={shown.tinted}
                onChange={({ currentTarget }) => onChoose({ tinted: currentTarget.checked })}
              />
              Each client's operation in a colour of its own
            </label>
          )}
          <button
            type="button"
            class="link"
            disabled={!changed}
            onClick={() => onChoose({ arrangement: undefined, ...EVERYTHING, rulers: shown.rulers })}
          >
            Show everything
          </button>
        </div>
      )}
    </Popover>
  );
}

interface ShownChoiceProps {
  readonly run: RunIndex;
  readonly shown: Shown;
  readonly onChoose: (shown: Partial<Shown>) => void;
}

const NATURAL: Arrangement = { order: [], hidden: [] };

function Nodes({ run, shown: { arrangement = NATURAL }, onChoose }: ShownChoiceProps): VNode {
  const onArrange = (changed: Arrangement) => onChoose({ arrangement: changed });
  const { trace, order: natural } = run;
  const shown = arrange(trace, natural, arrangement);
  const all = arrange(trace, natural, { ...arrangement, hidden: [] }).nodes.map((node) => trace.nodes[node]);
  const names = all.map(({ name }) => name);
  const move = (from: number, to: number) => {
    const order = names.toSpliced(from, 1);
    onArrange({ ...arrangement, order: order.toSpliced(to, 0, names[from]) });
  };
  const toggle = (name: string, show: boolean) => {
    const others = arrangement.hidden.filter((hidden) => hidden !== name);
    onArrange({ order: arrangement.order, hidden: show ? others : [...others, name] });
  };
  return (
    <fieldset>
      <legend>Nodes, from left to right</legend>
      <ul>
        {all.map(({ name, type, kind }, place) => {
          const node = trace.nodes.findIndex((other) => other.name === name);
          const visible = isShown(shown, node);
          return (
            <li key={name}>
              <label>
                <input
                  type="checkbox"
                  checked={visible}
                  // The last one can't be hidden.
                  disabled={visible && shown.nodes.length === 1}
                  onChange={({ currentTarget }) => toggle(name, currentTarget.checked)}
                />
                {name} <span class="quiet">{kind === "client" ? "client" : type}</span>
              </label>
              <IconButton
                icon="up"
                label={`Move ${name} to the left`}
                disabled={place === 0}
                onClick={() => move(place, place - 1)}
              />
              <IconButton
                icon="down"
                label={`Move ${name} to the right`}
                disabled={place === all.length - 1}
                onClick={() => move(place, place + 1)}
              />
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}

function Messages({ run, shown: { muted }, onChoose }: ShownChoiceProps): VNode {
  return (
    <fieldset>
      <legend>Messages, with their answers</legend>
      <ul>
        {messageKinds(run.trace).map(({ name, count }) => (
          <li key={name}>
            <label>
              <input
                type="checkbox"
                checked={!muted.has(name)}
                onChange={({ currentTarget }) => {
                  const next = new Set(muted);
                  if (currentTarget.checked) next.delete(name);
                  else next.add(name);
                  onChoose({ muted: next });
                }}
              />
              <span class="mono">{name}</span> <span class="quiet">{count}</span>
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
