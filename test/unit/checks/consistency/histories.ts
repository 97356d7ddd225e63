import fc from "fast-check";
import type { Operation, Outcome } from "../../../../src/checks/consistency/operation.ts";
import type { Specification } from "../../../../src/checks/consistency/specification.ts";
import { MODELS, type ModelName } from "../../../../src/checks/consistency/models.ts";
import { canonical } from "../../../../src/trace/canonical.ts";
import type { Value } from "../../../../src/trace/value.ts";

/** What an operation of a random history is drawn from. */
interface Draft {
  readonly client: number;
  readonly pick: number;
  readonly value: number;
  readonly other: number;
  /** How many invocations of others fall into its time, at most. */
  readonly lasts: number;
  /** Which of the states so far it saw, counted from the latest; beyond them a made-up answer. */
  readonly sees: number;
  readonly outcome: Outcome;
}

const draft: fc.Arbitrary<Draft> = fc.record({
  client: fc.nat(2),
  pick: fc.nat(11),
  value: fc.nat(2),
  other: fc.nat(2),
  lasts: fc.nat(3),
  sees: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: fc.nat(4) }),
  outcome: fc.oneof(
    { weight: 8, arbitrary: fc.constant<Outcome>("ok") },
    { weight: 2, arbitrary: fc.constant<Outcome>("unknown") },
    { weight: 1, arbitrary: fc.constant<Outcome>("failed") },
  ),
});

/** Small histories of an object, many of them just about right. */
export function histories(model: ModelName, longest: number): fc.Arbitrary<Operation[]> {
  return fc
    .array(draft, { minLength: 1, maxLength: longest })
    .map((drafts) => compose(MODELS[model](), drafts));
}

function compose(specification: Specification, drafts: readonly Draft[]): Operation[] {
  const states = new Map<string, Value[]>();
  let clock = 0;
  const open: { operation: Operation; left: number }[] = [];
  const done: Operation[] = [];
  const complete = (due: (one: (typeof open)[number]) => boolean) => {
    for (const one of open.filter(due)) {
      open.splice(open.indexOf(one), 1);
      done.push({ ...one.operation, completed: clock++ });
    }
  };
  for (const one of drafts) {
    const client = `c${one.client}`;
    complete(({ operation, left }) => left === 0 || operation.client === client);
    for (const other of open) other.left--;
    const call = callFor(specification, one);
    const part = canonical(specification.key?.(call) ?? null);
    const past = states.get(part) ?? [specification.initial];
    const effect = specification.step(past.at(-1)!, call);
    if (effect !== undefined && one.outcome !== "failed") states.set(part, [...past, effect.state]);
    const seen = specification.step(past.at(-1 - one.sees) ?? madeUp(specification, one.value), call)?.output;
    const operation = {
      ...call,
      client,
      ...(seen === undefined || one.outcome !== "ok" ? {} : { output: seen }),
      outcome: one.outcome,
      invoked: clock++,
      completed: 0,
    };
    open.push({ operation, left: one.lasts });
  }
  complete(() => true);
  return done.sort((a, b) => a.invoked - b.invoked);
}

/** A state that may never have been. */
function madeUp({ name }: Specification, value: number): Value {
  if (name === "queue") return [value];
  if (name === "set") return { $set: [value] };
  if (name === "multi-register") return { x: value };
  if (name === "mutex") return value > 0;
  return name === "kv" ? String(value) : value;
}

function callFor({ name, functions }: Specification, { pick, value, other }: Draft) {
  const names = Object.keys(functions);
  // Twice as many looks as each update.
  const chosen = [...names, names[0]][pick % (names.length + 1)];
  return { function: chosen, input: inputFor(name, chosen, value, other) };
}

function inputFor(model: string, name: string, value: number, other: number): Value {
  if (model === "kv") return name === "get" ? [`k${other % 2}`] : [`k${other % 2}`, String(value)];
  if (model === "multi-register") {
    const keys = [["x"], ["y"], ["x", "y"]][other];
    return name === "read" ? keys : Object.fromEntries(keys.map((key) => [key, value]));
  }
  if (name === "cas") return [value, other];
  return ["read", "dequeue", "acquire", "release"].includes(name) ? null : value;
}
