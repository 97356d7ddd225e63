import { describe, expect, it } from "vitest";
import { advance, merge, toMicroseconds, WallClock, ZERO_CLOCKS } from "../../../src/simulator/clocks.ts";

describe("a wall clock", () => {
  it("shows true time until it is set wrong", () => {
    const clock = new WallClock();
    expect([clock.read(0), clock.read(123.456), clock.offsetAt(50)]).toEqual([0, 123.456, 0]);
  });

  it("is ahead or behind by its offset, whatever it was before", () => {
    const clock = new WallClock();
    clock.setOffset(100, 30);
    expect([clock.read(100), clock.read(150), clock.offsetAt(150)]).toEqual([130, 180, 30]);
    clock.setOffset(200, -50);
    expect([clock.read(200), clock.offsetAt(300)]).toEqual([150, -50]);
  });

  it("gains with its drift from then on, and jumps at no change of it", () => {
    const clock = new WallClock();
    clock.setDrift(1000, 100_000);
    expect([clock.read(1000), clock.read(2000), clock.offsetAt(2000)]).toEqual([1000, 2100, 100]);
    clock.setDrift(2000, -500_000);
    expect([clock.read(2000), clock.read(3000), clock.drift]).toEqual([2100, 2600, -500_000]);
  });

  it("goes on drifting after it is set", () => {
    const clock = new WallClock();
    clock.setDrift(0, 200_000);
    clock.setOffset(100, 0);
    expect([clock.read(100), clock.read(200)]).toEqual([100, 220]);
  });

  it("turns its own durations into true ones and back", () => {
    const clock = new WallClock();
    clock.setDrift(0, 250_000);
    expect([clock.toTrueDuration(100), clock.toOwnDuration(80)]).toEqual([80, 100]);
  });

  it("is read to the microsecond", () => {
    expect([toMicroseconds(1.00049), toMicroseconds(0.1 + 0.2), toMicroseconds(7)]).toEqual([1, 0.3, 7]);
  });
});

describe("logical clocks", () => {
  it("advance with an event that receives nothing", () => {
    const first = advance(ZERO_CLOCKS, 1, 5);
    expect(first).toEqual({ wall: 5, lamport: 1, vector: [0, 1], hybrid: [5, 0] });
    expect(advance(first, 1, 8)).toEqual({ wall: 8, lamport: 2, vector: [0, 2], hybrid: [8, 0] });
    expect(ZERO_CLOCKS.vector).toEqual([]);
  });

  it("count on where the wall clock stands still or goes back", () => {
    const before = { wall: 9, lamport: 4, vector: [4], hybrid: [9, 2] } as const;
    expect(advance(before, 0, 9).hybrid).toEqual([9, 3]);
    expect(advance(before, 0, 3)).toEqual({ wall: 3, lamport: 5, vector: [5], hybrid: [9, 3] });
  });

  it("take over what a message knows", () => {
    const mine = { wall: 5, lamport: 3, vector: [3, 0, 1], hybrid: [5, 0] } as const;
    const stamp = { wall: 2, lamport: 7, vector: [1, 6], hybrid: [4, 1] } as const;
    expect(merge(mine, stamp, 0, 6)).toEqual({ wall: 6, lamport: 8, vector: [4, 6, 1], hybrid: [6, 0] });
    expect(merge(stamp, mine, 1, 1).vector).toEqual([3, 7, 1]);
  });

  it("break ties of the hybrid clock by the larger counter of those that tie", () => {
    const at = (physical: number, counter: number) => ({
      ...ZERO_CLOCKS,
      hybrid: [physical, counter] as const,
    });
    expect(merge(at(9, 2), at(9, 5), 0, 1).hybrid).toEqual([9, 6]);
    expect(merge(at(9, 2), at(8, 5), 0, 1).hybrid).toEqual([9, 3]);
    expect(merge(at(7, 2), at(8, 5), 0, 8).hybrid).toEqual([8, 6]);
    expect(merge(at(7, 2), at(8, 5), 0, 10).hybrid).toEqual([10, 0]);
  });
});
