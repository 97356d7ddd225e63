import type { Level } from "./levels.ts";
import type { Step } from "./subject.ts";

/** A level that is judged by what each client sees, or all see alike. */
export type ViewLevel = Exclude<Level, "linearizable">;

/** What the order in which a client sees things must respect. */
interface Rules {
  /** A read sees the client's own updates before it. */
  readonly ownUpdates: boolean;
  /** A read sees no less than the client's own reads before it. */
  readonly ownReads: boolean;
  /** Updates of another client are seen in the order in which it made them. */
  readonly others: "any" | "same part" | "all";
}

/** A client's updates come in its own order, and after the reads before them: that much holds in any view. */
const RULES: Readonly<Record<ViewLevel, Rules>> = {
  "read-your-writes": { ownUpdates: true, ownReads: false, others: "any" },
  "monotonic-reads": { ownUpdates: false, ownReads: true, others: "same part" },
  "monotonic-writes": { ownUpdates: false, ownReads: true, others: "all" },
  "writes-follow-reads": { ownUpdates: false, ownReads: true, others: "same part" },
  causal: { ownUpdates: true, ownReads: true, others: "all" },
  sequential: { ownUpdates: true, ownReads: true, others: "all" },
};

/** An order in which one client, or everybody, sees what happens. */
export interface View {
  /** Number of the client; `undefined` for everybody's. */
  readonly client: number | undefined;
  /** Indices of the steps that belong in it: all updates, and the client's own reads. */
  readonly steps: readonly number[];
  /** For each of them the positions in {@link steps} of those that come after it. */
  readonly after: readonly (readonly number[])[];
}

/**
 * The views that a level asks for. A history has the level if each of them can be put into an order that explains what
 * its client was answered. That is the frame of Steinke and Nutt ("A unified theory of shared memory consistency",
 * 2004), in which a stronger level is a larger relation.
 */
export function viewsOf(level: ViewLevel, steps: readonly Step[], clients: number): View[] {
  const rules = RULES[level];
  if (level === "sequential") return [createView(undefined, steps, rules)];
  return Array.from({ length: clients }, (_, client) => createView(client, steps, rules));
}

/** Whether a level also asks that who has seen an update and then makes one has the two seen in this order by all. */
export function followsReads(level: ViewLevel): boolean {
  return level === "writes-follow-reads" || level === "causal";
}

/** Whether the client made the second one when it knew the outcome of the first one. */
export function inProgramOrder(first: Step, second: Step): boolean {
  return first.client === second.client && first.completed < second.invoked;
}

/** Whether it shows something of the state to its client. */
export function looks({ observes, updates }: Step): boolean {
  return observes || !updates;
}

function createView(client: number | undefined, steps: readonly Step[], rules: Rules): View {
  const own = (step: Step) => client === undefined || step.client === client;
  const members = [...steps.keys()].filter((index) => steps[index].updates || own(steps[index]));
  const after = members.map((first) =>
    [...members.keys()].filter((position) => {
      const [a, b] = [steps[first], steps[members[position]]];
      return inProgramOrder(a, b) && (own(a) ? ordered(a, b, rules) : orderedForOthers(a, b, rules));
    }),
  );
  return { client, steps: members, after };
}

function ordered(a: Step, b: Step, { ownUpdates, ownReads }: Rules): boolean {
  return b.updates || (looks(b) && ((ownUpdates && a.updates) || (ownReads && looks(a))));
}

function orderedForOthers(a: Step, b: Step, { others }: Rules): boolean {
  return others === "all" || (others === "same part" && a.part === b.part);
}
