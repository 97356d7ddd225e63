import type { VNode } from "preact";
import type { RunIndex } from "../../../src/exporters/picture/runIndex.ts";
import { AS_IT_IS, regrouped } from "../../../src/exporters/picture/columnOrder.ts";
import { EVERYTHING, type Shown } from "../../../src/exporters/picture/shown.ts";
import { operations } from "../../../src/trace/operations.ts";
import { messageKinds } from "../../model/messageKinds.ts";
import { Icon } from "../icons.tsx";
import { Popover } from "../Popover.tsx";
import { GroupChoice } from "./GroupChoice.tsx";
import { NodeChoice } from "./NodeChoice.tsx";

/** Which nodes and messages the diagram shows, in which order the nodes stand, and which of them together. */
export function ShownChoice(props: ShownChoiceProps): VNode {
  const { run, shown, onChoose } = props;
  const { arrangement = AS_IT_IS } = shown;
  const changed = shown.arrangement !== undefined || shown.muted.size > 0 || shown.tinted || shown.folded;
  return (
    <Popover
      look={changed ? "icon-button changed" : "icon-button"}
      label={changed ? "Nodes and messages: not all are shown as they are" : "Nodes and messages"}
      title="Choose nodes and messages"
      face={<Icon name="filter" />}
    >
      {() => (
        <div class="shown">
          <GroupChoice
            trace={run.trace}
            groups={arrangement.groups}
            onGroups={(groups) => onChoose({ arrangement: regrouped(arrangement, groups) })}
          />
          <NodeChoice
            run={run}
            arrangement={arrangement}
            onArrange={(next) => onChoose({ arrangement: next })}
          />
          {messageKinds(run.trace).length > 0 && <Messages {...props} />}
          <label>
            <input
              type="checkbox"
              checked={shown.folded}
              onChange={({ currentTarget }) => onChoose({ folded: currentTarget.checked })}
            />
            Runs of local events as one
          </label>
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
