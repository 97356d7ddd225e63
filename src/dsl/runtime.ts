import { ChoicePoint } from "../simulator/choices.ts";
import { copyForSending, UnsendableError } from "../simulator/copy.ts";
import { intakeOf } from "../simulator/intake.ts";
import type { Machine } from "../simulator/machine.ts";
import type { Simulator } from "../simulator/simulator.ts";
import { Timer } from "../simulator/timers.ts";
import { encode } from "../trace/encode.ts";
import type { Value } from "../trace/value.ts";
import { requireDuration, ScenarioError } from "./errors.ts";
import type { CallOptions } from "./messages.ts";
import { Reference } from "./reference.ts";
import type { Statements } from "./statements.ts";

/** The machines of a run, as references find them. */
export interface Directory {
  readonly simulator: Simulator;
  machine(reference: unknown): Machine;
  /** References to the other nodes of the machine's class. */
  peersOf(machine: Machine): readonly Reference[];
  reference(machine: Machine): Reference;
  /** What nodes state about themselves and others. */
  readonly statements: Statements;
}

/** An event that a node's own code brings about, without what all of them have. */
type OwnEvent =
  | { readonly kind: "work"; readonly until: number }
  | { readonly kind: "flush" }
  | { readonly kind: "belief"; readonly about: number; readonly belief: string }
  | { readonly kind: "decide"; readonly slot: Value; readonly value: Value }
  | { readonly kind: "note"; readonly text: string };

/** A method of the DSL. */
type Callee = (...args: never) => unknown;

let next: NodeRuntime | undefined;

/** Hands the runtime of the node under construction to its base class. */
export function takeRuntime(type: string): NodeRuntime {
  if (next === undefined) {
    throw new ScenarioError(`new ${type}() makes no machine; write world.node(${type}, "a name")`);
  }
  const runtime = next;
  next = undefined;
  return runtime;
}

/** Makes a node whose base class finds the given runtime. */
export function construct<T>(Type: new () => T, runtime: NodeRuntime): T {
  next = runtime;
  try {
    return new Type();
  } finally {
    next = undefined;
  }
}

/** What one life of a node does to the world; after a crash it does nothing any more. */
export class NodeRuntime {
  readonly #life: number;
  readonly #random: ChoicePoint;

  constructor(
    readonly directory: Directory,
    readonly machine: Machine,
  ) {
    this.#life = machine.life;
    this.#random = new ChoicePoint("random", machine.name);
  }

  get name(): string {
    return this.machine.name;
  }

  get self(): Reference {
    return this.directory.reference(this.machine);
  }

  peers(): readonly Reference[] {
    return this.directory.peersOf(this.machine);
  }

  /** @param caller The method that the scenario has called, to find the line that called it. */
  send(to: unknown, name: string, args: readonly unknown[], caller: Callee): void {
    const { simulator } = this.directory;
    const callee = this.directory.machine(to);
    const copies = addressed(callee, name, args);
    if (!this.#alive) return;
    simulator.network.send({
      kind: "send",
      from: this.machine,
      to: callee,
      name,
      args: copies,
      at: simulator.lines.callerOf(caller),
    });
  }

  /** @param caller As for {@link send}. */
  call(to: unknown, name: string, args: readonly unknown[], caller: Callee): Promise<unknown> {
    const { simulator } = this.directory;
    const callee = this.directory.machine(to);
    const [message, { timeout }] = splitOptions(callee, name, args);
    const copies = addressed(callee, name, message);
    if (!this.#alive) return never();
    return simulator.calls.begin(this.machine, {
      callee,
      name,
      args: copies,
      timeout,
      at: simulator.lines.callerOf(caller),
    });
  }

  /** @param caller As for {@link send}. */
  setTimer(kind: "after" | "every", ms: number, action: () => unknown, caller: Callee): { cancel(): void } {
    requireDuration(`this.${kind}: the time`, ms);
    if (kind === "every" && ms === 0)
      throw new ScenarioError("this.every(0, …) would never let time pass; give a period");
    if (!this.#alive) return { cancel: () => undefined };
    return this.#timer(kind, ms, action, caller);
  }

  /** @param caller As for {@link send}. */
  sleep(ms: number, caller: Callee): Promise<void> {
    requireDuration("this.sleep: the time", ms);
    if (!this.#alive) return never();
    return new Promise((resolve) => {
      const wake = () => {
        this.directory.simulator.settled();
        resolve();
      };
      this.#timer("sleep", ms, wake, caller);
    });
  }

  /** @param caller As for {@link send}. */
  work(ms: number, caller: Callee): Promise<void> {
    requireDuration("this.work: the time", ms);
    if (!this.#alive) return never();
    const { machine } = this;
    const { simulator } = this.directory;
    const at = simulator.lines.callerOf(caller);
    const began = this.#recordOnNode({ kind: "work", until: simulator.now + ms }, at);
    return new Promise((resolve) => {
      intakeOf(simulator, machine).work(ms, { what: `what follows work of ${machine.name}`, at }, () => {
        const clocks = machine.tick(simulator.now);
        simulator.beginEvent(machine, () => ({
          kind: "timer",
          time: simulator.now,
          node: machine.index,
          cause: began,
          at,
          clocks,
          name: "work",
        }));
        simulator.settled();
        resolve();
      });
    });
  }

  /** @param caller As for {@link send}. */
  flush(caller: Callee): void {
    if (!this.#alive) return;
    this.machine.program!.flush();
    this.#recordOnNode({ kind: "flush" }, this.directory.simulator.lines.callerOf(caller));
  }

  /** @param caller As for {@link send}. */
  believe(about: unknown, belief: string, caller: Callee): void {
    const suspect = this.directory.machine(about);
    if (!this.#alive) return;
    const at = this.directory.simulator.lines.callerOf(caller);
    this.#recordOnNode({ kind: "belief", about: suspect.index, belief }, at);
    this.directory.statements.believed(this.machine, suspect, belief);
  }

  /** @param caller As for {@link send}. */
  decide(slot: unknown, value: unknown, caller: Callee): void {
    if (!this.#alive) return;
    const at = this.directory.simulator.lines.callerOf(caller);
    const decision = { slot: encode(slot), value: encode(value) };
    this.#recordOnNode({ kind: "decide", ...decision }, at);
    this.directory.statements.decided(this.machine, decision.slot, decision.value);
  }

  /** Records an event of the node's own. @returns Its index. */
  #recordOnNode(what: OwnEvent, at: number | undefined): number {
    const { simulator } = this.directory;
    const { machine } = this;
    const { cause } = simulator;
    const clocks = machine.tick(simulator.now);
    return simulator.record(() => ({ ...what, time: simulator.now, node: machine.index, cause, at, clocks }));
  }

  now(): number {
    return this.machine.wallClock.read(this.directory.simulator.now);
  }

  random(): number {
    return this.directory.simulator.choices.draw(this.#random);
  }

  /** @param caller As for {@link send}. */
  note(text: string, caller: Callee): void {
    if (!this.#alive) return;
    this.#recordOnNode({ kind: "note", text }, this.directory.simulator.lines.callerOf(caller));
  }

  get #alive(): boolean {
    return this.machine.up && this.machine.life === this.#life;
  }

  #timer(name: string, ms: number, action: () => unknown, caller: Callee): Timer {
    const { machine } = this;
    const { simulator } = this.directory;
    const at = simulator.lines.callerOf(caller);
    const { cause } = simulator;
    return new Timer(
      simulator.queue,
      machine,
      ms,
      name === "every",
      simulator.now,
      { what: `a timer of ${machine.name}`, at },
      (due) => {
        const clocks = machine.tick(simulator.now);
        simulator.beginEvent(machine, () => {
          const event = {
            kind: "timer" as const,
            time: simulator.now,
            node: machine.index,
            cause,
            at,
            clocks,
            name,
          };
          return due === undefined ? event : { ...event, due };
        });
        simulator.execute(machine, action);
      },
    );
  }
}

/**
 * Checks that the machine understands the message, and copies its arguments.
 * @throws {ScenarioError} Names what it understands, or what can't be sent.
 */
export function addressed(callee: Machine, name: string, args: readonly unknown[]): unknown[] {
  if (callee.program === undefined) {
    throw new ScenarioError(`${callee.name} is a client, and clients take no messages; send to a node`);
  }
  if (callee.program.handler(name) === undefined) {
    const known = callee.program.messages();
    throw new ScenarioError(
      `${callee.type} has no message "${name}"; ` +
        (known.length === 0
          ? "it has no public method"
          : `it has ${known.map((each) => `"${each}"`).join(", ")}`),
    );
  }
  try {
    return args.map((arg, i) =>
      typeof arg === "number" || typeof arg === "string"
        ? arg
        : copyForSending(arg, `argument ${i + 1} of ${name}`),
    );
  } catch (error) {
    throw error instanceof UnsendableError ? new ScenarioError(error.message) : error;
  }
}

/** Takes the options off the end of a call's arguments, if there are any. */
export function splitOptions(
  callee: Machine,
  name: string,
  args: readonly unknown[],
): [message: readonly unknown[], options: CallOptions] {
  const last = args.at(-1);
  const handler = callee.program?.handler(name) as { length: number } | undefined;
  const surplus = args.length > (handler?.length ?? 0);
  if (!surplus || !isOptions(last)) return [args, {}];
  if (last.timeout !== undefined) requireDuration(`call ${name}: the timeout`, last.timeout);
  return [args.slice(0, -1), last];
}

function isOptions(value: unknown): value is CallOptions {
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return false;
  const keys = Object.keys(value);
  return keys.length === 1 && keys[0] === "timeout";
}

/** What a node that is no more awaits. */
function never<T>(): Promise<T> {
  return new Promise<T>(() => undefined);
}
