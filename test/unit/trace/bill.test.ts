import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Node } from "../../../src/dsl/index.ts";
import { isSend } from "../../../src/trace/event.ts";
import { recordWell } from "../dsl/runHere.ts";
import { perform, plans } from "../simulator/randomScenario.ts";

class Voter extends Node<Voter> {
  /** Asks everybody, one after the other or all at once. */
  async ask(inTurn: boolean) {
    const questions = this.peers.map((peer) => () => this.call(peer, "yes"));
    if (inTurn) for (const question of questions) await question();
    else await Promise.all(questions.map((question) => question()));
    this.decide("motion", "yes");
    return "done";
  }

  yes() {
    return true;
  }

  later(ms: number) {
    this.after(ms, () => this.decide("late", "yes"));
  }

  async mull(ms: number) {
    await this.sleep(ms);
    await this.work(ms);
    this.decide("mulled", "yes");
  }

  async think(ms: number) {
    await this.work(ms);
    return "thought";
  }
}

async function cost(inTurn: boolean) {
  const { trace } = await recordWell(async (world) => {
    const [a] = world.nodes(Voter, ["a", "b", "c"]);
    await world.client("ana").call(a, "ask", inTurn);
  });
  return trace.bill;
}

describe("the bill", () => {
  it("tells asking in turn from asking all at once: as many messages, more rounds, more waiting", async () => {
    const [inTurn, atOnce] = [await cost(true), await cost(false)];
    expect(inTurn.operations).toMatchObject([
      { outcome: "ok", messages: 6, rounds: 6, latency: 40, waiting: 40 },
    ]);
    expect(atOnce.operations).toMatchObject([
      { outcome: "ok", messages: 6, rounds: 4, latency: 20, waiting: 20 },
    ]);
    expect(atOnce.decisions).toMatchObject([
      { slot: "motion", messages: 5, rounds: 3, latency: 20, deciders: 1 },
    ]);
    expect(atOnce).toMatchObject({ messages: 6, lost: 0 });
  });

  it("counts work as time and not as waiting", async () => {
    const { trace } = await recordWell(async (world) => {
      await world.client("ana").call(world.node(Voter, "a"), "think", 30);
    });
    expect(trace.bill.operations).toMatchObject([{ messages: 2, rounds: 2, latency: 30, waiting: 0 }]);
  });

  it("counts a decision from the timer that led to it", async () => {
    const { trace } = await recordWell(async (world) => {
      const a = world.node(Voter, "a");
      await world.client("ana").call(a, "later", 25);
      await world.quiet();
    });
    expect(trace.bill.decisions).toMatchObject([{ slot: "late", messages: 0, rounds: 0, latency: 0 }]);
  });

  it("counts a decision through sleep and work, which are part of what led to it", async () => {
    const { trace } = await recordWell(async (world) => {
      await world.client("ana").call(world.node(Voter, "a"), "mull", 15);
    });
    expect(trace.bill.decisions).toMatchObject([
      { slot: "mulled", messages: 1, rounds: 1, latency: 30, waiting: 0 },
    ]);
  });

  it("says that nobody knows what became of an operation", async () => {
    const { trace } = await recordWell(async (world) => {
      const a = world.node(Voter, "a");
      world.crash(a);
      await world
        .client("ana")
        .call(a, "yes", { timeout: 50 })
        .catch(() => undefined);
    });
    expect(trace.bill).toMatchObject({
      messages: 1,
      lost: 1,
      operations: [{ outcome: "unknown", latency: 50 }],
    });
  });

  it("adds up in any run", () =>
    fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        const { trace } = await recordWell(perform(plan), plan);
        const { messages, lost, operations, decisions } = trace.bill;
        const sends = trace.events.filter(isSend);
        expect(messages).toBe(sends.length);
        expect(lost).toBe(trace.events.filter(({ kind }) => kind === "drop").length);
        const ended = trace.events.filter(({ kind }) => ["ok", "fail", "unknown"].includes(kind));
        expect(operations.map(({ to }) => to)).toEqual(ended.map(({ index }) => index));
        for (const each of [...operations, ...decisions]) {
          expect(each.rounds).toBeLessThanOrEqual(each.messages);
          expect(each.waiting).toBeLessThanOrEqual(each.latency + 1e-6);
          expect(each.latency).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 200 },
    ));
});
