import type { NewEvent, Recorder } from "../trace/recorder.ts";
import { LATEST_TIME } from "../trace/trace.ts";
import { Calls } from "./calls.ts";
import type { Choices } from "./choices.ts";
import { toMicroseconds } from "./clocks.ts";
import type { Ending, Host, Observer, StopReason } from "./host.ts";
import { Lifecycle } from "./lifecycle.ts";
import { Lines } from "./lines.ts";
import { Machine, type Program } from "./machine.ts";
import { Network } from "./network.ts";
import { Omission } from "./omission.ts";
import { EventQueue, Scheduled, type Doing, type Weight } from "./queue.ts";
import { Script } from "./script.ts";

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
  readonly lifecycle = new Lifecycle(this);
  readonly script = new Script(this);
  readonly lines: Lines;
  readonly observers: Observer[] = [];
  #ending: Ending | undefined;
  /** Set when promises were resolved, so that their consequences must be awaited before the next step. */
  #unsettled = false;
  #stepEvent = 0;
  readonly #touched: Machine[] = [];

  /**
   * @param budget Number of events after which the run is stopped.
   * @param recorder Absent where no trace is wanted.
   * @param omission Which faults are left out; none unless set.
   */
  constructor(
    readonly choices: Choices,
    readonly host: Host,
    readonly budget: number,
    readonly recorder: Recorder | undefined,
    readonly omission = new Omission(),
  ) {
    this.lines = new Lines(recorder, host.locator);
  }

  /** Adds a node with its program, or a client without. Its start is the next step. */
  addMachine(name: string, type: string, program: Program | undefined): Machine {
    const machine = new Machine(this.machines.length, name, type, program);
    this.machines.push(machine);
    this.recorder?.addNode({ name, type, kind: program === undefined ? "client" : "node" });
    if (program !== undefined) this.lifecycle.start(machine, program);
    return machine;
  }

  /** Runs the script and everything that follows from it. */
  async run(script: () => unknown): Promise<Ending> {
    this.script.addStrand(this.now, script);
    while (this.#ending === undefined) {
      if (this.queue.pending === 0 && this.script.awaitsQuiet) this.script.becomeQuiet();
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

  /** Counts an event, or ends the run if it is one too many. @returns Its index. */
  count(): number {
    if (this.#ending === undefined) {
      const stop = this.events >= this.budget ? overBudget(this.budget) : this.host.beforeEvent(this.events);
      if (stop !== undefined) this.#ending = { kind: "stopped", message: stop.message };
    }
    if (this.#ending !== undefined && this.#ending.kind !== "finished") throw new RunOver();
    return this.events++;
  }

  /** Counts an event and records it. @returns Its index. */
  record(describe: () => NewEvent): number {
    const index = this.count();
    this.recorder?.add(describe());
    return index;
  }

  /** Schedules an action. @param time Virtual time in ms; not in the past. */
  schedule(time: number, weight: Weight, what: Doing, action: () => void): Scheduled {
    const entry = new Action(weight, action, what);
    this.queue.schedule(entry, toMicroseconds(time));
    return entry;
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
    if (machine.program?.mayAwait === true) this.#unsettled = true;
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
        try {
          if (alive() && !(error instanceof RunOver)) failed(error);
        } catch (thrown) {
          this.fail(thrown);
        }
      },
    );
  }

  /**
   * Keeps the run going until a given time, even if the script ends before, and lets the observers look then, after
   * everything else that happens then.
   * @param reached Called before they look.
   * @returns A way to say that it's no longer wanted.
   */
  lookAt(time: number, reached: () => void): () => void {
    const entry = this.schedule(time, "deadline", { what: "a check" }, () => {
      this.beginStep(undefined);
      reached();
    });
    return () => this.queue.cancel(entry);
  }

  /** @returns Whether there was anything to do. */
  #step(): boolean {
    const stop = this.host.beforeStep(this.events);
    if (stop !== undefined) {
      const { message, blame } = stop;
      this.#ending = { kind: "stopped", message, ...(blame ? { culprit: this.queue.pop()?.doing() } : {}) };
      return false;
    }
    if (this.script.over && this.queue.deadlines === 0) return false;
    if (!this.script.over && this.queue.live === 0) {
      this.#ending = { kind: "deadlock" };
      return false;
    }
    const next = this.queue.pop();
    if (next === undefined) return false;
    if (next.time > LATEST_TIME) {
      this.#ending = { kind: "stopped", message: beyondTime(next.time), culprit: next.doing() };
      return false;
    }
    this.now = next.time;
    try {
      next.fire();
    } catch (error) {
      this.fail(error);
    }
    return true;
  }

  #endStep(): void {
    this.noteState();
    this.current = undefined;
    try {
      const event = this.#stepEvent < this.events ? this.#stepEvent : undefined;
      for (const observer of this.observers) observer.afterStep(event, this.#touched);
    } catch (error) {
      this.fail(error);
    }
    this.recorder?.seal();
  }

  /** Says that the state of a machine may have changed in this step. */
  touch(machine: Machine): void {
    this.#touched.push(machine);
  }

  /** Records what this step has changed so far on the machine it acts on. */
  noteState(): void {
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

function beyondTime(time: number): string {
  return `stopped before ${time} ms of virtual time: ${LATEST_TIME} ms, 285 years, is the latest time there is`;
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return (
    typeof value === "object" && value !== null && typeof (value as { then?: unknown }).then === "function"
  );
}
