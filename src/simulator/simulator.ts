import type { NewEvent, Recorder } from "../trace/recorder.ts";
import { Calls } from "./calls.ts";
import type { Choices } from "./choices.ts";
import { toMicroseconds } from "./clocks.ts";
import type { Location } from "../trace/trace.ts";
import { Machine, type Program } from "./machine.ts";
import type { Message } from "./message.ts";
import { Network } from "./network.ts";
import { EventQueue, Scheduled, type Doing, type Weight } from "./queue.ts";

/** Where in the scenario's source something stands. */
export interface SourceLocator {
  /** The line of the scenario that is running: the innermost one on the stack. */
  running(): Location | undefined;
  /** The same, faster, where that line has called the given function. */
  callerOf(callee: (...args: never) => unknown): Location | undefined;
  /** The line on which a function or class of the scenario begins. @param owner The class that the function is of. */
  definitionOf(code: object, owner?: object): Location | undefined;
}

/** What the simulator needs of its host, and nothing else. */
export interface Host {
  /** Resolves once all microtasks that are waiting have run. */
  drainMicrotasks(): Promise<void>;
  /** Called before each step; a returned reason stops the run. @param events Number of events so far. */
  beforeStep(events: number): StopReason | undefined;
  /** Called before each event, also in the midst of a step. */
  beforeEvent(events: number): StopReason | undefined;
  /** Absent where nothing is recorded. */
  readonly locator?: SourceLocator;
}

/** Why a run is stopped from outside. */
export interface StopReason {
  readonly message: string;
  /** Whether the step that was to come is to blame. */
  readonly blame: boolean;
}

/** How a run came to its end. */
export type Ending =
  | { readonly kind: "finished" }
  | { readonly kind: "failed"; readonly error: unknown }
  | { readonly kind: "stopped"; readonly message: string; readonly culprit?: Doing }
  /** The script waits for something that can't happen any more. */
  | { readonly kind: "deadlock" };

/** Looks on after each step; checks are observers. */
export interface Observer {
  /**
   * @param event Index of the event that the step began with.
   * @param touched The machines whose state may have changed; only valid during the call.
   */
  afterStep(event: number, touched: readonly Machine[]): void;
}

/** Thrown into whatever runs when the run has to end. */
class RunOver extends Error {}

/**
 * A discrete-event simulator: takes the earliest entry from the queue, sets virtual time to it, lets it act, waits
 * until everything it set in motion has come to rest, and goes on. One thread, no clock and no chance of its own.
 */
export class Simulator {
  /** Virtual time in ms: the true time inside the run. */
  now = 0;
  /** Index of the event that is being acted on; what happens meanwhile is its doing. */
  cause: number | undefined;
  /** The machine whose program runs; `undefined` while the script does. */
  current: Machine | undefined;
  /** Number of events so far, recorded or not. */
  events = 0;
  readonly queue = new EventQueue();
  readonly machines: Machine[] = [];
  readonly network = new Network(this);
  readonly calls = new Calls(this);
  readonly observers: Observer[] = [];
  #ending: Ending | undefined;
  /** Set when promises were resolved, so that their consequences must be awaited before the next step. */
  #unsettled = false;
  /** Number of strands of the script that have not come to their end. */
  #strands = 0;
  #quietWaiters: (() => void)[] = [];
  #stepEvent = 0;
  readonly #touched: Machine[] = [];

  /**
   * @param budget Number of events after which the run is stopped.
   * @param recorder Absent where no trace is wanted.
   */
  constructor(
    readonly choices: Choices,
    readonly host: Host,
    readonly budget: number,
    readonly recorder: Recorder | undefined,
  ) {}

  /** Adds a node with its program, or a client without. Its start is the next step. */
  addMachine(name: string, type: string, program: Program | undefined): Machine {
    const machine = new Machine(this.machines.length, name, type, program);
    this.machines.push(machine);
    this.recorder?.addNode({ name, type, kind: program === undefined ? "client" : "node" });
    if (program !== undefined) this.#startSoon(machine, program, "start");
    return machine;
  }

  /** Runs the script and everything that follows from it. */
  async run(script: () => unknown): Promise<Ending> {
    this.addStrand(this.now, script);
    while (this.#ending === undefined) {
      if (this.queue.pending === 0 && this.#quietWaiters.length > 0) this.#becomeQuiet();
      else if (!this.#step()) break;
      if (this.#unsettled) {
        this.#unsettled = false;
        await this.host.drainMicrotasks();
      }
      this.#endStep();
    }
    return this.#ending ?? { kind: "finished" };
  }

  /** Lets events be recorded after the run is over: what the checks find in the end, and the end itself. */
  reopen(): void {
    this.#ending = { kind: "finished" };
    this.beginStep(undefined);
  }

  /** Ends the run with an error. */
  fail(error: unknown): void {
    if (error instanceof RunOver) return;
    this.#ending ??= { kind: "failed", error };
  }

  /** Says that a promise was settled: the next step has to wait until its consequences are done. */
  settled(): void {
    this.#unsettled = true;
  }

  /** Counts an event and records it. @returns Its index. */
  record(describe: () => NewEvent): number {
    if (this.#ending === undefined) {
      const stop = this.events >= this.budget ? overBudget(this.budget) : this.host.beforeEvent(this.events);
      if (stop !== undefined) this.#ending = { kind: "stopped", message: stop.message };
    }
    if (this.#ending !== undefined && this.#ending.kind !== "finished") throw new RunOver();
    if (this.recorder !== undefined) this.recorder.add(describe());
    return this.events++;
  }

  /** Index of the line that is running, for an event's `at`. */
  runningLine(): number | undefined {
    return this.recorder?.locate(this.host.locator?.running());
  }

  /** Index of the line that called the given function, for an event's `at`. */
  callingLine(callee: (...args: never) => unknown): number | undefined {
    return this.recorder?.locate(this.host.locator?.callerOf(callee));
  }

  /** Index of the line where a function or class begins, for an event's `at`. */
  definitionOf(code: object | undefined, owner?: object): number | undefined {
    if (this.recorder === undefined || code === undefined) return undefined;
    return this.recorder.locate(this.host.locator?.definitionOf(code, owner));
  }

  /** Index of the line where a machine's handler begins. */
  handlerLine(machine: Machine, name: string): number | undefined {
    if (this.recorder === undefined) return undefined;
    const program = machine.program!;
    return this.definitionOf(program.handler(name), program.ownerOf(name));
  }

  /** Schedules an action. @param time Virtual time in ms; not in the past. */
  schedule(time: number, weight: Weight, what: Doing, action: () => void): Scheduled {
    const entry = new Action(weight, action, what);
    this.queue.schedule(entry, toMicroseconds(time));
    return entry;
  }

  /** Adds a part of the script that begins at a given time; the run lasts until all of them have ended. */
  addStrand(time: number, script: () => unknown): void {
    this.#strands++;
    this.schedule(time, "pending", { what: "the script", at: this.runningLine() }, () => {
      this.beginStep(undefined);
      this.#unsettled = true;
      void this.#runStrand(script);
    });
  }

  /** Runs an action of the script every `period` ms of true time. */
  repeat(period: number, action: () => void): { cancel(): void } {
    let entry: Scheduled;
    const what = { what: "what the script does every so often", at: this.runningLine() };
    const arm = () => {
      entry = this.schedule(this.now + period, "recurring", what, () => {
        this.beginStep(undefined);
        arm();
        action();
      });
    };
    arm();
    return { cancel: () => this.queue.cancel(entry) };
  }

  /** Runs code as a step of a machine's own, at this time but after what is happening now. */
  inStepOf<T>(machine: Machine, code: () => Promise<T>): Promise<T> {
    const promise = new Promise<T>((resolve, reject) => {
      this.schedule(this.now, "pending", { what: `an operation of ${machine.name}` }, () => {
        this.beginStep(machine);
        code().then(resolve, reject);
      });
    });
    promise.catch(() => undefined);
    return promise;
  }

  /** Begins a step that acts on a machine, or on none. */
  beginStep(machine: Machine | undefined): void {
    this.current = machine;
    this.cause = undefined;
    this.#stepEvent = this.events;
    this.#touched.length = 0;
    if (machine !== undefined) this.#touched.push(machine);
  }

  /** Begins a step with an event: all that follows in this step is its doing. */
  beginEvent(machine: Machine, describe: () => NewEvent): void {
    this.beginStep(machine);
    this.cause = this.record(describe);
  }

  /**
   * Runs code of a machine's program, now and in what it awaits.
   * @param done What to do with the result. Not called if the machine crashes before.
   * @param failed What to do with an exception; by default it ends the run.
   */
  execute(
    machine: Machine,
    code: () => unknown,
    done?: (result: unknown) => void,
    failed: (error: unknown) => void = (error) => this.fail(error),
  ): void {
    let result: unknown;
    try {
      result = code();
    } catch (error) {
      if (!(error instanceof RunOver)) failed(error);
      return;
    }
    if (!isThenable(result)) {
      done?.(result);
      return;
    }
    this.#unsettled = true;
    const { life } = machine;
    const alive = () => machine.up && machine.life === life;
    result.then(
      (value) => {
        try {
          if (alive()) done?.(value);
        } catch (error) {
          this.fail(error);
        }
      },
      (error: unknown) => {
        if (alive() && !(error instanceof RunOver)) failed(error);
      },
    );
  }

  /** A message has reached its receiver, which is up. */
  deliver(message: Message): void {
    if (message.kind === "reply") this.calls.receiveReply(message);
    else this.#handle(message);
  }

  /** What the arrival of a message sets in motion. */
  doingOf({ kind, from, to, name, request }: Message): Doing {
    if (kind === "reply") {
      return { what: `what follows ${from.name}'s answer to ${name}`, at: this.calls.waitingFor(request!)?.at };
    }
    return { what: `${to.name}'s handler of ${name}`, at: this.handlerLine(to, name) };
  }

  /** Takes a machine down with everything it has in mind. */
  crash(machine: Machine, at: number | undefined): void {
    this.#noteState();
    this.#touched.push(machine);
    machine.up = false;
    machine.listening = false;
    machine.life++;
    for (const timer of [...machine.timers]) timer.cancel();
    this.calls.forget(machine);
    machine.program!.crash();
    const index = this.#recordOn(machine, "crash", at);
    this.recorder?.noteState(index, machine.index, machine.program!.fields);
  }

  /** Brings a machine up again with what was durable. */
  restart(machine: Machine, at: number | undefined): void {
    machine.up = true;
    this.#startSoon(machine, machine.program!, "restart", at);
  }

  /**
   * Lets the observers look at a given time, and keeps the run going until then even if the script ends before.
   * @returns A way to say that it's no longer wanted.
   */
  lookAt(time: number): () => void {
    const entry = this.schedule(time, "deadline", { what: "a check" }, () => this.beginStep(undefined));
    return () => this.queue.cancel(entry);
  }

  /** Resolves when nothing is under way any more but what recurs for ever. */
  quiet(): Promise<void> {
    return new Promise((resolve) => this.#quietWaiters.push(resolve));
  }

  /** Resolves after `ms` of true time. */
  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.schedule(this.now + ms, "pending", { what: "what follows a sleep of the script", at: this.runningLine() }, () => {
        this.beginStep(undefined);
        this.settled();
        resolve();
      });
    });
  }

  async #runStrand(script: () => unknown): Promise<void> {
    try {
      await script();
      this.#strands--;
    } catch (error) {
      this.fail(error);
    }
  }

  #startSoon(machine: Machine, program: Program, kind: "start" | "restart", at?: number): void {
    const { life } = machine;
    this.schedule(this.now, "pending", { what: `${machine.name}'s start` }, () => {
      if (!machine.up || machine.life !== life) return;
      machine.listening = true;
      this.beginStep(machine);
      this.cause = this.#recordOn(machine, kind, at ?? this.definitionOf(program.type));
      if (program.hasStart) this.execute(machine, () => program.start());
    });
  }

  #recordOn(machine: Machine, kind: "start" | "restart" | "crash", at: number | undefined): number {
    const clocks = machine.tick(this.now);
    return this.record(() => ({ kind, time: this.now, node: machine.index, at, clocks }));
  }

  #handle(message: Message): void {
    const { to, name, args } = message;
    const program = to.program!;
    const clocks = to.receive(this.now, message.stamp);
    this.beginEvent(to, () => ({
      kind: "deliver",
      time: this.now,
      node: to.index,
      cause: message.sent,
      at: this.handlerLine(to, name),
      clocks,
      message: message.id,
    }));
    if (message.kind === "send") this.execute(to, () => program.handle(name, args));
    else {
      this.execute(
        to,
        () => program.handle(name, args),
        (answer) => this.calls.answer(message, answer),
        (error) => this.calls.refuse(message, error),
      );
    }
  }

  /** @returns Whether there was anything to do. */
  #step(): boolean {
    const stop = this.host.beforeStep(this.events);
    if (stop !== undefined) {
      const { message, blame } = stop;
      this.#ending = { kind: "stopped", message, ...(blame ? { culprit: this.queue.pop()?.doing() } : {}) };
      return false;
    }
    if (this.#strands === 0 && this.queue.deadlines === 0) return false;
    if (this.#strands > 0 && this.queue.live === 0) {
      this.#ending = { kind: "deadlock" };
      return false;
    }
    const next = this.queue.pop();
    if (next === undefined) return false;
    this.now = next.time;
    try {
      next.fire();
    } catch (error) {
      this.fail(error);
    }
    return true;
  }

  #becomeQuiet(): void {
    const waiters = this.#quietWaiters;
    this.#quietWaiters = [];
    this.beginStep(undefined);
    this.settled();
    for (const resolve of waiters) resolve();
  }

  #endStep(): void {
    this.#noteState();
    this.current = undefined;
    try {
      for (const observer of this.observers) observer.afterStep(Math.min(this.#stepEvent, this.events - 1), this.#touched);
    } catch (error) {
      this.fail(error);
    }
    this.recorder?.seal();
  }

  #noteState(): void {
    const program = this.current?.program;
    if (program === undefined || this.cause === undefined) return;
    this.recorder?.noteState(this.cause, this.current!.index, program.fields);
  }
}

class Action extends Scheduled {
  constructor(
    readonly weight: Weight,
    readonly action: () => void,
    readonly what: Doing,
  ) {
    super();
  }

  override doing(): Doing {
    return this.what;
  }

  fire(): void {
    this.action();
  }
}

function overBudget(events: number): StopReason {
  return { message: `stopped after ${events.toLocaleString("en")} events`, blame: false };
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === "object" && value !== null && typeof (value as { then?: unknown }).then === "function";
}
