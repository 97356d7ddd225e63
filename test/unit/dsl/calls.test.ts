import { describe, expect, it } from "vitest";
import { CallRefused, durable, Node, TimeoutError, type NodeHandle } from "../../../src/dsl/index.ts";
import { errorOf, eventsOf, recordWell } from "./runHere.ts";

class Server extends Node<Server> {
  static durable = durable<Server>("served");
  served = 0;
  outcomes: string[] = [];

  add(a: number, b = 0) {
    this.served++;
    return a + b;
  }

  async slow(ms: number) {
    await this.sleep(ms);
    return "done";
  }

  refuse(why: string): string {
    throw new RangeError(why);
  }

  take(item: { timeout: number }) {
    return item.timeout;
  }

  options(...all: unknown[]) {
    return all.length;
  }

  mutate(list: number[]) {
    list.push(99);
    return list;
  }

  async ask(peer: number, message: "slow", ms: number, timeout?: number) {
    try {
      this.outcomes.push(await this.call(this.peers[peer], message, ms, { timeout }));
    } catch (error) {
      this.outcomes.push((error as Error).message);
    }
  }
}

describe("a client's call", () => {
  it("gives the answer, of plain and of async handlers, and takes no time itself", async () => {
    const { trace } = await recordWell(async (world) => {
      const node = world.node(Server, "a");
      const client = world.client("c");
      expect(await client.call(node, "add", 2, 3)).toBe(5);
      expect(world.time).toBe(0);
      expect(await client.call(node, "slow", 40)).toBe("done");
      expect(world.time).toBe(40);
    });
    expect(trace.events.map(({ kind }) => kind)).toEqual([
      "start",
      "invoke",
      "deliver",
      "reply",
      "ok",
      "invoke",
      "deliver",
      "timer",
      "reply",
      "ok",
      "end",
    ]);
  });

  it("rejects with what the handler threw", async () => {
    const { trace } = await recordWell(async (world) => {
      const node = world.node(Server, "a");
      const error: unknown = await world
        .client("c")
        .call(node, "refuse", "full")
        .catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(CallRefused);
      expect(error).toMatchObject({
        message: "full",
        callee: "a",
        method: "refuse",
        cause: new RangeError("full"),
      });
    });
    expect(eventsOf(trace, "reply")).toMatchObject([{ failed: true }]);
    expect(eventsOf(trace, "fail")).toMatchObject([{ error: "full" }]);
  });

  it("gives up after its timeout, and takes no notice of the answer that comes later", async () => {
    const { trace } = await recordWell(async (world) => {
      const node = world.node(Server, "a");
      const error: unknown = await world
        .client("c")
        .call(node, "slow", 50, { timeout: 20 })
        .catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(TimeoutError);
      expect(error).toMatchObject({
        message: "a did not answer slow within 20 ms",
        callee: "a",
        timeout: 20,
      });
      expect(world.time).toBe(20);
      await world.quiet();
    });
    const [given] = eventsOf(trace, "unknown");
    const late = trace.events.find((event) => event.kind === "deliver" && event.time === 50);
    expect([given.time, given.request]).toEqual([20, 0]);
    expect(late).toMatchObject({ node: 1 });
  });

  it("is answered once, though its request arrives twice", async () => {
    const { trace } = await recordWell(async (world) => {
      const node = world.node(Server, "a");
      const client = world.client("c");
      world.link(client, node).duplicate = 1;
      expect(await client.call(node, "add", 1)).toBe(1);
      await world.quiet();
      expect(node.state.served).toBe(2);
    });
    expect([eventsOf(trace, "reply").length, eventsOf(trace, "ok").length]).toEqual([2, 1]);
  });

  it("hands over copies, both ways", async () => {
    await recordWell(async (world) => {
      const list = [1];
      const answer = await world.client("c").call(world.node(Server, "a"), "mutate", list);
      expect([list, answer]).toEqual([[1], [1, 99]]);
    });
  });

  it("tells an argument from its options", async () => {
    await recordWell(async (world) => {
      const node = world.node(Server, "a");
      const client = world.client("c");
      expect(await client.call(node, "take", { timeout: 7 })).toBe(7);
      expect(await client.call(node, "take", { timeout: 7 }, { timeout: 100 })).toBe(7);
      expect(await client.call(node, "options", {}, 1, {})).toBe(3);
      expect(await client.call(node, "options", 1, { timeout: 100 })).toBe(1);
    });
  });

  const mistakes: Record<
    string,
    [(node: NodeHandle<Server>, call: (...args: unknown[]) => unknown) => unknown, string]
  > = {
    "an unknown message": [
      (node, call) => call(node, "nope"),
      'Server has no message "nope"; it has "add", "slow", "refuse", "take", "options", "mutate", "ask"',
    ],
    "a field": [(node, call) => call(node, "served"), 'Server has no message "served"; it has'],
    "what every node has": [(node, call) => call(node, "send"), 'Server has no message "send"; it has'],
    "what every object has": [
      (node, call) => call(node, "toString"),
      'Server has no message "toString"; it has',
    ],
    "a negative timeout": [
      (node, call) => call(node, "add", 1, 2, { timeout: -1 }),
      "call add: the timeout is -1; it must be a number of milliseconds from 0 up",
    ],
    "what is no node": [
      (_, call) => call("a", "add"),
      '"a" is no node or client of this world; pass what world.node or world.client returned',
    ],
    "a function": [
      (node, call) => call(node, "add", () => 1),
      "argument 1 of add is a function, which can't be sent; send data",
    ],
  };

  it.each(Object.entries(mistakes))("says what is wrong: %s", async (_, [make, message]) => {
    const error = await errorOf(async (world) => {
      const client = world.client("c") as unknown as { call(...args: unknown[]): unknown };
      await make(world.node(Server, "a"), (...args) => client.call(...args));
    });
    expect(error.startsWith(message), error).toBe(true);
  });

  it("is refused where it would wait for ever: the node is down and there is no timeout", async () => {
    const message = await errorOf(async (world) => {
      const node = world.node(Server, "a");
      world.crash(node);
      await world.client("c").call(node, "add", 1);
    });
    expect(message).toBe("c would wait for ever: a is down; give the call a timeout, or restart a first");
  });
});

describe("a node's call", () => {
  it("waits on the node's own clock", async () => {
    const { trace } = await recordWell(async (world) => {
      const [a] = world.nodes(Server, ["a", "b"]);
      world.clock(a).drift(-500_000);
      world.network.latency = 0;
      await world.client("c").call(a, "ask", 0, "slow", 1000, 30);
      expect(a.state.outcomes).toEqual(["b did not answer slow within 30 ms"]);
    });
    expect(eventsOf(trace, "timeout")).toMatchObject([{ time: 60 }]);
  });

  it("is forgotten when the node crashes: nobody waits there for an answer, which may come or not", async () => {
    for (const lost of [false, true]) {
      const { checks } = await recordWell(async (world) => {
        const [a, b] = world.nodes(Server, ["a", "b"]);
        if (lost) world.link(b, a).loss = 1;
        void world
          .client("c")
          .call(a, "ask", 0, "slow", 50, 500, { timeout: 20 })
          .catch(() => undefined);
        await world.sleep(30);
        world.crash(a);
        world.restart(a);
        await world.quiet();
        expect(a.state.outcomes).toEqual([]);
        world.answered();
      });
      expect(checks).toMatchObject([{ kind: "answered", status: "passed" }]);
    }
  });
});

describe("a run in which nothing can happen any more", () => {
  it("says who waits for whom", async () => {
    const message = await errorOf(async (world) => {
      const node = world.node(Server, "a");
      const [ana, bo] = world.clients("ana", "bo");
      for (const client of [ana, bo]) world.link(client, node).loss = 1;
      await world.sleep(5);
      await Promise.all([ana.call(node, "add", 1, 2), bo.call(node, "slow", 3)]);
    });
    expect(message).toBe(
      "ana waits for a to answer add(1, 2) since 5 ms, and bo waits for a to answer slow(3) since 5 ms, and nothing " +
        "else can happen: the request or its answer was lost; give the call a timeout",
    );
  });

  it("says that the script waits for something of its own", async () => {
    expect(await errorOf(() => new Promise(() => undefined))).toMatch(
      /^the scenario waits for a promise that nothing will resolve any more; await world\.sleep, world\.quiet or a client's call$/,
    );
  });
});
