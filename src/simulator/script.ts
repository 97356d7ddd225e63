import type { Machine } from "./machine.ts";
import type { Scheduled } from "./queue.ts";
import type { Simulator } from "./simulator.ts";

/** The scenario's script, in virtual time: the run lasts until all its strands have ended. */
export class Script {
  readonly #simulator: Simulator;
  #strands = 0;
  #quietWaiters: (() => void)[] = [];

  constructor(simulator: Simulator) {
    this.#simulator = simulator;
  }

  /** Whether every strand has come to its end. */
  get over(): boolean {
    return this.#strands === 0;
  }

  /** Whether the script waits until nothing is under way. */
  get awaitsQuiet(): boolean {
    return this.#quietWaiters.length > 0;
  }

  /** Adds a part of the script that begins at a given time; the run lasts until all of them have ended. */
  addStrand(time: number, script: () => unknown): void {
    this.#strands++;
    this.#simulator.schedule(
      time,
      "pending",
      { what: "the script", at: this.#simulator.lines.running() },
      () => {
        void this.#perform(script).then(() => this.#strands--);
      },
    );
  }

  /** Runs an action of the script every `period` ms of true time. */
  repeat(period: number, action: () => unknown): { cancel(): void } {
    let entry: Scheduled;
    const what = { what: "what the script does every so often", at: this.#simulator.lines.running() };
    const arm = () => {
      entry = this.#simulator.schedule(this.#simulator.now + period, "recurring", what, () => {
        arm();
        void this.#perform(action);
      });
    };
    arm();
    return { cancel: () => this.#simulator.queue.cancel(entry) };
  }

  /** Runs code as a step of a machine's own, at this time but after what is happening now. */
  inStepOf<T>(machine: Machine, code: () => Promise<T>): Promise<T> {
    const promise = new Promise<T>((resolve, reject) => {
      this.#simulator.schedule(
        this.#simulator.now,
        "pending",
        { what: `an operation of ${machine.name}` },
        () => {
          this.#simulator.beginStep(machine);
          code().then(resolve, reject);
        },
      );
    });
    promise.catch(() => undefined);
    return promise;
  }

  /** Resolves when nothing is under way any more but what recurs for ever. */
  quiet(): Promise<void> {
    return new Promise((resolve) => this.#quietWaiters.push(resolve));
  }

  /** Resolves after `ms` of true time. */
  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.#simulator.schedule(
        this.#simulator.now + ms,
        "pending",
        { what: "what follows a sleep of the script", at: this.#simulator.lines.running() },
        () => {
          this.#simulator.beginStep(undefined);
          this.#simulator.settled();
          resolve();
        },
      );
    });
  }

  /** Nothing is under way: those who wait for that go on. */
  becomeQuiet(): void {
    const waiters = this.#quietWaiters;
    this.#quietWaiters = [];
    this.#simulator.beginStep(undefined);
    this.#simulator.settled();
    for (const resolve of waiters) resolve();
  }

  /** Does something as a step of the script's own; what it throws, now or later, ends the run. */
  async #perform(action: () => unknown): Promise<void> {
    this.#simulator.beginStep(undefined);
    this.#simulator.settled();
    try {
      await action();
    } catch (error) {
      this.#simulator.fail(error);
    }
  }
}
