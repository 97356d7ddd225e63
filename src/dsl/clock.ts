import { ChoicePoint } from "../simulator/choices.ts";
import type { Machine } from "../simulator/machine.ts";
import type { Simulator } from "../simulator/simulator.ts";
import type { ClockVerb } from "../trace/event.ts";
import { requireDuration, ScenarioError } from "./errors.ts";

/** How a clock is kept right. */
export interface Synchronisation {
  /** Time between two corrections, in ms. */
  every: number;
  /** How far off the clock may be after a correction, in ms, either way; chance decides how far it is. */
  error: number;
}

/**
 * The own clock of one machine, for the scenario to set wrong. What the clock shows is one thing, how fast it runs
 * another: timers and timeouts measure durations, so they follow the speed and don't notice a correction.
 */
export class ClockControl {
  readonly #simulator: Simulator;
  readonly #machine: Machine;
  /** Whether it would stand still now, but that is left out of this run. */
  #wouldBeFrozen = false;
  /** What keeps the clock right. */
  #correction: { cancel(): void } | undefined;

  /** @internal Found at `world.clock(node)`. */
  constructor(simulator: Simulator, machine: Machine) {
    this.#simulator = simulator;
    this.#machine = machine;
  }

  /** From now on the clock is `ms` ahead of true time; behind when negative. Timers that are set don't notice. */
  offset(ms: number): this {
    requireNumber("offset", ms);
    if (this.#leavesOut("offset")) return this;
    this.#machine.wallClock.setOffset(this.#simulator.now, ms);
    return this.#leaveTrace("offset");
  }

  /** Moves the clock by `ms` from where it stands; back when negative. Timers that are set don't notice. */
  jump(ms: number): this {
    requireNumber("jump", ms);
    if (this.#leavesOut("jump")) return this;
    const { now } = this.#simulator;
    const { wallClock } = this.#machine;
    wallClock.setOffset(now, wallClock.offsetAt(now) + ms);
    return this.#leaveTrace("jump");
  }

  /**
   * From now on the clock runs too fast by `ppm` microseconds each second; too slow when negative. Timers follow.
   * @param ppm Parts per million, above -1,000,000. Quartz has up to 50; 100,000 is one second in ten.
   */
  drift(ppm: number): this {
    requireNumber("drift", ppm);
    if (ppm <= -1e6)
      throw new ScenarioError(
        `a drift of ${ppm} ppm would stop the clock or turn it back; stay above -1000000, or freeze it`,
      );
    if (this.#leavesOut("drift")) return this;
    this.#changeSpeed((now) => this.#machine.wallClock.setDrift(now, ppm));
    return this.#leaveTrace("drift");
  }

  /** From now on the clock stands still, and none of the machine's timers fires. */
  freeze(): this {
    this.#wouldBeFrozen = this.#leavesOut("freeze");
    if (this.#wouldBeFrozen) return this;
    this.#changeSpeed((now) => this.#machine.wallClock.setFrozen(now, true));
    return this.#leaveTrace("freeze");
  }

  /** From now on the clock runs again from where it stands, and so do the machine's timers. */
  thaw(): this {
    const nothingToDo = this.#wouldBeFrozen && !this.#machine.wallClock.frozen;
    this.#wouldBeFrozen = false;
    if (nothingToDo) return this;
    this.#changeSpeed((now) => this.#machine.wallClock.setFrozen(now, false));
    return this.#leaveTrace("thaw");
  }

  /** Sets the clock right, now and every so often, as well as the error allows. Takes the place of an earlier one. */
  sync({ every, error }: Synchronisation): this {
    requireDuration("sync: every", every);
    requireDuration("sync: error", error);
    if (every === 0) throw new ScenarioError("sync: every 0 ms would never let time pass; give a period");
    const point = new ChoicePoint("sync", this.#machine.name);
    const at = this.#simulator.lines.running();
    const correct = () => {
      const { now, choices } = this.#simulator;
      const offset = (2 * choices.draw(point) - 1) * error;
      if (this.#leavesOut("sync")) return;
      this.#machine.wallClock.setOffset(now, offset);
      this.#leaveTrace("sync", at);
    };
    this.#correction?.cancel();
    correct();
    this.#correction = this.#simulator.script.repeat(every, correct);
    return this;
  }

  #leavesOut(verb: Exclude<ClockVerb, "thaw">): boolean {
    return this.#simulator.omission.leavesOut(verb, this.#machine.name);
  }

  #changeSpeed(change: (now: number) => void): void {
    const { now } = this.#simulator;
    const timers = [...this.#machine.timers];
    for (const timer of timers) timer.freeze(now);
    change(now);
    for (const timer of timers) timer.thaw(now);
  }

  #leaveTrace(by: ClockVerb, at = this.#simulator.lines.running()): this {
    const { now } = this.#simulator;
    const { wallClock } = this.#machine;
    const clocks = this.#machine.tick(now);
    this.#simulator.record(() => ({
      kind: "clock",
      time: now,
      node: this.#machine.index,
      at,
      clocks,
      by,
      offset: wallClock.offsetAt(now),
      drift: wallClock.drift,
      ...(wallClock.frozen ? { frozen: true as const } : {}),
    }));
    return this;
  }
}

function requireNumber(what: string, value: number): void {
  if (typeof value !== "number" || !Number.isFinite(value)) {
    throw new ScenarioError(`a clock's ${what} is a number, not ${String(value)}`);
  }
}
