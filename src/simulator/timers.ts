import { toMicroseconds } from "./clocks.ts";
import type { Machine } from "./machine.ts";
import { Scheduled, type Doing, type EventQueue, type Weight } from "./queue.ts";

/**
 * A timer of a machine. It runs on the machine's own clock: when that runs fast, the timer fires early, a change of
 * the clock's rate moves every timer that is set, and while the clock stands still none fires. A machine that has no
 * time when a timer is due hears of it later; of a recurring one, once.
 */
export class Timer {
  #entry: TimerEntry | undefined;
  /** What is left of the wait on the machine's clock while the timer is not in the queue, in ms. */
  #remaining = 0;
  #waiting = false;

  /**
   * Sets the timer.
   * @param period In ms of the machine's own clock.
   * @param recurring Whether it starts anew each time it fires.
   * @param what What it is, for the blame.
   * @param onFire What happens then. Gets the virtual time at which it was due, if the machine had no time then.
   */
  constructor(
    readonly queue: EventQueue,
    readonly machine: Machine,
    readonly period: number,
    readonly recurring: boolean,
    now: number,
    readonly what: Doing,
    readonly onFire: (due: number | undefined) => void,
  ) {
    machine.timers.add(this);
    this.#arm(now, period);
  }

  /** Keeps the timer from firing (again). */
  cancel(): void {
    this.machine.timers.delete(this);
    if (this.#entry !== undefined) this.queue.cancel(this.#entry);
    this.#entry = undefined;
  }

  /** Takes what is left of the wait on the machine's clock, before that clock's rate changes. */
  freeze(now: number): void {
    if (this.#entry === undefined) return;
    this.#remaining = this.machine.wallClock.toOwnDuration(this.#entry.time - now);
    this.queue.cancel(this.#entry);
    this.#entry = undefined;
  }

  /** Waits on for what was left, after the clock's rate has changed. */
  thaw(now: number): void {
    if (this.#entry === undefined && !this.#overdue) this.#arm(now, this.#remaining);
  }

  /** Called by the queue when the time has come. */
  fire(now: number): void {
    this.#entry = undefined;
    if (this.recurring) this.#arm(now, this.period);
    const { intake } = this.machine;
    if (intake?.full !== true) {
      this.#happen(undefined);
      return;
    }
    if (this.#waiting) return;
    this.#waiting = true;
    intake.wait({
      since: now,
      doing: () => this.what,
      act: (since) => {
        this.#waiting = false;
        // It may have been cancelled while it waited.
        if (this.machine.timers.has(this)) this.#happen(since);
      },
      forget: () => undefined,
    });
  }

  /** Whether it has been due and only waits for the machine. */
  get #overdue(): boolean {
    return this.#waiting && !this.recurring;
  }

  #happen(due: number | undefined): void {
    if (!this.recurring) this.machine.timers.delete(this);
    this.onFire(due);
  }

  #arm(now: number, duration: number): void {
    const wait = this.machine.wallClock.toTrueDuration(duration);
    this.#remaining = duration;
    // A clock that stands still never gets there; thaw() arms the timer when it runs again.
    if (wait === Infinity) return;
    this.#entry = new TimerEntry(this, this.recurring ? "recurring" : "pending");
    this.queue.schedule(this.#entry, toMicroseconds(now + wait));
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
