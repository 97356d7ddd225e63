import { useState } from "preact/hooks";
import type { VNode } from "preact";
import {
  classesOf,
  groupName,
  membership,
  stand,
  standing,
  type Group,
  type Standing,
} from "../../../src/exporters/picture/groups.ts";
import type { Trace } from "../../../src/trace/trace.ts";

const STANDINGS: readonly (readonly [how: Standing, name: string])[] = [
  ["apart", "one by one"],
  ["together", "side by side"],
  ["collapsed", "as one lifeline"],
];

/** Which nodes stand together: those of a class, or those that the user chooses. */
export function GroupChoice({ trace, groups, onGroups }: GroupChoiceProps): VNode | null {
  const chosen = groups.filter(({ members }) => members);
  const rows = [...classesOf(trace).map((name) => ({ name, collapsed: false })), ...chosen];
  if (trace.nodes.length < 3) return null;
  return (
    <fieldset>
      <legend>Groups</legend>
      <ul>
        {rows.map((group) => {
          const { name } = group;
          const count = membership(trace, [group]).filter((of) => of === 0).length;
          return (
            <li key={name}>
              <label class="standing">
                <span>
                  {groupName(group)} <span class="quiet">×{count}</span>
                </span>
                <select
                  value={standing(groups, name)}
                  onChange={({ currentTarget }) =>
                    onGroups(stand(groups, name, currentTarget.value as Standing))
                  }
                >
                  {STANDINGS.map(([how, text]) => (
                    <option key={how} value={how}>
                      {text}
                    </option>
                  ))}
                </select>
              </label>
            </li>
          );
        })}
      </ul>
      <NewGroup trace={trace} groups={groups} onGroups={onGroups} />
    </fieldset>
  );
}

interface GroupChoiceProps {
  readonly trace: Trace;
  readonly groups: readonly Group[];
  readonly onGroups: (groups: readonly Group[]) => void;
}

/** Makes a group of chosen nodes. */
function NewGroup({ trace, groups, onGroups }: GroupChoiceProps): VNode {
  const [open, setOpen] = useState(false);
  const [name, setName] = useState("");
  const [members, setMembers] = useState<readonly string[]>([]);
  const taken = groups.some((group) => group.name === name) || classesOf(trace).includes(name);
  if (!open) {
    return (
      <button type="button" class="link" onClick={() => setOpen(true)}>
        Group chosen nodes…
      </button>
    );
  }
  return (
    <form
      class="new-group"
      onSubmit={(event) => {
        event.preventDefault();
        // Whoever chooses nodes means these, whatever their class does.
        onGroups([{ name, members, collapsed: true }, ...groups]);
        setOpen(false);
        setName("");
        setMembers([]);
      }}
    >
      <input
        aria-label="Name of the group"
        placeholder="Name of the group"
        value={name}
        maxLength={40}
        onInput={({ currentTarget }) => setName(currentTarget.value)}
      />
      <ul>
        {trace.nodes.map((node) => (
          <li key={node.name}>
            <label>
              <input
                type="checkbox"
                aria-label={`${node.name} in the group`}
                checked={members.includes(node.name)}
                onChange={({ currentTarget }) =>
                  setMembers(
                    currentTarget.checked
                      ? [...members, node.name]
                      : members.filter((other) => other !== node.name),
                  )
                }
              />
              {node.name}
            </label>
          </li>
        ))}
      </ul>
      <button type="submit" class="link" disabled={name === "" || taken || members.length < 2}>
        Group them
      </button>
      <button type="button" class="link" onClick={() => setOpen(false)}>
        Cancel
      </button>
      {taken && <p class="quiet">There is a group of that name.</p>}
    </form>
  );
}
