import { toMicroseconds } from "./clocks.ts";
import type { Machine } from "./machine.ts";
import { Scheduled, type Doing, type EventQueue, type Weight } from "./queue.ts";

/**
 * A timer of a machine. It runs on the machine's own clock: when that runs fast, the timer fires early, and a
 * change of the clock's rate moves every timer that is set.
 */
export class Timer {
  #entry: TimerEntry | undefined;
  #remaining = 0;

  /**
   * Sets the timer.
   * @param period In ms of the machine's own clock.
   * @param recurring Whether it starts anew each time it fires.
   * @param what What it is, for the blame.
   * @param onFire What happens then.
   */
  constructor(
    readonly queue: EventQueue,
    readonly machine: Machine,
    readonly period: number,
    readonly recurring: boolean,
    now: number,
    readonly what: Doing,
    readonly onFire: () => void,
  ) {
    machine.timers.add(this);
    this.#arm(now, period);
  }

  /** Keeps the timer from firing (again). */
  cancel(): void {
    this.machine.timers.delete(this);
    if (this.#entry !== undefined) this.queue.cancel(this.#entry);
  }

  /** Takes what is left of the wait on the machine's clock, before that clock's rate changes. */
  freeze(now: number): void {
    if (this.#entry === undefined) return;
    this.#remaining = this.machine.wallClock.toOwnDuration(this.#entry.time - now);
    this.queue.cancel(this.#entry);
  }

  /** Waits on for what was left, after the clock's rate has changed. */
  thaw(now: number): void {
    this.#arm(now, this.#remaining);
  }

  /** Called by the queue when the time has come. */
  fire(now: number): void {
    if (this.recurring) this.#arm(now, this.period);
    else this.machine.timers.delete(this);
    this.onFire();
  }

  #arm(now: number, duration: number): void {
    this.#entry = new TimerEntry(this, this.recurring ? "recurring" : "pending");
    this.queue.schedule(this.#entry, toMicroseconds(now + this.machine.wallClock.toTrueDuration(duration)));
  }
}

class TimerEntry extends Scheduled {
  constructor(
    readonly timer: Timer,
    readonly weight: Weight,
  ) {
    super();
  }

  fire(): void {
    this.timer.fire(this.time);
  }

  doing(): Doing {
    return this.timer.what;
  }
}
