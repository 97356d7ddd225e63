/** What it costs to judge histories by consistency: CPU time in ms, and memory in MiB. */
import { Ladder, type Rung } from "../../src/checks/consistency/ladder.ts";
import { casRegister, kv, set } from "../../src/checks/consistency/models.ts";
import type { Operation } from "../../src/checks/consistency/operation.ts";
import type { Specification } from "../../src/checks/consistency/specification.ts";
import type { Value } from "../../src/trace/value.ts";
import { median, report } from "./report.ts";

const ROUNDS = 9;

/** The same numbers in [0, 1) each time (Park and Miller, 1988). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

interface Shape {
  readonly operations: number;
  readonly clients: number;
  readonly specification: Specification;
  readonly call: (random: () => number, index: number) => Pick<Operation, "function" | "input">;
}

/** What clients see of one correct object; each operation takes effect somewhere between its two ends. */
function recorded({ operations, clients, specification, call }: Shape, seed: number): Operation[] {
  const random = randomFrom(seed);
  const states = new Map<string, Value>();
  const free = Array.from({ length: clients }, () => 0);
  const effects = Array.from({ length: operations }, (_, index) => {
    const client = index % clients;
    const invoked = free[client] + random();
    const completed = invoked + 1 + 3 * random();
    free[client] = completed;
    const effect = invoked + random() * (completed - invoked);
    const operation: Operation = {
      ...call(random, index),
      client: `c${client}`,
      outcome: "ok",
      invoked,
      completed,
    };
    return { operation, effect };
  });
  return effects
    .sort((a, b) => a.effect - b.effect)
    .map(({ operation }): Operation => {
      const key = JSON.stringify(specification.key?.(operation) ?? null);
      const { state, output } = specification.step(states.get(key) ?? specification.initial, operation)!;
      states.set(key, state);
      return output === undefined ? operation : { ...operation, output };
    });
}

/** The history with one read that saw what never was. */
function spoilt(history: readonly Operation[], read: string): Operation[] {
  const last = history.findLastIndex((operation) => operation.function === read);
  return history.map((operation, index) => (index === last ? { ...operation, output: "never" } : operation));
}

function judge(
  history: readonly Operation[],
  specification: Specification,
  expected: Rung["verdict"],
): { readonly ms: number; readonly steps: number } {
  const start = process.cpuUsage();
  const { verdict, steps } = new Ladder(history, specification).rung("linearizable");
  const { user, system } = process.cpuUsage(start);
  if (verdict !== expected) throw new Error(`the verdict is ${verdict}, not ${expected}`);
  return { ms: (user + system) / 1000, steps };
}

const register: Shape = {
  operations: 100,
  clients: 5,
  specification: casRegister(),
  call(random) {
    const value = () => Math.floor(random() * 5);
    const kind = random();
    if (kind < 0.4) return { function: "read", input: null };
    return kind < 0.7
      ? { function: "write", input: value() }
      : { function: "cas", input: [value(), value()] };
  },
};
const registers = Array.from({ length: 100 }, (_, index) => recorded(register, index + 1));
const each = registers.map((history) => judge(history, register.specification, "holds").ms);
report("register, 100 operations by 5 clients", { ms: median(each), limit: 20 });
report("register, 100 of these", { ms: each.reduce((sum, ms) => sum + ms, 0), limit: 5000 });

const store: Shape = {
  operations: 2000,
  clients: 50,
  specification: kv(),
  call(random, index) {
    const key = `k${Math.floor(random() * 50)}`;
    const kind = random();
    if (kind < 0.5) return { function: "get", input: [key] };
    return { function: kind < 0.6 ? "put" : "append", input: [key, `${index}.`] };
  },
};
const good = recorded(store, 1);
for (const [name, history, verdict] of [
  ["good", good, "holds"],
  ["bad", spoilt(good, "get"), "broken"],
] as const) {
  const rounds = Array.from({ length: ROUNDS }, () => judge(history, store.specification, verdict).ms);
  report(`key-value store, 2000 operations, ${name}`, { ms: median(rounds), limit: 1000 });
}

const adds = Array.from({ length: 30 }, (_, index): Operation => ({
  client: `c${index}`,
  function: "add",
  input: index,
  outcome: "ok",
  invoked: index,
  completed: 100,
}));
const impossible: Operation = {
  client: "r",
  function: "read",
  input: null,
  output: { $set: ["never"] },
  outcome: "ok",
  invoked: 101,
  completed: 102,
};
const hopeless = judge([...adds, impossible], set(), "unknown");
report("hopeless, ends at its budget", {
  ...hopeless,
  mebibytes: process.resourceUsage().maxRSS / 1024,
  limit: 1024,
});
