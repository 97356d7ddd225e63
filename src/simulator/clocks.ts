import type { ClockReadings } from "../trace/event.ts";

/** Virtual times are kept to the microsecond, so that they read well and add up alike on every host. */
export function toMicroseconds(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}

/** What one machine's own clock shows: straight lines over true time, one after the other. */
export class WallClock {
  #since = 0;
  #shown = 0;
  /** Parts per million by which it runs too fast; negative when it runs slow. */
  #drift = 0;
  #frozen = false;

  get drift(): number {
    return this.#drift;
  }

  /** Whether it stands still. */
  get frozen(): boolean {
    return this.#frozen;
  }

  /** @param now True time in ms. @returns What the clock shows then, in ms. */
  read(now: number): number {
    return toMicroseconds(this.#shown + (now - this.#since) * this.#rate);
  }

  /** How much too far ahead the clock is, in ms. */
  offsetAt(now: number): number {
    return toMicroseconds(this.read(now) - now);
  }

  /** From now on the clock is `offset` ms ahead of true time. */
  setOffset(now: number, offset: number): void {
    this.#since = now;
    this.#shown = now + offset;
  }

  /** From now on the clock gains `drift` microseconds each second. */
  setDrift(now: number, drift: number): void {
    this.#shown = this.read(now);
    this.#since = now;
    this.#drift = drift;
  }

  /** From now on it stands still, or runs again from where it stands. */
  setFrozen(now: number, frozen: boolean): void {
    this.#shown = this.read(now);
    this.#since = now;
    this.#frozen = frozen;
  }

  /** How much true time passes while this clock counts `duration` ms; for ever while it stands still. */
  toTrueDuration(duration: number): number {
    // What is due already is due, even while the clock stands still.
    return duration === 0 ? 0 : duration / this.#rate;
  }

  /** How much this clock counts while `duration` ms of true time pass. */
  toOwnDuration(duration: number): number {
    return duration * this.#rate;
  }

  get #rate(): number {
    return this.#frozen ? 0 : 1 + this.#drift / 1e6;
  }
}

/** The clocks of a machine before its first event. */
export const ZERO_CLOCKS: ClockReadings = { wall: 0, lamport: 0, vector: [], hybrid: [0, 0] };

/**
 * The clocks after an event that receives nothing.
 *
 * Sources: L. Lamport, "Time, Clocks, and the Ordering of Events in a Distributed System" (1978); F. Mattern,
 * "Virtual Time and Global States of Distributed Systems" (1989); S. Kulkarni et al., "Logical Physical Clocks"
 * (2014).
 * @param self Index of the machine.
 * @param wall What its own clock shows at the event.
 */
export function advance(before: ClockReadings, self: number, wall: number): ClockReadings {
  const [physical, counter] = before.hybrid;
  return {
    wall,
    lamport: before.lamport + 1,
    vector: increment(before.vector.slice(), self),
    hybrid: wall > physical ? [wall, 0] : [physical, counter + 1],
  };
}

/**
 * The clocks after an event that receives a message; sources as for {@link advance}.
 * @param stamp The sender's clocks as the message carried them.
 */
export function merge(
  before: ClockReadings,
  stamp: ClockReadings,
  self: number,
  wall: number,
): ClockReadings {
  const vector = before.vector.slice();
  const theirs = stamp.vector;
  while (vector.length < theirs.length) vector.push(0);
  for (let i = 0; i < theirs.length; i++) if (theirs[i] > vector[i]) vector[i] = theirs[i]!;
  const [physical, counter] = before.hybrid;
  const [theirPhysical, theirCounter] = stamp.hybrid;
  const latest = Math.max(physical, theirPhysical, wall);
  const mine = physical === latest ? counter : -1;
  const other = theirPhysical === latest ? theirCounter : -1;
  return {
    wall,
    lamport: Math.max(before.lamport, stamp.lamport) + 1,
    vector: increment(vector, self),
    hybrid: [latest, Math.max(mine, other) + 1],
  };
}

function increment(vector: number[], self: number): number[] {
  while (vector.length <= self) vector.push(0);
  vector[self]++;
  return vector;
}
