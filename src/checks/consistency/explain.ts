import { canonical } from "../../trace/canonical.ts";
import { formatCall, formatCount, formatValue } from "../../trace/format.ts";
import type { Value } from "../../trace/value.ts";
import type { Operation } from "./operation.ts";
import type { Reached } from "./search.ts";
import { StateSpace } from "./stateSpace.ts";
import type { Step, Subject } from "./subject.ts";

/** Longest value that is quoted. */
const LONGEST = 60;

/** Writes an operation as a call and what it returned: `read() → 3`. */
export function formatOperation({ function: name, input, output, outcome }: Operation): string {
  const args = input === null ? [] : Array.isArray(input) ? (input as readonly Value[]) : [input];
  const call = formatCall(name, args, LONGEST);
  if (outcome === "failed") return `${call} failed`;
  if (outcome === "unknown") return `${call} → ?`;
  return output === undefined ? call : `${call} → ${formatValue(output, LONGEST)}`;
}

/** Why no place was found for an operation, in one sentence. */
export function explain(subject: Subject, { order, stuck, view }: Reached): string {
  const { operations, specification, steps } = subject;
  const operation = operations[stuck];
  const said = `${operation.client}: ${formatOperation(operation)}`;
  if (comesFromNowhere(subject, operation)) return `${said}, and nothing that happened can have led to that`;
  const step = steps.find((one) => one.operation === stuck)!;
  const state = stateAfter(subject, order, step, view);
  const effect = specification.step(state, operation);
  const seen = view === undefined ? "" : ` as ${view} sees it`;
  const after = `after ${formatCount(order.length, "operation")} that can be ordered${seen}`;
  return effect === undefined
    ? `${said} has no place: ${after} the state is ${formatValue(state, LONGEST)}, and it isn't possible there`
    : `${said} has no place: ${after} it would return ${formatValue(effect.output ?? null, LONGEST)}`;
}

function comesFromNowhere({ operations, specification }: Subject, observation: Operation): boolean {
  const { explains, initial } = specification;
  const { output } = observation;
  if (explains === undefined || output === undefined) return false;
  const first = specification.step(initial, observation)?.output;
  if (first === undefined || canonical(first) === canonical(output)) return false;
  return !operations.some(
    (update) =>
      update !== observation &&
      update.outcome !== "failed" &&
      specification.functions[update.function] !== "read" &&
      explains(update, observation),
  );
}

/** The state of the step's part after operations in this order, as a client sees it. */
function stateAfter(
  { steps, space, operations }: Subject,
  order: readonly number[],
  { part }: Step,
  view: string | undefined,
): Value {
  const stepOf = new Map(steps.map((step) => [step.operation, step]));
  let state = StateSpace.initial;
  for (const index of order) {
    const step = stepOf.get(index)!;
    if (step.part !== part) continue;
    const own = view === undefined || operations[index].client === view;
    state = space.next(state, own ? step.kind : step.blindKind);
  }
  return space.state(state);
}
