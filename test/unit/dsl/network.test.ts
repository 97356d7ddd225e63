import { describe, expect, it } from "vitest";
import {
  delay,
  drop,
  duplicate,
  Node,
  pass,
  tamper,
  tap,
  type MessagePattern,
  type NodeHandle,
  type Ref,
  type World,
} from "../../../src/dsl/index.ts";
import { flights } from "../../../src/trace/flights.ts";
import type { Trace } from "../../../src/trace/trace.ts";
import { errorOf, eventsOf, recordWell } from "./runHere.ts";

class Peer extends Node<Peer> {
  heard: unknown[] = [];

  hear(what: unknown) {
    this.heard.push(what);
  }

  /** Sends one thing after the other, all at this moment. */
  say(to: Ref<Peer>, ...things: unknown[]) {
    for (const thing of things) this.send(to, "hear", thing);
  }
}

/** Runs a script with two nodes, a and b, and a client. */
function pair(script: (world: World, a: NodeHandle<Peer>, b: NodeHandle<Peer>, say: Say) => Promise<void>) {
  return recordWell((world) => {
    const [a, b] = world.nodes(Peer, ["a", "b"]);
    const client = world.client("ana");
    return script(world, a, b, (from, to, ...things) => client.call(from, "say", to, ...things));
  });
}

type Say = (from: NodeHandle<Peer>, to: NodeHandle<Peer>, ...things: unknown[]) => Promise<void>;

/** When each message between the nodes was handled, and what it said. */
function heard(trace: Trace): [time: number, what: unknown][] {
  return eventsOf(trace, "deliver").flatMap(({ message, time }) => {
    const { send } = flights(trace)[message];
    return send.name === "hear" ? [[time, send.args[0]]] : [];
  });
}

function drops(trace: Trace): [time: number, reason: string][] {
  return eventsOf(trace, "drop").map(({ time, reason, why }) => [time, why ?? reason]);
}

describe("a link with a bandwidth", () => {
  it("puts one message after the other on the wire: queueing and flight are told apart", async () => {
    const { trace } = await pair(async (world, a, b, say) => {
      world.network.bandwidth = 10_000;
      world.network.size = 100;
      await say(a, b, 1, 2, 3);
      await world.quiet();
    });
    const sends = eventsOf(trace, "send");
    expect(sends.map(({ leaves, size }) => [leaves, size])).toEqual([
      [10, 100],
      [20, 100],
      [30, 100],
    ]);
    expect(heard(trace)).toEqual([
      [20, 1],
      [30, 2],
      [40, 3],
    ]);
  });

  it("loses what finds no room in its queue", async () => {
    const { trace } = await pair(async (world, a, b, say) => {
      world.link(a, b).bandwidth = 10_000;
      world.link(a, b).queue = 250;
      world.network.size = ({ args }) => (args[0] === "big" ? 200 : 100);
      await say(a, b, 1, "big", 3);
      await world.quiet();
    });
    expect(heard(trace).map(([, what]) => what)).toEqual([1, 3]);
    expect(drops(trace)).toEqual([[0, "queue full"]]);
  });

  it("weighs a message by what it says, unless told otherwise", async () => {
    const { trace } = await pair(async (world, a, b, say) => {
      world.network.bandwidth = 1e6;
      await say(a, b, "é");
    });
    // A header of 40 bytes, "hear", and the quotes around two bytes.
    expect(eventsOf(trace, "send")[0].size).toBe(40 + 4 + 4);
  });
});

describe("a link that disorders", () => {
  it("holds back the share that it is told to, so that later messages overtake", async () => {
    const { trace } = await pair(async (world, a, b, say) => {
      const stop = world.intercept(({ args }) => (args[0] === 1 ? undefined : pass()));
      world.network.reorder = 1;
      world.network.reorderBy = 30;
      await say(a, b, 1);
      world.network.reorder = 0;
      stop();
      await say(a, b, 2);
      await world.quiet();
    });
    expect(heard(trace)).toEqual([
      [10, 2],
      [40, 1],
    ]);
  });

  it("keeps the order where its transport does", async () => {
    const { trace } = await pair(async (world, a, b, say) => {
      world.network.transport = "ordered";
      world.network.latency = 40;
      await say(a, b, 1);
      world.network.latency = 5;
      await say(a, b, 2);
      await world.quiet();
    });
    expect(heard(trace)).toEqual([
      [40, 1],
      [40, 2],
    ]);
  });

  it("delivers copies as much later as it is told to", async () => {
    const { trace } = await pair(async (world, a, b, say) => {
      world.network.duplicate = 1;
      world.network.duplicateAfter = 25;
      await say(a, b, 1);
      await world.quiet();
    });
    expect(heard(trace)).toEqual([
      [10, 1],
      [35, 1],
    ]);
  });
});

describe("a reliable transport", () => {
  it("sends again what is lost, and keeps what comes meanwhile until its turn", async () => {
    const { trace } = await pair(async (world, a, b, say) => {
      world.network.transport = "reliable";
      world.network.retransmitAfter = 50;
      const cut = world.partition(a, b);
      await say(a, b, 1);
      await world.sleep(6);
      cut.heal();
      await say(a, b, 2);
      await world.quiet();
    });
    // Lost half-way after 5 ms, sent again 50 ms later, there after another 10 ms.
    expect(drops(trace)).toEqual([[5, "partition"]]);
    expect(eventsOf(trace, "retransmit").map(({ time }) => time)).toEqual([55]);
    expect(heard(trace)).toEqual([
      [65, 1],
      [65, 2],
    ]);
    expect(eventsOf(trace, "deliver").at(-1)).toMatchObject({ time: 65, arrived: 16 });
  });

  it("loses what is under way when the receiver crashes, and nobody is told", async () => {
    const { trace } = await pair(async (world, a, b, say) => {
      world.network.transport = "reliable";
      await say(a, b, 1);
      await world.sleep(5);
      world.crash(b);
      world.restart(b);
      await say(a, b, 2);
      await world.quiet();
    });
    expect(drops(trace)).toEqual([[10, "connection reset"]]);
    expect(heard(trace)).toEqual([[15, 2]]);
  });

  it("gives up in the end", async () => {
    const { trace } = await pair(async (world, a, b, say) => {
      world.network.transport = "reliable";
      world.network.retransmitAfter = 1;
      world.partition(a, b);
      await say(a, b, 1);
      await world.quiet();
    });
    expect(drops(trace)).toHaveLength(11);
    expect(heard(trace)).toEqual([]);
  });
});

describe("a hold", () => {
  it("stops what is under way and what sets out, and lets it fly on", async () => {
    const { trace } = await pair(async (world, a, b, say) => {
      await say(a, b, 1);
      await world.sleep(4);
      const hold = world.hold(a, b);
      await say(a, b, 2);
      await world.sleep(100);
      hold.release();
      await world.quiet();
    });
    expect(heard(trace)).toEqual([
      [110, 1],
      [114, 2],
    ]);
  });

  it("lasts as long as any of those that overlap", async () => {
    const { trace } = await pair(async (world, a, b, say) => {
      await say(a, b, 1);
      const [first, second] = [world.hold(a, b), world.hold(b, a)];
      await world.sleep(20);
      first.release();
      await world.sleep(20);
      second.release();
      second.release();
      await world.quiet();
    });
    expect(heard(trace)).toEqual([[50, 1]]);
    expect(eventsOf(trace, "note").map(({ text }) => text)).toEqual(["this was released already"]);
  });
});

describe("a rule on messages", () => {
  async function ruled(rule: Parameters<World["intercept"]>[0]) {
    await pair(async (world, a, b, say) => {
      world.intercept((message) => (message.name === "hear" ? rule(message) : undefined));
      await say(a, b, 1);
    });
  }

  it("lets pass, drops and delays", async () => {
    const passed = await recordWell(async (world) => {
      const [a, b] = world.nodes(Peer, ["a", "b"]);
      world.intercept(({ name }) => (name === "hear" ? pass() : undefined));
      world.intercept(({ name }) => (name === "hear" ? drop("never asked") : undefined));
      await world.client("ana").call(a, "say", b, 1);
      await world.quiet();
    });
    expect(heard(passed.trace)).toEqual([[10, 1]]);
    const { trace } = await pair(async (world, a, b, say) => {
      const rules: Record<number, ReturnType<typeof drop>> = {
        1: drop("I say so"),
        2: delay(30),
        3: duplicate(7),
      };
      const stop = world.intercept(({ name, args }) =>
        name === "hear" ? rules[args[0] as number] : undefined,
      );
      await say(a, b, 1, 2, 3);
      stop();
      await say(a, b, 1);
      await world.quiet();
    });
    expect(drops(trace)).toEqual([[5, "I say so"]]);
    expect(heard(trace)).toEqual([
      [10, 3],
      [10, 1],
      [17, 3],
      [40, 2],
    ]);
  });

  it("is made of a pattern, for some messages or for one", async () => {
    const heardWith = async (pattern: MessagePattern) => {
      const { trace } = await pair(async (world, a, b, say) => {
        world.intercept(pattern, drop());
        await say(a, b, 1, 2, 3);
        await say(b, a, 4);
        await world.quiet();
      });
      return heard(trace).map(([, what]) => what);
    };
    expect(await heardWith({ name: "hear", nth: 2 })).toEqual([1, 3, 4]);
    expect(await heardWith({ from: "a", to: "b" })).toEqual([4]);
    expect(await heardWith({ from: "a", to: "nobody" })).toEqual([1, 2, 3, 4]);
    expect(await heardWith({ to: "a", kind: "send" })).toEqual([1, 2, 3]);
    expect(await heardWith({ to: "a", name: "hear", kind: "reply" })).toEqual([1, 2, 3, 4]);
    await expect(heardWith({ nth: 0 })).rejects.toThrow("nth is 0; messages are counted 1, 2, 3, …");
  });

  it("knows nodes by the handles, too, that the world finds by name", async () => {
    const { trace } = await pair(async (world, a, b, say) => {
      world.intercept({ to: world.find("b"), name: "hear" }, drop());
      await say(a, b, 1);
      await say(b, a, 2);
      await world.quiet();
      world.crash(world.find("a"));
      expect(a.up).toBe(false);
      expect(() => world.find("c")).toThrow('nobody is called "c"; there are "a", "b", "ana"');
    });
    expect(heard(trace).map(([, what]) => what)).toEqual([2]);
  });

  it("changes what a message says, which a seal gives away", async () => {
    const script = (sealed: boolean) =>
      pair(async (world, a, b, say) => {
        world.network.sealed = sealed;
        world.intercept(({ name }) => (name === "hear" ? tamper("forty") : undefined));
        await say(a, b, 40);
        await world.quiet();
        expect(b.state.heard).toEqual(sealed ? [] : ["forty"]);
      });
    const { trace } = await script(false);
    expect(eventsOf(trace, "tamper")).toMatchObject([{ time: 5, before: [40], after: ["forty"] }]);
    expect(drops((await script(true)).trace)).toEqual([[10, "rejected"]]);
  });

  it("lets someone read along, who learns by it and can forge", async () => {
    const { trace } = await recordWell(async (world) => {
      const [a, b] = world.nodes(Peer, ["a", "b"]);
      const [ana, mallory] = world.clients("ana", "mallory");
      const read: unknown[] = [];
      world.intercept(({ name, from }) => {
        if (name !== "hear" || from !== a) return undefined;
        return tap(mallory, (args) => {
          read.push(...args);
          mallory.forge(a, b, "hear", "lies");
        });
      });
      await ana.call(a, "say", b, "secret");
      await world.quiet();
      expect(read).toEqual(["secret"]);
      expect(b.state.heard).toEqual(["lies", "secret"]);
    });
    const [tapped] = eventsOf(trace, "tap");
    const [forged] = eventsOf(trace, "forge");
    const [sent] = eventsOf(trace, "send");
    expect(trace.nodes[tapped.node].name).toBe("mallory");
    expect(trace.nodes[forged.as].name).toBe("a");
    // Who reads a message knows what its sender knew.
    expect(forged.clocks.vector[sent.node]).toBe(sent.clocks.vector[sent.node]);
  });

  it("is told when its answer makes no sense", async () => {
    await expect(ruled(() => "drop" as never)).rejects.toThrow("answers pass(), drop(), delay(ms)");
    await expect(ruled(() => tamper(() => 1))).rejects.toThrow("argument 1 of hear");
  });
});

describe("partitions of many shapes", () => {
  /** Who reaches whom of four nodes. */
  async function reached(cut: (world: World, nodes: readonly NodeHandle<Peer>[]) => void): Promise<string[]> {
    const pairs: string[] = [];
    await recordWell(async (world) => {
      const nodes = world.nodes(Peer, ["a", "b", "c", "d"]);
      const client = world.client("ana");
      cut(world, nodes);
      for (const from of nodes)
        for (const to of nodes) if (from !== to) await client.call(from, "say", to, from.name);
      await world.quiet();
      for (const { name, state } of nodes) pairs.push(...state.heard.map((from) => `${String(from)}${name}`));
    });
    return pairs.sort();
  }

  it("a ring leaves each node its two neighbours", async () => {
    expect(await reached((world, [a, b, c, d]) => world.partitionRing(a, b, c, d))).toEqual([
      "ab",
      "ad",
      "ba",
      "bc",
      "cb",
      "cd",
      "da",
      "dc",
    ]);
  });

  it("a bridge reaches both sides", async () => {
    expect(await reached((world, [a, b, c, d]) => world.partitionBridge([a, b], c, d))).toEqual([
      "ab",
      "ac",
      "ba",
      "bc",
      "ca",
      "cb",
      "cd",
      "dc",
    ]);
  });

  it("halves are halves, other ones with other seeds", async () => {
    const shapes = new Set<string>();
    for (let seed = 1; seed <= 30; seed++) {
      const { trace } = await recordWell(
        (world) => {
          world.nodes(Peer, ["a", "b", "c", "d", "e"]);
          world.partitionHalves();
        },
        { seed },
      );
      const [{ groups }] = eventsOf(trace, "partition");
      expect(groups.map((group) => group.length)).toEqual([2, 3]);
      shapes.add(JSON.stringify(groups.map((group) => [...group].sort())));
    }
    expect(shapes.size).toBeGreaterThan(5);
  });

  it("each mistake is named, with its mend", async () => {
    const mistake = (script: (world: World, nodes: readonly NodeHandle<Peer>[]) => void) =>
      errorOf((world) => script(world, world.nodes(Peer, ["a", "b", "c"])));
    expect(await mistake((world, [a, b, c]) => void world.partitionRing(a, b, c))).toContain(
      "name four or more",
    );
    expect(await mistake((world, [a, b]) => void world.partitionBridge(a, a, b))).toContain(
      "a is the bridge",
    );
    expect(await mistake((world, [a]) => void world.partitionHalves(a))).toContain("two nodes or more");
    expect(await mistake((world) => (world.network.bandwidth = 0))).toContain("above 0");
    expect(await mistake((world) => (world.network.queue = -1))).toContain("from 0 up");
    expect(await mistake((world) => (world.network.transport = "tcp" as never))).toContain('"reliable"');
    expect(await mistake((world, [a, b]) => (world.link(a, b).reorder = 2))).toContain("share from 0");
  });
});
