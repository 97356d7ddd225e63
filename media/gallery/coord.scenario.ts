// Machines have to agree on a price. Machine a asks all
// others to hold it, and tells them when they do. It dies
// while their answers are on the way. Look for b, which
// takes over and asks what the others hold. If all must
// answer, as in two-phase commit, it waits for a for ever;
// if a majority is enough, it finishes what a has begun.
//
// To agree is not free. In the last run click on the verdict
// in the title bar, and compare in the bill what a decision
// costs 1, 3 and 5 machines: messages, rounds, waiting
// (Ana's request is one message and one round of it).
import { Node, scenario, uniform, type TimerHandle, type World } from "faultline";

interface Held {
  turn: number;
  price: number;
}

/** Resolves when so many have answered, whatever becomes of the others. */
function answers<T>(count: number, calls: readonly Promise<T>[]): Promise<T[]> {
  return new Promise((resolve) => {
    const got: T[] = [];
    if (count === 0) resolve(got);
    for (const call of calls) {
      const add = (answer: T) => got.push(answer) === count && resolve(got);
      void call.then(add, () => undefined);
    }
  });
}

/** Nobody may be missing. */
class AllMustAnswer extends Node<AllMustAnswer> {
  /** Each machine has one turn to lead; the first one begins. */
  myTurn = 1;
  turn = 1;
  held = new Map<string, Held>();
  #alarm?: TimerHandle;

  async propose(slot: string, price: number) {
    this.held.set(slot, { turn: this.turn, price });
    const calls = this.peers.map((peer) => this.call(peer, "hold", slot, price, this.turn));
    await answers(this.needed(), calls);
    this.learn(slot, price);
    this.broadcast("learn", slot, price);
    return "agreed";
  }

  hold(slot: string, price: number, turn: number) {
    if (turn < this.turn) throw new Error("your turn is over");
    this.turn = turn;
    this.held.set(slot, { turn, price });
    this.#alarm?.cancel();
    this.#alarm = this.after(60 * this.myTurn, () => this.#takeOver(slot));
    return "held";
  }

  learn(slot: string, price: number) {
    this.#alarm?.cancel();
    this.decide(slot, price);
  }

  /** Tells the next leader what it holds, and no longer obeys the one before. */
  follow(slot: string, turn: number) {
    if (turn <= this.turn) throw new Error("your turn is over");
    this.turn = turn;
    return this.held.get(slot);
  }

  /** How many others have to answer. */
  protected needed() {
    return this.peers.length;
  }

  async #takeOver(slot: string) {
    if (this.turn >= this.myTurn) return;
    this.note("the leader is silent: I take over");
    this.turn = this.myTurn;
    const mine = this.held.get(slot);
    const calls = this.peers.map((peer) => this.call(peer, "follow", slot, this.turn));
    const told = [mine, ...(await answers(this.needed(), calls))].filter((held) => held !== undefined);
    const newest = told.sort((a, b) => b.turn - a.turn).at(0);
    if (newest && this.turn === this.myTurn) await this.propose(slot, newest.price);
  }
}

/** Two majorities always have a machine in common, and it knows what has been held. */
class MajorityMustAnswer extends AllMustAnswer {
  protected override needed() {
    return Math.floor((this.peers.length + 1) / 2);
  }
}

async function leaderDies(world: World, MachineType: typeof AllMustAnswer) {
  const ana = world.client("ana");
  const machines = ["a", "b", "c"].map((name, i) => world.node(MachineType, name, { myTurn: i + 1 }));
  world.network.latency = uniform(10, 15);
  world.termination("whoever is up decides", machines, { slots: ["3 machines"] });

  world.at(10, () => ana.call(machines[0], "propose", "3 machines", 100, { timeout: 250 }).catch(() => "?"));
  await world.sleep(28);
  world.crash(machines[0]);
  await world.sleep(250);
}

const all = scenario("All must answer: the leader dies, the others wait", (world) =>
  leaderDies(world, AllMustAnswer),
);
const majority = scenario("A majority must answer: the others go on", (world) => {
  world.agreement("nobody decides another price");
  return leaderDies(world, MajorityMustAnswer);
});
const bill = scenario("The bill for 1, 3 and 5 machines", async (world) => {
  const ana = world.client("ana");
  const a = world.node<AllMustAnswer>(MajorityMustAnswer, "a");
  let turns = 1;
  world.network.latency = uniform(10, 30);
  world.agreement("nobody decides another price");

  await ana.call(a, "propose", "1 machine", 100);
  for (const [slot, ...joining] of [
    ["3 machines", "b", "c"],
    ["5 machines", "d", "e"],
  ]) {
    for (const name of joining) world.node<AllMustAnswer>(MajorityMustAnswer, name, { myTurn: ++turns });
    await world.sleep(10);
    await ana.call(a, "propose", slot, 100);
    await world.quiet();
  }
});

export default [all.violates("whoever is up decides"), majority, bill];
