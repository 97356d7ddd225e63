import type { Machine } from "./machine.ts";
import type { Doing, Scheduled } from "./queue.ts";
import type { Simulator } from "./simulator.ts";

/** Something that has come up for a machine and waits for it to have time. */
export interface Task {
  /** Since when, in ms. */
  readonly since: number;
  /** Does it. @param since When it came up, if the machine had no time for it then. */
  act(since: number | undefined): void;
  /** The machine has crashed before. */
  forget(): void;
  doing(): Doing;
}

/** Time that a machine spends on one thing, so that it has none for others. */
interface Work {
  /** In ms. */
  remaining: number;
  done(): void;
  /** The machine has crashed before it was done. */
  forget(): void;
  doing(): Doing;
}

/**
 * What waits until a machine has time for it: it does one thing at a time, nothing while it is paused, and when it is
 * slow it takes a while for everything.
 */
export class Intake {
  readonly #simulator: Simulator;
  readonly #tasks: Task[] = [];
  readonly #works: Work[] = [];
  #paused = false;
  #slowness = 0;
  /** The end of the work in hand. */
  #end: Scheduled | undefined;
  /** The next look at what waits. */
  #look: Scheduled | undefined;

  constructor(simulator: Simulator) {
    this.#simulator = simulator;
  }

  /** Whether what comes up now has to wait. */
  get full(): boolean {
    return this.#paused || this.#works.length > 0 || this.#tasks.length > 0 || this.#slowness > 0;
  }

  get paused(): boolean {
    return this.#paused;
  }

  /** How much longer everything takes, in ms. */
  get slowness(): number {
    return this.#slowness;
  }

  set slowness(ms: number) {
    this.#slowness = ms;
  }

  wait(task: Task): void {
    this.#tasks.push(task);
    this.#lookSoon();
  }

  /** Spends time. What is asked for while other work is in hand comes after it. @param done Called at its end. */
  work(ms: number, doing: Doing, done: () => void): void {
    this.#begin({ remaining: ms, done, forget: () => undefined, doing: () => doing });
  }

  pause(): void {
    this.#paused = true;
    const { queue, now } = this.#simulator;
    if (this.#end !== undefined) {
      queue.cancel(this.#end);
      this.#works[0].remaining = this.#end.time - now;
      this.#end = undefined;
    }
    if (this.#look !== undefined) queue.cancel(this.#look);
    this.#look = undefined;
  }

  resume(): void {
    this.#paused = false;
    this.#goOn();
    this.#lookSoon();
  }

  /** The machine has crashed: whatever waited is forgotten. */
  clear(): void {
    const { queue } = this.#simulator;
    for (const entry of [this.#end, this.#look]) if (entry !== undefined) queue.cancel(entry);
    this.#end = this.#look = undefined;
    this.#paused = false;
    this.#slowness = 0;
    for (const given of [...this.#works.splice(0), ...this.#tasks.splice(0)]) given.forget();
  }

  #begin(work: Work): void {
    this.#works.push(work);
    this.#goOn();
  }

  /** Takes the work in hand up. */
  #goOn(): void {
    const work = this.#works.at(0);
    if (this.#paused || this.#end !== undefined || work === undefined) return;
    const { now } = this.#simulator;
    this.#end = this.#simulator.schedule(now + work.remaining, "pending", work.doing(), () => {
      this.#end = undefined;
      this.#works.shift();
      work.done();
      this.#goOn();
      this.#lookSoon();
    });
  }

  #lookSoon(): void {
    const task = this.#tasks.at(0);
    if (this.#paused || this.#works.length > 0 || this.#look !== undefined || task === undefined) return;
    this.#look = this.#simulator.schedule(this.#simulator.now, "pending", task.doing(), () => {
      this.#look = undefined;
      this.#take();
    });
  }

  #take(): void {
    const task = this.#tasks.shift();
    if (task === undefined) return;
    const { now } = this.#simulator;
    if (this.#slowness === 0) {
      task.act(task.since < now ? task.since : undefined);
      this.#lookSoon();
      return;
    }
    this.#begin({
      remaining: this.#slowness,
      done: () => task.act(task.since),
      forget: () => task.forget(),
      doing: () => task.doing(),
    });
  }
}

/** The intake of a machine, made when it is first needed. */
export function intakeOf(simulator: Simulator, machine: Machine): Intake {
  return (machine.intake ??= new Intake(simulator));
}
