import { expect, test } from "vitest";
import { failuresOf } from "../../../src/extension/testing/failures.ts";
import { Node } from "../../../src/dsl/node.ts";
import { record } from "../dsl/runHere.ts";
import { check, run } from "./outcomes.ts";

class Echo extends Node<Echo> {
  heard = 0;

  say(text: string) {
    this.heard += 1;
    return text;
  }
}

/** A run in which a check fails as soon as something is heard. */
async function deaf() {
  const { trace, checks } = await record(async (world) => {
    const [canyon] = world.nodes(Echo, ["canyon"]);
    const [hiker] = world.clients("hiker");
    world.always("nothing is heard", () => canyon.state.heard === 0);
    await hiker.call(canyon, "say", "hello");
  });
  return run({ status: "failed", checks, trace });
}

test("a violation tells what was expected, what was found, its event and what led to it", async () => {
  const outcome = await deaf();
  const [failure] = failuresOf(outcome);
  expect(failure).toMatchObject({
    check: "nothing is heard",
    found: "no longer holds",
    expected: "It holds after every event",
    seed: "1",
  });
  expect(failure.event).toMatch(/^#\d+ at 0 ms: canyon handles say\("hello"\)$/);
  expect(outcome.trace!.events[failure.step!].kind).toBe("deliver");
  expect(failure.chain.map(({ text }) => text)).toEqual([
    failure.event,
    expect.stringMatching(/hiker asks canyon for say\("hello"\)$/),
  ]);
});

test("a check that should have failed and held has no event", () => {
  const held = check({ expected: true, message: "held after every event", event: 3 });
  const [failure] = failuresOf(run({ status: "failed", checks: [held] }));
  expect(failure).toMatchObject({ expected: "It is violated, since the scenario says so", chain: [] });
  expect(failure.event).toBeUndefined();
  expect(failure.step).toBeUndefined();
});

test("what comes out as the scenario says is no failure", () => {
  const checks = [
    check({ status: "violated", expected: true }),
    check({ status: "violated", tolerated: true }),
    check({ status: "warning" }),
    check({}),
  ];
  expect(failuresOf(run({ checks }))).toEqual([]);
});

test("a sweep tells how many seeds fail", () => {
  const violated = check({ status: "violated" });
  const seedOf = (...bad: readonly number[]) => {
    const sweep = { first: 1, last: 40, events: 9, bad, tolerated: [] };
    return failuresOf(run({ status: "failed", seed: bad[0], checks: [violated], sweep }))[0].seed;
  };
  expect(seedOf(7, 9, 30)).toBe("7, the first of 3 with which it fails, out of 40");
  expect(seedOf(7)).toBe("7, the only one of 40 seeds with which it fails");
});
