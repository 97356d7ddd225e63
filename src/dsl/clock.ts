import type { Machine } from "../simulator/machine.ts";
import type { Simulator } from "../simulator/simulator.ts";
import type { ClockVerb } from "../trace/event.ts";
import { ScenarioError } from "./errors.ts";

/** The own clock of one machine, for the scenario to set wrong. */
export class ClockControl {
  readonly #simulator: Simulator;
  readonly #machine: Machine;

  /** @internal Found at `world.clock(node)`. */
  constructor(simulator: Simulator, machine: Machine) {
    this.#simulator = simulator;
    this.#machine = machine;
  }

  /** From now on the clock is `ms` ahead of true time; behind when negative. Timers that are set don't notice. */
  offset(ms: number): this {
    requireNumber("offset", ms);
    this.#machine.wallClock.setOffset(this.#simulator.now, ms);
    return this.#leaveTrace("offset");
  }

  /**
   * From now on the clock runs too fast by `ppm` microseconds each second; too slow when negative. Timers follow.
   * @param ppm Parts per million, above -1,000,000. Quartz has up to 50; 100,000 is one second in ten.
   */
  drift(ppm: number): this {
    requireNumber("drift", ppm);
    if (ppm <= -1e6)
      throw new ScenarioError(
        `a drift of ${ppm} ppm would stop the clock or turn it back; stay above -1000000`,
      );
    const { now } = this.#simulator;
    const timers = [...this.#machine.timers];
    for (const timer of timers) timer.freeze(now);
    this.#machine.wallClock.setDrift(now, ppm);
    for (const timer of timers) timer.thaw(now);
    return this.#leaveTrace("drift");
  }

  #leaveTrace(by: ClockVerb): this {
    const { now } = this.#simulator;
    const { wallClock } = this.#machine;
    const clocks = this.#machine.tick(now);
    const at = this.#simulator.lines.running();
    this.#simulator.record(() => ({
      kind: "clock",
      time: now,
      node: this.#machine.index,
      at,
      clocks,
      by,
      offset: wallClock.offsetAt(now),
      drift: wallClock.drift,
    }));
    return this;
  }
}

function requireNumber(what: string, value: number): void {
  if (typeof value !== "number" || !Number.isFinite(value)) {
    throw new ScenarioError(`a clock's ${what} is a number, not ${String(value)}`);
  }
}
