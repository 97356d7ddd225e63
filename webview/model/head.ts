import { formatValue, shorten } from "../../src/trace/format.ts";
import type { NodeState } from "../../src/trace/states.ts";
import type { RunIndex } from "../../src/exporters/picture/runIndex.ts";
import { statusOf, type Status } from "./status.ts";

const LONGEST_VALUE = 24;
/** So many nodes of a group are told one by one. */
const MOST_TOLD = 12;

/** What stands over a lifeline. */
export interface Head {
  readonly look: string;
  /** Empty where the name of a group stands there. */
  readonly name: string;
  readonly type: string;
  readonly state: string;
  /** All of it, line by line. */
  readonly title: string;
}

type States = readonly (NodeState | undefined)[];

/** What stands over the lifeline of a node, just after event `step`. */
export function tellNode(run: RunIndex, node: number, states: States, step: number): Head {
  const { name, kind, type } = run.trace.nodes[node];
  const status = statusOf(run, node, step);
  const state = kind === "client" ? "" : brief(states[node]);
  const what = kind === "client" ? "client" : type;
  return {
    look: `${kind} ${status?.kind ?? ""}`,
    name,
    type: what,
    state: status?.text ?? state,
    title: [name, what, status?.text, state].filter(Boolean).join("\n"),
  };
}

/**
 * What stands over a lifeline that several nodes share: who they are, how many of them are not simply up, or else
 * what is the same with all.
 */
export function tellNodes(run: RunIndex, nodes: readonly number[], states: States, step: number): Head {
  const troubles = new Map<Status["kind"], number>();
  const lines: string[] = [];
  for (const [position, node] of nodes.entries()) {
    const status = statusOf(run, node, step);
    if (status) troubles.set(status.kind, (troubles.get(status.kind) ?? 0) + 1);
    if (position >= MOST_TOLD) continue;
    const state = run.trace.nodes[node].kind === "client" ? "" : brief(states[node]);
    lines.push([run.trace.nodes[node].name, status?.text, state].filter(Boolean).join("  "));
  }
  if (nodes.length > MOST_TOLD) lines.push(`and ${nodes.length - MOST_TOLD} more`);
  return {
    look: `shared ${troubles.keys().next().value ?? ""}`,
    name: "",
    type: nodes.map((node) => run.trace.nodes[node].name).join(", "),
    state:
      troubles.size > 0
        ? [...troubles].map(([kind, count]) => `${count} of ${nodes.length} ${NAMES[kind]}`).join(" · ")
        : brief(common(nodes.map((node) => states[node]))),
    title: lines.join("\n"),
  };
}

const NAMES: Readonly<Record<Status["kind"], string>> = {
  down: "down",
  left: "gone",
  paused: "paused",
  slow: "slow",
};

/** The fields on which all agree; of those that are told by a word or a number, which is soon said. */
function common([first, ...others]: States): NodeState | undefined {
  const agreed = Object.entries(first ?? {}).filter(
    ([field, value]) =>
      (typeof value !== "object" || value === null) && others.every((state) => state?.[field] === value),
  );
  return Object.fromEntries(agreed);
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
