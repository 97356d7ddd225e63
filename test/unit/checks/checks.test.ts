import { describe, expect, it } from "vitest";
import { Node, scenario, type NodeHandle, type World } from "../../../src/dsl/index.ts";
import { eventsOf, record, runHere } from "../dsl/runHere.ts";

class Cell extends Node<Cell> {
  value = 0;
  tags = new Set<string>();
  table = new Map<string, number>();

  set(value: number) {
    this.value = value;
  }

  put(key: string, value: number) {
    this.table.set(key, value);
  }

  never(): Promise<void> {
    return new Promise(() => undefined);
  }

  replicate(value: number) {
    this.value = value;
    this.broadcast("set", value);
  }
}

interface Stage {
  readonly world: World;
  readonly cells: readonly NodeHandle<Cell>[];
  readonly set: (cell: number, value: number) => Promise<void>;
}

/** Runs a script with two cells, and returns what became of its one check. */
async function check(script: (stage: Stage) => void | Promise<void>) {
  const { trace } = await record(async (world) => {
    const cells = world.nodes(Cell, ["a", "b"]);
    const client = world.client("c");
    await script({ world, cells, set: (cell, value) => client.call(cells[cell], "set", value) });
  });
  expect(trace.error).toBeUndefined();
  return { ...trace.checks[0], trace };
}

describe("always", () => {
  it("passes what holds after every event", async () => {
    const result = await check(async ({ world, cells, set }) => {
      world.always("small", () => cells[0].state.value < 10);
      await set(0, 9);
    });
    expect(result).toMatchObject({ name: "small", kind: "always", status: "passed", expected: false });
    expect(result.trace.status).toBe("passed");
  });

  it("names the first event after which it no longer holds, even if it holds again later", async () => {
    const { trace, ...result } = await check(async ({ world, cells, set }) => {
      world.always("small", () => cells[0].state.value < 10);
      await world.sleep(5);
      await set(0, 10);
      await set(0, 1);
    });
    expect(result).toMatchObject({ status: "violated", time: 5 });
    expect(trace.events[result.event!]).toMatchObject({ kind: "deliver", node: 0, time: 5 });
    expect(eventsOf(trace, "violation")).toMatchObject([{ check: 0, cause: result.event }]);
    expect(trace.status).toBe("failed");
  });

  it("says why it doesn't hold, if the scenario knows, and asks for it once", async () => {
    let asked = 0;
    const because = () => `the cell holds ${++asked}`;
    const result = await check(async ({ world, cells, set }) => {
      world.always("small", () => cells[0].state.value < 10, { because });
      await set(0, 10);
      await set(0, 11);
    });
    expect(result.message).toBe("no longer holds: the cell holds 1");
    expect(eventsOf(result.trace, "violation")).toMatchObject([
      { message: "small: no longer holds: the cell holds 1" },
    ]);
    expect(asked).toBe(1);
  });
});

describe("eventually", () => {
  it("passes what comes true, at the first event at which it does", async () => {
    const result = await check(async ({ world, cells, set }) => {
      world.eventually("set", () => cells[0].state.value === 3);
      await world.sleep(8);
      await set(0, 3);
      await set(0, 4);
    });
    expect(result).toMatchObject({ status: "passed", time: 8 });
  });

  it("is violated at the end if it never came true", async () => {
    const result = await check(async ({ world, cells }) => {
      world.eventually("set", () => cells[0].state.value === 3);
      await world.sleep(8);
    });
    expect(result).toMatchObject({ status: "violated", time: 8 });
  });

  it("counts its bound from where it stands in the script", async () => {
    const within = (delay: number) =>
      check(async ({ world, cells, set }) => {
        await world.sleep(10);
        world.eventually("set", () => cells[0].state.value === 3, { within: 20 });
        await world.sleep(delay);
        await set(0, 3);
      });
    expect(await within(15)).toMatchObject({ status: "passed", time: 25 });
    expect(await within(21)).toMatchObject({ status: "violated", time: 30 });
  });

  it("keeps the run going until its bound, and no longer than it has to", async () => {
    const late = await check(({ world }) => {
      world.eventually("never", () => false, { within: 20 });
    });
    expect(late).toMatchObject({ status: "violated", time: 20 });
    expect(late.trace.events.at(-1)).toMatchObject({ kind: "end", time: 20 });
    const soon = await check(({ world }) => {
      world.eventually("now", () => true, { within: 20 });
    });
    expect(soon.trace.events.at(-1)).toMatchObject({ kind: "end", time: 0 });
  });

  it("lets what is under way happen until its bound, though the script has ended", async () => {
    const result = await check(async ({ world, cells }) => {
      world.network.latency = 15;
      world.eventually("there", () => cells[1].state.value === 7, { within: 20 });
      await world.client("d").call(cells[0], "replicate", 7);
    });
    expect(result).toMatchObject({ status: "passed", time: 15 });
  });
});

describe("sometimes", () => {
  it("passes what happens once", async () => {
    const result = await check(async ({ world, cells, set }) => {
      world.sometimes("three", () => cells[0].state.value === 3);
      await set(0, 3);
      await set(0, 4);
    });
    expect(result).toMatchObject({ status: "passed", time: 0 });
  });

  it("warns of what never happens, and fails nothing", async () => {
    const result = await check(({ world }) => {
      world.sometimes("three", () => false);
    });
    expect(result.status).toBe("warning");
    expect(result.trace.status).toBe("passed");
    expect(eventsOf(result.trace, "violation")).toEqual([]);
  });
});

describe("agree", () => {
  it("passes copies that agree at the end, and keeps where they differed", async () => {
    const result = await check(async ({ world, cells, set }) => {
      world.agree("value", cells, (state) => state.value);
      await world.sleep(5);
      await set(0, 1);
      await world.sleep(5);
      await set(1, 1);
    });
    expect(result.status).toBe("passed");
    expect(result.copies?.map(({ node, value }) => [node, value])).toEqual([
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
    ]);
  });

  it("is violated by copies that differ at the end, and says who has what", async () => {
    const result = await check(async ({ world, cells, set }) => {
      world.agree("value", cells, (state) => state.value);
      await set(0, 1);
    });
    expect(result.status).toBe("violated");
    expect(result.message).toBe("the copies differ at the end: a: 1; b: 0");
  });

  it("compares by structure: maps and sets in any order, and no less than what is in them", async () => {
    const run = (second: readonly [string, number][]) =>
      check(async ({ world, cells }) => {
        world.agree("table", cells, (state) => state.table);
        const client = world.client("d");
        await client.call(cells[0], "put", "x", 1);
        await client.call(cells[0], "put", "y", 2);
        for (const [key, value] of second) await client.call(cells[1], "put", key, value);
      });
    expect(
      await run([
        ["y", 2],
        ["x", 1],
      ]),
    ).toMatchObject({ status: "passed" });
    expect(
      await run([
        ["y", 2],
        ["x", 3],
      ]),
    ).toMatchObject({ status: "violated" });
  });

  it("does not count nodes that are down", async () => {
    const result = await check(async ({ world, cells, set }) => {
      world.agree("value", cells, (state) => state.value);
      await set(0, 1);
      world.crash(cells[1]);
      await world.sleep(1);
    });
    expect(result.status).toBe("passed");
    expect(result.copies?.at(-1)).toEqual({ event: expect.any(Number) as number, node: 1 });
  });

  it("with a bound, may not differ for longer than that", async () => {
    const differFor = (ms: number) =>
      check(async ({ world, cells, set }) => {
        world.agree("value", cells, (state) => state.value, { within: 20 });
        await world.sleep(5);
        await set(0, 1);
        await world.sleep(ms);
        await set(1, 1);
        await world.sleep(50);
      });
    expect(await differFor(19)).toMatchObject({ status: "passed" });
    expect(await differFor(21)).toMatchObject({ status: "violated", time: 25 });
  });

  it("with a bound, doesn't count the time of faults", async () => {
    const result = await check(async ({ world, cells, set }) => {
      world.agree("value", cells, (state) => state.value, { within: 20 });
      world.partition(cells[0], cells[1]);
      await set(0, 1);
      await world.sleep(100);
      world.heal();
      await world.sleep(15);
      await set(1, 1);
    });
    expect(result.status).toBe("passed");
  });

  it("with a bound, counts from the end of the last fault", async () => {
    const result = await check(async ({ world, cells, set }) => {
      world.agree("value", cells, (state) => state.value, { within: 20 });
      const cut = world.partition(cells[0], cells[1]);
      const other = world.isolate(cells[0]);
      await set(0, 1);
      await world.sleep(100);
      cut.heal();
      await world.sleep(30);
      other.heal();
    });
    expect(result).toMatchObject({ status: "violated", time: 150 });
  });
});

describe("answered", () => {
  it("is violated by a call that still waits at the end, unless it was given up", async () => {
    const waiting = await check(async ({ world, cells }) => {
      world.answered();
      void world.client("d").call(cells[0], "never");
      await world.sleep(5);
    });
    expect(waiting).toMatchObject({ name: "every call is answered", status: "violated" });
    expect(waiting.message).toMatch(/^at the end d waits for a to answer never\(\) since 0 ms$/);
    const givenUp = await check(async ({ world, cells }) => {
      world.answered();
      await world
        .client("d")
        .call(cells[0], "never", { timeout: 5 })
        .catch(() => undefined);
    });
    expect(givenUp.status).toBe("passed");
  });
});

describe("violates", () => {
  const failing = scenario("test", (world) => {
    world.always("a", () => false);
    world.eventually("b", () => false);
    world.always("c", () => true);
  });

  it("passes a scenario that violates exactly the named checks", async () => {
    expect((await runHere(failing.violates("a", "b"))).status).toBe("passed");
    expect((await runHere(failing.violates("a").violates("b"))).status).toBe("passed");
  });

  it("fails one that violates more, or less", async () => {
    expect((await runHere(failing)).status).toBe("failed");
    expect((await runHere(failing.violates("a"))).status).toBe("failed");
    expect((await runHere(failing.violates("a", "b", "c"))).status).toBe("failed");
  });

  it("marks the checks that are expected to fail", async () => {
    const { checks } = await runHere(failing.violates("a", "b"));
    expect(checks.map(({ name, status, expected }) => [name, status, expected])).toEqual([
      ["a", "violated", true],
      ["b", "violated", true],
      ["c", "passed", false],
    ]);
  });

  it("knows the names of the checks", async () => {
    const { status, error } = await runHere(failing.violates("d"));
    expect(status).toBe("error");
    expect(error?.message).toBe('.violates names "d", and there is no such check; there are "a", "b", "c"');
  });
});

describe("atEnd", () => {
  it("looks when the run ends, and only then", async () => {
    const result = await check(async ({ world, cells, set }) => {
      world.atEnd("two", () => cells[0].state.value === 2);
      await set(0, 2);
      await set(0, 1);
      await set(0, 2);
    });
    expect(result).toMatchObject({ kind: "at end", status: "passed" });
    const failed = await check(async ({ world, cells, set }) => {
      world.atEnd("two", () => cells[0].state.value === 2, {
        because: () => `it is ${cells[0].state.value}`,
      });
      await set(0, 2);
      await set(0, 3);
    });
    expect(failed).toMatchObject({
      status: "violated",
      message: "did not hold when the run ended: it is 3",
    });
    expect(eventsOf(failed.trace, "violation")).toHaveLength(1);
  });
});
