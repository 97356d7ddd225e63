import { describe, expect, it } from "vitest";
import {
  buffered,
  durable,
  Node,
  type Arguments,
  type Messages,
  type NodeHandle,
  type World,
} from "../../../src/dsl/index.ts";
import { inversion } from "../../../src/trace/inversion.ts";
import { errorOf, eventsOf, recordWell } from "./runHere.ts";

class Machine extends Node<Machine> {
  static durable = durable<Machine>("term");
  static buffered = buffered<Machine>("log");
  term = 0;
  log: string[] = [];
  done: [time: number, what: string][] = [];
  ticks: number[] = [];

  override recover() {
    this.#did(`recovered with ${this.log.join()} of term ${this.term}`);
  }

  add(entry: string, flush: boolean) {
    this.term++;
    this.log.push(entry);
    if (flush) this.flush();
  }

  handle(what: string) {
    this.#did(what);
  }

  async toil(ms: number) {
    await this.work(ms);
    this.#did("toiled");
    return this.now();
  }

  async both() {
    await Promise.all([this.work(10), this.work(10)]);
    this.#did("both");
  }

  tick(period: number) {
    this.every(period, () => this.ticks.push(this.now()));
  }

  remind(ms: number) {
    this.after(ms, () => this.#did("reminded"));
  }

  suspect(name: string, belief: string) {
    const peer = this.peers.find((other) => other.name === name);
    if (peer) this.believe(peer, belief);
  }

  vote(slot: unknown, value: unknown) {
    this.decide(slot, value);
  }

  #did(what: string) {
    this.done.push([this.now(), what]);
  }
}

function alone(script: (world: World, a: NodeHandle<Machine>, tell: Tell) => Promise<void>) {
  return recordWell((world) => {
    const a = world.node(Machine, "a");
    const client = world.client("ana");
    return script(world, a, (message, ...args) => {
      const all: unknown[] = [a, message, ...args];
      void client.call(...(all as [typeof a, "handle", string]));
    });
  });
}

/** A client asks the node for something and doesn't wait. */
type Tell = <K extends Messages<Machine>>(message: K, ...args: Arguments<Machine, K>) => void;

describe("a crash", () => {
  it("takes what was not flushed, and recover() sees what is left", () =>
    alone(async (world, a, tell) => {
      tell("add", "x", true);
      tell("add", "y", false);
      await world.sleep(1);
      world.crash(a);
      world.restart(a);
      await world.sleep(1);
      expect(a.state.done).toEqual([[1, "recovered with x of term 2"]]);
    }));

  it("with amnesia takes the disk as well", () =>
    alone(async (world, a, tell) => {
      tell("add", "x", true);
      await world.sleep(1);
      world.crash(a, { amnesia: true });
      world.restart(a);
      await world.sleep(1);
      expect(a.state.done).toEqual([[1, "recovered with  of term 0"]]);
    }));
});

describe("a paused node", () => {
  it("does later, in order, what came up meanwhile, and loses nothing", async () => {
    const { trace } = await alone(async (world, a, tell) => {
      tell("remind", 20);
      await world.sleep(10);
      world.pause(a);
      tell("handle", "first");
      await world.sleep(15);
      tell("handle", "second");
      await world.sleep(25);
      world.resume(a);
      await world.sleep(10);
      expect(a.state.done.map(([, what]) => what)).toEqual(["first", "reminded", "second"]);
      expect(a.state.done.map(([time]) => time)).toEqual([50, 50, 50]);
    });
    expect(eventsOf(trace, "timer")).toMatchObject([{ time: 50, due: 20 }]);
    expect(eventsOf(trace, "deliver").at(-1)).toMatchObject({ time: 50, arrived: 25 });
  });

  it("hears of a recurring timer once", () =>
    alone(async (world, a, tell) => {
      tell("tick", 10);
      await world.sleep(15);
      world.pause(a);
      await world.sleep(60);
      world.resume(a);
      await world.sleep(10);
      expect(a.state.ticks).toEqual([10, 75, 80]);
    }));

  it("stops in the middle of its work and takes it up again", async () => {
    const { trace } = await alone(async (world, a, tell) => {
      tell("toil", 20);
      await world.sleep(5);
      world.pause(a);
      await world.sleep(100);
      world.resume(a);
      await world.quiet();
      expect(a.state.done).toEqual([[120, "toiled"]]);
    });
    expect(eventsOf(trace, "timer")).toMatchObject([{ time: 120, name: "work" }]);
  });
});

describe("a busy node", () => {
  it("does one thing at a time", () =>
    alone(async (world, a, tell) => {
      tell("toil", 20);
      tell("handle", "waits");
      tell("toil", 5);
      tell("handle", "waits longer");
      await world.quiet();
      expect(a.state.done).toEqual([
        [20, "toiled"],
        [20, "waits"],
        [25, "toiled"],
        [25, "waits longer"],
      ]);
    }));

  it("does two works of one handler one after the other", () =>
    alone(async (world, a, tell) => {
      tell("both");
      await world.quiet();
      expect(a.state.done).toEqual([[20, "both"]]);
    }));

  it("that is slow takes longer for everything, until it is not", () =>
    alone(async (world, a, tell) => {
      world.slow(a, 10);
      tell("handle", "one");
      tell("handle", "two");
      tell("remind", 3);
      await world.sleep(50);
      world.slow(a, 0);
      tell("handle", "three");
      await world.quiet();
      expect(a.state.done).toEqual([
        [10, "one"],
        [20, "two"],
        [43, "reminded"],
        [50, "three"],
      ]);
    }));
});

describe("nodes that come and go", () => {
  it("are peers while they are there", async () => {
    const { trace } = await recordWell(async (world) => {
      const [a, b] = world.nodes(Machine, ["a", "b"]);
      await world.sleep(10);
      const c = world.node(Machine, "c");
      await world.sleep(10);
      world.leave(b);
      expect(b.up).toBe(false);
      const ana = world.client("ana");
      await ana.call(c, "suspect", "a", "alive");
      await expect(ana.call(b, "handle", "x", { timeout: 5 })).rejects.toThrow("did not answer");
      expect(a.up).toBe(true);
    });
    expect(eventsOf(trace, "leave")).toMatchObject([{ time: 20, node: 1 }]);
    expect(eventsOf(trace, "drop")).toMatchObject([{ reason: "receiver gone" }]);
  });
});

describe("contradictory faults", () => {
  it("that do no harm are noted", async () => {
    const { trace } = await alone(async (world, a) => {
      await world.sleep(1);
      world.heal();
      world.release();
      world.restart(a);
      world.resume(a);
      world.slow(a, 0);
      world.pause(a);
      world.pause(a);
      world.crash(a);
      world.crash(a);
      world.pause(a);
      world.resume(a);
      world.slow(a, 5);
    });
    expect(eventsOf(trace, "note").map(({ text }) => text)).toEqual([
      "there is no partition to heal",
      "nothing is held that could be released",
      "a runs already",
      "a doesn't stand still",
      "a is not slow",
      "a stands still already",
      "a is down already",
      "a is down",
      "a is down",
      "a is down",
    ]);
  });

  it("that make no sense are errors", async () => {
    for (const verb of ["crash", "restart", "pause", "resume", "leave"] as const) {
      const message = await errorOf((world) => {
        const a = world.node(Machine, "a");
        world.leave(a);
        world[verb](a);
      });
      expect(message).toContain(`a has left for good, so that world.${verb} makes no sense any more`);
    }
    expect(await errorOf((world) => world.slow(world.node(Machine, "a"), -1))).toContain("world.slow");
    expect(await errorOf((world) => world.pause(world.client("ana") as never))).toContain(
      "only nodes can pause",
    );
  });
});

describe("a clock", () => {
  it("jumps without its timers noticing, and stops with them", () =>
    alone(async (world, a, tell) => {
      tell("remind", 20);
      world.clock(a).jump(1000);
      await world.sleep(10);
      world.clock(a).freeze();
      await world.sleep(500);
      expect(a.state.done).toEqual([]);
      world.clock(a).thaw();
      await world.sleep(10);
      expect(a.state.done).toEqual([[1020, "reminded"]]);
    }));

  it("that stops at the moment at which a timer is due lets it fire, and none after it", () =>
    alone(async (world, a, tell) => {
      world.at(20, () => world.clock(a).freeze());
      tell("remind", 20);
      tell("remind", 21);
      await world.sleep(100);
      expect(a.state.done).toEqual([[20, "reminded"]]);
    }));

  it("that is ahead makes effects come before their causes, which the check and the trace tell", async () => {
    const { trace, checks } = await recordWell(async (world) => {
      const [a, b] = world.nodes(Machine, ["a", "b"]);
      const ana = world.client("ana");
      world.noInversion();
      await ana.call(b, "suspect", "a", "alive");
      world.clock(ana).offset(300);
      await ana.call(a, "handle", "x");
    });
    const inverted = trace.events.filter((event) => inversion(trace, event) > 0);
    expect(inverted.map(({ kind, index }) => [kind, inversion(trace, trace.events[index])])).toEqual([
      ["deliver", 300],
    ]);
    expect(checks[0]).toMatchObject({
      status: "violated",
      event: inverted[0].index,
      message: "by the clocks a received a message 300 ms before it was sent",
    });
  });

  it("is kept right within its error", async () => {
    const { trace } = await recordWell(async (world) => {
      const a = world.node(Machine, "a");
      world.clock(a).offset(500).drift(100_000).sync({ every: 100, error: 5 });
      await world.sleep(1050);
    });
    const corrections = eventsOf(trace, "clock").filter(({ by }) => by === "sync");
    expect(corrections).toHaveLength(11);
    const offsets = corrections.map(({ offset }) => offset);
    for (const offset of offsets) expect(Math.abs(offset)).toBeLessThanOrEqual(5);
    expect(new Set(offsets).size).toBeGreaterThan(5);
  });
});

describe("what nodes state", () => {
  it("false suspicions and failures that go unnoticed are found", async () => {
    const watch = async (
      script: (
        world: World,
        b: NodeHandle<Machine>,
        tell: (belief: string) => Promise<void>,
      ) => Promise<void>,
    ) => {
      const { checks } = await recordWell(async (world) => {
        const [a, b] = world.nodes(Machine, ["a", "b"]);
        const ana = world.client("ana");
        world.suspicions("nobody errs", { within: 50 });
        await ana.call(a, "suspect", "b", "alive");
        await script(world, b, (belief) => ana.call(a, "suspect", "b", belief));
      });
      return checks[0];
    };
    const fine = await watch(async (world, b, tell) => {
      world.crash(b);
      await world.sleep(20);
      await tell("dead");
      await world.sleep(100);
    });
    expect(fine.status).toBe("passed");
    const hasty = await watch((_, __, tell) => tell("dead"));
    expect(hasty).toMatchObject({ status: "violated", message: "a took b for dead at 0 ms, and it was up" });
    const blind = await watch(async (world, b) => {
      world.crash(b);
      await world.sleep(100);
    });
    expect(blind).toMatchObject({ status: "violated", message: "50 ms after b went down a had not noticed" });
  });

  it("decisions are checked for agreement, validity and termination", async () => {
    const decide = async (...votes: readonly [node: "a" | "b", value: string][]) => {
      const { checks } = await recordWell(async (world) => {
        const nodes = world.nodes(Machine, ["a", "b"]);
        const ana = world.client("ana");
        world.agreement();
        world.validity("proposed", (value) => value === "x" || value === "y");
        world.termination("everybody decides", nodes, { slots: [1] });
        for (const [name, value] of votes) {
          await ana.call(nodes[name === "a" ? 0 : 1], "vote", 1, value);
        }
      });
      return checks.map(({ status, message }) => [status, message]);
    };
    expect(await decide(["a", "x"], ["b", "x"])).toEqual([
      ["passed", "one value for each of 1 slot"],
      ["passed", "everything that was decided may be"],
      ["passed", "everybody has decided"],
    ]);
    expect(await decide(["a", "x"], ["b", "z"])).toEqual([
      ["violated", 'for 1 a decided "x" and b decided "z"'],
      ["violated", 'b decided "z" for 1, which may not be decided'],
      ["passed", "everybody has decided"],
    ]);
    expect((await decide(["a", "x"]))[2]).toEqual(["violated", "when the run ended b had not decided 1"]);
    expect((await decide())[0][0]).toBe("warning");
  });
});
