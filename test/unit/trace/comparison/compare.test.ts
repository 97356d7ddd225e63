import { describe, expect, it } from "vitest";
import { Node } from "../../../../src/dsl/index.ts";
import { compare } from "../../../../src/trace/comparison/compare.ts";
import { correspondingEvent } from "../../../../src/trace/comparison/correspondingEvent.ts";
import { runNames, shortRunNames } from "../../../../src/trace/comparison/runNames.ts";
import { tellBill, tellCheck, tellDifference, tellNodes } from "../../../../src/trace/comparison/tell.ts";
import type { Trace } from "../../../../src/trace/trace.ts";
import { recordWell } from "../../dsl/runHere.ts";
import { TraceBuilder } from "../../traces.ts";
import { listOf } from "./mirror.ts";

const NAMES = { a: "seed 1", b: "seed 2" };

/** What is said of all differences, in order. */
function told(a: Trace, b: Trace): readonly string[] {
  const comparison = compare(a, b);
  return listOf(comparison).map((difference) => tellDifference(comparison, difference, NAMES));
}

/** London sells and tells Tokyo, three times, 10 ms apart; it takes 20 ms. */
function sales(change: { lost?: number; late?: number; item?: string; stock?: number } = {}): Trace {
  const run = new TraceBuilder("london", "tokyo");
  run.start("london");
  run.start("tokyo", { stock: 3 });
  const sent = [0, 1, 2].map((sale) => {
    run.time = sale * 10;
    return run.send("send", "london", "tokyo", "sold", [sale === 1 ? (change.item ?? "tea") : "tea"], 20);
  });
  const arrivals = sent.map((message, sale) => ({
    sale,
    message,
    time: sale * 10 + 20 + (sale === 1 ? (change.late ?? 0) : 0),
  }));
  for (const { sale, message, time } of arrivals.sort((one, other) => one.time - other.time)) {
    run.time = time;
    if (sale === change.lost) run.drop(message, "loss");
    else run.deliver(message, { stock: sale === 1 ? (change.stock ?? 1) : 2 - sale });
  }
  run.time = 60;
  return run.finish();
}

describe("what differs", () => {
  it("is a message that is lost, and not those after it", () => {
    expect(told(sales(), sales({ lost: 1 }))).toEqual([
      'seed 1: tokyo handles sold("tea"); seed 2: sold("tea") from london to tokyo is lost: loss',
    ]);
    expect(compare(sales(), sales({ lost: 1 })).counts).toEqual({ only: 0, instead: 1, differs: 0, time: 0 });
  });

  it("is a time, in a kind of its own", () => {
    expect(told(sales(), sales({ late: 7 }))).toEqual(['tokyo handles sold("tea"), 7 ms later']);
    expect(told(sales({ late: 7 }), sales())).toEqual(['tokyo handles sold("tea"), 7 ms earlier']);
    expect(compare(sales(), sales({ late: 7 }))).toMatchObject({ first: 0, counts: { time: 1, differs: 0 } });
  });

  it("is what was said", () => {
    expect(told(sales(), sales({ item: "milk" }))).toEqual([
      'london sends sold("milk") to tokyo, instead of sold("tea")',
    ]);
  });

  it("is the state afterwards", () => {
    expect(told(sales(), sales({ stock: 0 }))).toEqual([
      'tokyo handles sold("tea"): stock is 0 instead of 1',
    ]);
  });

  it("is a field that only one of the two has changed", () => {
    const run = (state?: Readonly<Record<string, number>>) => {
      const trace = new TraceBuilder("london");
      trace.start("london", { stock: 1, sold: 0 });
      trace.timer("london", "close", state);
      return trace.finish();
    };
    expect(told(run(), run({ stock: 0 }))).toEqual(["london's timer close fires: stock is 0 instead of 1"]);
    expect(told(run({ sold: 2 }), run())).toEqual(["london's timer close fires: sold is 0 instead of 2"]);
    expect(told(run(), run({ stock: 1 }))).toEqual([]);
  });

  it("is how an operation ended, the answer that is lost before the client that gives up", () => {
    const run = (end: "ok" | "lost" | "silent") => {
      const trace = new TraceBuilder("bank", "@ana");
      const request = trace.send("invoke", "ana", "bank", "pay");
      trace.deliver(request);
      if (end !== "silent") {
        const answer = trace.reply(request, "paid");
        if (end === "ok") trace.ok(answer, request);
        else trace.drop(answer, "loss");
      }
      if (end !== "ok") trace.unknown(request);
      return trace.finish();
    };
    const [gets, lost, gives] = [
      'ana gets "paid" for pay()',
      'The answer "paid" from bank to ana is lost: loss',
      "ana gives up on pay() and can't know whether it was done",
    ];
    const answers = 'only in seed 1: bank answers pay() with "paid"';
    expect(told(run("ok"), run("silent"))).toEqual([answers, `seed 1: ${gets}; seed 2: ${gives}`]);
    expect(told(run("ok"), run("lost"))).toEqual([
      `seed 1: ${gets}; seed 2: ${lost}`,
      `only in seed 2: ${gives}`,
    ]);
    expect(told(run("lost"), run("ok"))).toEqual([
      `seed 1: ${lost}; seed 2: ${gets}`,
      `only in seed 1: ${gives}`,
    ]);
  });

  it("is why a check failed", () => {
    const run = (why: string) => {
      const trace = new TraceBuilder("london");
      trace.check({ name: "solvent", kind: "always", status: "violated", expected: false, message: "" });
      trace.violation(0, why);
      return trace.finish();
    };
    expect(told(run("2 € too few"), run("3 € too few"))).toEqual([
      "Violated: 3 € too few, instead of 2 € too few",
    ]);
  });

  it("comes in the order of time, of one moment in that of the runs", () => {
    const run = (...timers: string[]) => {
      const trace = new TraceBuilder("london");
      for (const timer of timers) trace.timer("london", timer);
      return trace.finish();
    };
    expect(told(run("both", "a"), run("b", "both"))).toEqual([
      "only in seed 2: london's timer b fires",
      "only in seed 1: london's timer a fires",
    ]);
  });

  it("is the order on a lifeline", () => {
    expect(told(sales(), sales({ late: 15 }))).toEqual([
      'tokyo handles sold("tea"), now after tokyo handles sold("tea"), 15 ms later',
      'tokyo handles sold("tea"), now before tokyo handles sold("tea")',
    ]);
  });

  it("is first of all what is more than a time", () => {
    const comparison = compare(sales(), sales({ late: 5, stock: 0 }));
    const late = compare(sales({ late: 5 }), sales({ lost: 2 }));
    expect(tellDifference(comparison, comparison.differences.at(comparison.first), NAMES)).toContain("stock");
    expect([late.first, late.differences.kindAt(0), late.differences.kindAt(1)]).toEqual([
      1,
      "time",
      "instead",
    ]);
  });

  it("is nothing that lies in lines and in the numbers of messages", () => {
    const noted = new TraceBuilder("london");
    noted.start("london");
    noted.note("hello");
    const shifted = new TraceBuilder("london");
    shifted.location("other.ts", 1);
    shifted.start("london");
    shifted.note("hello");
    const trace = noted.finish();
    const moved = trace.events.map((event) => ({ ...event, at: 0 }));
    expect(told(shifted.finish(), { ...trace, events: moved })).toEqual([]);
  });
});

describe("what is the same", () => {
  it("is the answer to a request, however it came about, and the end of an operation", async () => {
    class Bank extends Node<Bank> {
      pay(order: string): unknown {
        return `paid ${order}`;
      }
    }
    class SlowBank extends Bank {
      override async pay(order: string) {
        await this.sleep(40);
        return `paid ${order}`;
      }
    }
    const run = async (type: typeof Bank) => {
      const { trace } = await recordWell(async (world) => {
        await world.client("ana").call(world.node(type, "bank"), "pay", "tea");
      });
      return trace;
    };
    expect(told(await run(Bank), await run(SlowBank))).toEqual([
      'bank answers pay("tea") with "paid tea", 40 ms later',
      'ana gets "paid tea" for pay("tea"), 40 ms later',
      "The run ends, 40 ms later",
      "only in seed 2: bank's timer sleep fires",
    ]);
  });

  it("is the failure of a check, whatever brought it about", () => {
    const run = (timer: string) => {
      const trace = new TraceBuilder("bank");
      trace.check({ name: "solvent", kind: "always", status: "violated", expected: false, message: "" });
      trace.violation(0, `the ${timer} sum is wrong`, trace.timer("bank", timer));
      return trace.finish();
    };
    expect(told(run("daily"), run("hourly"))).toContain(
      "Violated: the hourly sum is wrong, instead of the daily sum is wrong",
    );
  });

  it("is never the fate of another message", () => {
    expect(told(sales({ lost: 0 }), sales({ lost: 1 })).map((sentence) => sentence.slice(0, 20))).toEqual([
      'seed 1: sold("tea") ',
      "seed 1: tokyo handle",
    ]);
  });

  it("is what says the same, where something was put before it", () => {
    const run = (...orders: string[]) => {
      const trace = new TraceBuilder("bank", "@ana");
      for (const order of orders) trace.send("invoke", "ana", "bank", "pay", [order]);
      return trace.finish();
    };
    expect(told(run("tea", "milk"), run("bread", "tea", "milk"))).toEqual([
      'only in seed 2: ana asks bank for pay("bread")',
    ]);
    expect(told(run("tea", "bread", "milk"), run("tea", "milk"))).toEqual([
      'only in seed 1: ana asks bank for pay("bread")',
    ]);
    expect([...compare(run("tea", "milk", "bread"), run("milk", "bread", "tea")).toB]).toEqual([2, 0, 1, 3]);
    expect(told(run("tea"), run("milk"))).toEqual(['ana asks bank for pay("milk"), instead of pay("tea")']);
  });

  it("is counted where its cause has no counterpart, from the first on", () => {
    const run = (timer: string, count: number) => {
      const trace = new TraceBuilder("bank", "shop");
      trace.start("bank");
      const fired = trace.timer("bank", timer);
      for (let time = 1; time <= count; time++) {
        trace.time = time;
        trace.deliver(trace.send("send", "bank", "shop", "remind"));
      }
      trace.time = 9;
      const { events, ...rest } = trace.finish();
      return {
        ...rest,
        events: events.map((event) => (event.kind === "send" ? { ...event, cause: fired } : event)),
      };
    };
    expect(told(run("daily", 2), run("hourly", 3))).toEqual([
      "only in seed 1: bank's timer daily fires",
      "only in seed 2: bank's timer hourly fires",
      "only in seed 2: bank sends remind() to shop",
      "only in seed 2: shop handles remind()",
    ]);
  });
});

describe("nodes, checks and bills", () => {
  it("tells of nodes that are new, gone, renamed, or of another class", () => {
    const a = new TraceBuilder("london", "paris", "@ana").finish();
    const b = new TraceBuilder("london", "rome", "@ana", "berlin").finish();
    const retyped = { ...b, nodes: b.nodes.map((node) => ({ ...node, type: "Mirror" })) };
    expect(tellNodes(compare(a, b), NAMES)).toEqual(["only seed 2 has berlin", "paris is now called rome"]);
    expect(tellNodes(compare(b, a), NAMES)).toEqual(["only seed 1 has berlin", "rome is now called paris"]);
    expect(tellNodes(compare(b, retyped), NAMES)).toContain("london is a Mirror instead of a Shop");
  });

  it("aligns what happens on a renamed node", () => {
    const run = (name: string) => {
      const trace = new TraceBuilder("london", name);
      trace.start(name, { stock: 1 });
      trace.deliver(trace.send("send", "london", name, "sold"), { stock: 0 });
      return trace.finish();
    };
    expect(told(run("paris"), run("rome"))).toEqual([]);
  });

  it("tells of checks that came out differently, or that are new", () => {
    const run = (status: "passed" | "violated", ...more: string[]) => {
      const trace = new TraceBuilder("london");
      for (const name of ["sold once", ...more]) {
        trace.check({ name, kind: "always", status, expected: false, message: "" });
      }
      return trace.finish();
    };
    const { checks } = compare(run("violated"), run("passed", "nobody waits"));
    expect(checks.map((check) => tellCheck(check, NAMES))).toEqual([
      "sold once: holds instead of violated",
      "nobody waits: only in seed 2, holds",
    ]);
    expect(compare(run("passed"), run("passed")).checks).toEqual([]);
  });

  it("tells what costs more", () => {
    const comparison = compare(sales(), sales({ lost: 0 }));
    expect(tellBill(comparison)).toEqual(["1 of them lost instead of 0"]);
  });

  it("calls runs by what sets them apart", () => {
    const trace = sales();
    expect(runNames(trace, { ...trace, seed: 8 })).toEqual({ a: "seed 7", b: "seed 8" });
    expect(runNames(trace, { ...trace, scenario: "cured" })).toEqual({ a: "“A scenario”", b: "“cured”" });
    expect(runNames(trace, trace)).toEqual({ a: "the first run", b: "the second run" });
    const crash = { kind: "crash", whom: "tokyo", nth: 1 } as const;
    const [faultless, spared] = (["faults", crash] as const).map((without) => ({ ...trace, without }));
    expect(runNames(faultless, trace)).toEqual({ a: "the run without faults", b: "the run with faults" });
    expect(runNames(trace, spared)).toEqual({
      a: "the run as it is",
      b: "the run without the crash of tokyo",
    });
    expect(shortRunNames(trace, spared)).toEqual({ a: "the run with it", b: "the run without it" });
    expect(shortRunNames(spared, trace)).toEqual({ a: "the run without it", b: "the run with it" });
    expect(shortRunNames(faultless, trace)).toEqual(runNames(faultless, trace));
    expect(runNames(spared, { ...spared, without: { ...crash } })).toEqual(runNames(trace, trace));
  });
});

describe("the corresponding event", () => {
  it("is the counterpart, else the latest up to that moment", () => {
    const [all, lossy] = [sales(), sales({ lost: 1 })];
    const third = all.events.findLast(({ kind }) => kind === "deliver")!;
    expect(correspondingEvent(all, third.index, lossy)).toBe(
      lossy.events.findLast(({ kind }) => kind === "deliver")!.index,
    );
    const second = all.events.filter(({ kind }) => kind === "deliver")[1];
    expect(lossy.events[correspondingEvent(all, second.index, lossy)]).toMatchObject({
      kind: "drop",
      time: 30,
    });
  });
});

describe("clocks", () => {
  it("are compared when asked for, and count no more than time does", () => {
    const run = (wall: number) => {
      const trace = new TraceBuilder("london");
      trace.start("london");
      const { events, ...rest } = trace.finish();
      return {
        ...rest,
        events: events.map((event) =>
          event.node === undefined ? event : { ...event, clocks: { ...event.clocks, wall } },
        ),
      };
    };
    expect(compare(run(0), run(5)).differences.length).toBe(0);
    expect(compare(run(0), run(5), { clocks: ["lamport", "vector"] }).differences.length).toBe(0);
    expect(compare(run(0), run(5), { clocks: ["wall"] }).counts).toMatchObject({ time: 1, differs: 0 });
  });
});
