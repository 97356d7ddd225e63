import { describe, expect, it } from "vitest";
import { durable, Node, uniform, type World } from "../../../src/dsl/index.ts";
import { errorOf, eventsOf, recordWell } from "./runHere.ts";

class Ticker extends Node<Ticker> {
  ticks = 0;
  override start() {
    this.every(10, () => {
      this.ticks++;
    });
  }
}

class Relay extends Node<Relay> {
  seen: number[] = [];
  pass(hops: number) {
    this.seen.push(this.now());
    if (hops > 0) this.send(this.peers[0], "pass", hops - 1);
  }
}

describe("the script", () => {
  it("sleeps in virtual time", async () => {
    await recordWell(async (world) => {
      await world.sleep(30);
      expect(world.time).toBe(30);
      await Promise.all([world.sleep(50), world.sleep(20)]);
      expect(world.time).toBe(80);
    });
  });

  it("does things at set times beside itself, in order, and the run lasts until all are done", async () => {
    const done: [what: string, time: number][] = [];
    const { virtualTime } = await recordWell((world) => {
      const log = (what: string) => done.push([what, world.time]);
      world.at(50, async () => {
        log("begin");
        await world.sleep(25);
        log("end");
      });
      world.at(50, () => void log("second"));
      world.at(20, () => void log("early"));
      log("script");
    });
    expect(done).toEqual([
      ["script", 0],
      ["early", 20],
      ["begin", 50],
      ["second", 50],
      ["end", 75],
    ]);
    expect(virtualTime).toBe(75);
  });

  it("repeats things until it is cancelled, or the run ends", async () => {
    const times: number[] = [];
    await recordWell(async (world) => {
      world.every(100, () => void times.push(-world.time));
      const handle = world.every(10, () => {
        times.push(world.time);
        if (world.time === 30) handle.cancel();
      });
      await world.sleep(150);
    });
    expect(times).toEqual([10, 20, 30, -100]);
  });

  it("waits until it is quiet: no message flies and no timer is set but those that recur", async () => {
    await recordWell(async (world) => {
      const [a] = world.nodes(Relay, ["a", "b"]);
      const ticker = world.node(Ticker, "t");
      world.network.latency = 7;
      await world.client("c").call(a, "pass", 3);
      await world.quiet();
      expect(world.time).toBe(21);
      expect(ticker.state.ticks).toBe(2);
      await world.quiet();
      expect(world.time).toBe(21);
    });
  });

  it("waits for what is still to come at a set time before it is quiet", async () => {
    await recordWell(async (world) => {
      let happened = false;
      world.at(40, () => void (happened = true));
      await world.quiet();
      expect([happened, world.time]).toEqual([true, 40]);
    });
  });

  it("ends with messages in flight if it doesn't wait for them", async () => {
    const { trace } = await recordWell(async (world) => {
      const [a] = world.nodes(Relay, ["a", "b"]);
      await world.client("c").call(a, "pass", 1);
    });
    expect(eventsOf(trace, "send").length).toBe(1);
    expect(eventsOf(trace, "deliver").filter(({ node }) => node === 1)).toEqual([]);
  });

  it("draws from the run's seed", async () => {
    const draw = async (seed: number) => {
      const drawn: number[] = [];
      await recordWell((world) => void drawn.push(world.seed, world.random(), world.random()), { seed });
      return drawn;
    };
    expect(await draw(5)).toEqual(await draw(5));
    expect((await draw(5))[1]).not.toBe((await draw(6))[1]);
  });
});

describe("a link", () => {
  it("follows the network in what it doesn't say itself, one direction at a time", async () => {
    const { trace } = await recordWell(async (world) => {
      const [a, b] = world.nodes(Relay, ["a", "b"]);
      world.link(a, b).latency = 3;
      world.network.latency = 30;
      expect([world.link(a, b).loss, world.link(b, a).latency.quantile(0.5)]).toEqual([0, 30]);
      await world.client("c").call(a, "pass", 2);
      await world.quiet();
    });
    expect(eventsOf(trace, "send").map(({ time, arrival }) => arrival - time)).toEqual([3, 30]);
  });

  it("of a client takes no time and loses nothing, unless it says so itself", async () => {
    await recordWell(async (world) => {
      const [a] = world.nodes(Relay, ["a", "b"]);
      const [ana, bo] = world.clients("ana", "bo");
      world.network.latency = uniform(50, 60);
      world.network.loss = 1;
      world.link(bo, a).latency = 5;
      await ana.call(a, "pass", 0);
      expect(world.time).toBe(0);
      await bo.call(a, "pass", 0);
      expect(world.time).toBe(5);
    });
  });

  it("is cut for a client by a partition that names it, and isolating a node leaves its clients", async () => {
    await recordWell(async (world) => {
      const [a] = world.nodes(Relay, ["a", "b"]);
      const client = world.client("c");
      world.isolate(a);
      await client.call(a, "pass", 0);
      world.partition(client, a);
      await expect(client.call(a, "pass", 0, { timeout: 10 })).rejects.toThrow("did not answer");
    });
  });
});

describe("a mistake in a scenario is named, with its mend", () => {
  const mistakes: Record<string, [(world: World) => unknown, string]> = {
    "two machines of one name": [
      (world) => [world.node(Relay, "a"), world.client("a")],
      'two machines are named "a"; give each a name of its own',
    ],
    "an empty name": [(world) => world.node(Relay, " "), "a node or client needs a name that is not empty"],
    "a negative sleep": [
      (world) => world.sleep(-1),
      "world.sleep: the time is -1; it must be a number of milliseconds from 0 up",
    ],
    "a time in the past": [
      async (world) => {
        await world.sleep(50);
        world.at(20, () => undefined);
      },
      "world.at(20, …) lies in the past: it is 50 ms already; give a later time",
    ],
    "a period of nothing": [
      (world) => world.every(0, () => undefined),
      "world.every(0, …) would never let time pass; give a period",
    ],
    "a negative latency": [
      (world) => (world.network.latency = -5),
      "network.latency is -5; it must be a number of milliseconds from 0 up",
    ],
    "a loss beyond 1": [
      (world) => (world.network.loss = 20),
      "network.loss is 20; it must be a share from 0 (never) to 1 (always)",
    ],
    "a link's share": [
      (world) => {
        const [a, b] = world.nodes(Relay, ["a", "b"]);
        world.link(a, b).duplicate = NaN;
      },
      "link(a, b).duplicate is NaN; it must be a share from 0 (never) to 1 (always)",
    ],
    "a latency of another kind": [
      (world) => (world.network.latency = uniform as never),
      "network.latency is a function; give a number of milliseconds or a distribution such as uniform(20, 80)",
    ],
    "a latency that is no number": [
      async (world) => {
        const [a] = world.nodes(Relay, ["a", "b"]);
        world.network.latency = { quantile: () => NaN };
        await world.client("c").call(a, "pass", 1);
        await world.quiet();
      },
      "a latency came out as NaN; its quantile must be a number of milliseconds from 0 up",
    ],
    "one group": [
      (world) => world.partition(world.node(Relay, "a")),
      "a partition needs two groups or more; to cut one node off from all others use isolate",
    ],
    "an empty group": [
      (world) => world.partition([], world.node(Relay, "a")),
      "a group of the partition is empty; name at least one node in each",
    ],
    "a node on both sides": [
      (world) => {
        const [a, b] = world.nodes(Relay, ["a", "b"]);
        world.partition([a, b], [b]);
      },
      "b stands in two groups of the partition; it can be on one side only",
    ],
    "a crash of a client": [(world) => world.crash(world.client("c")), "c is a client; only nodes can crash"],
    "a drift that turns a clock back": [
      (world) => world.clock(world.node(Relay, "a")).drift(-2e6),
      "a drift of -2000000 ppm would stop the clock or turn it back; stay above -1000000, or freeze it",
    ],
    "an offset that is no number": [
      (world) => world.clock(world.node(Relay, "a")).offset(NaN),
      "a clock's offset is a number, not NaN",
    ],
    "two checks of one name": [
      (world) => {
        world.always("x", () => true);
        world.sometimes("x", () => true);
      },
      'two checks are named "x"; give each a name of its own',
    ],
    "a node made by hand": [
      () => new Relay(),
      'new Relay() makes no machine; write world.node(Relay, "a name")',
    ],
    "an unknown durable field": [
      (world) => world.node(Forgetful, "f"),
      'Forgetful.durable names "lost", which Forgetful has no field for',
    ],
  };

  it.each(Object.entries(mistakes))("%s", async (_, [make, message]) => {
    expect(
      await errorOf(async (world) => {
        await make(world);
      }),
    ).toBe(message);
  });
});

class Forgetful extends Node<Forgetful> {
  static durable = durable("lost" as never);
  kept = 1;
}
