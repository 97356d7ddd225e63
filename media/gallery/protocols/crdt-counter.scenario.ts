// Ana and Bo like a picture at the same moment, each at
// another server. If the servers send each other their
// total, both say 1, and a like is lost. If they send "one
// more", nothing is lost, but a message that arrives twice
// counts twice: look for the double arrow.
//
// The cure is a counter for each server, which only that
// server raises; the others keep the highest they have
// seen. Whatever comes twice or late changes nothing. (This
// is a G-counter; with a second row for likes that are
// taken back it is a PN-counter.)
import { duplicate, Node, scenario, uniform, type NodeClass, type World } from "faultline";

/** Sends its total, and takes over that of the others. */
class TotalCounter extends Node<TotalCounter> {
  likes = 0;

  add(amount: number) {
    this.likes += amount;
    this.broadcast("set", this.likes);
    return this.likes;
  }

  set(likes: number) {
    this.likes = likes;
  }
}

/** Sends what has changed. */
class DeltaCounter extends Node<DeltaCounter> {
  likes = 0;

  add(amount: number) {
    this.likes += amount;
    this.broadcast("change", amount);
    return this.likes;
  }

  change(amount: number) {
    this.likes += amount;
  }
}

/** Sends how often people liked it at which server. */
class GCounter extends Node<GCounter> {
  likes = 0;
  counts: Record<string, number> = {};

  add(amount: number) {
    const mine = this.counts[this.name] ?? 0;
    this.merge({ [this.name]: mine + amount });
    this.broadcast("merge", this.counts);
    return this.likes;
  }

  /** Keeps the higher of each two numbers, in whatever order they come, and however often. */
  merge(counts: Record<string, number>) {
    for (const [server, count] of Object.entries(counts)) {
      this.counts[server] = Math.max(this.counts[server] ?? 0, count);
    }
    this.likes = Object.values(this.counts).reduce((sum, count) => sum + count, 0);
  }
}

interface Counter extends Node<Counter> {
  likes: number;
  add(amount: number): number;
}

async function like(world: World, CounterType: NodeClass<Counter>) {
  const ana = world.client("ana");
  const counters = world.nodes(CounterType, ["left", "right"]);
  const [left, right] = counters;
  const bo = world.client("bo");

  world.network.latency = uniform(20, 40);
  world.intercept(({ from, kind }) => (from === left && kind === "send" ? duplicate(20) : undefined));
  world.agree("likes", counters, (counter) => counter.likes);
  world.eventually("every like counts", () => counters.every((counter) => counter.state.likes === 2));
  world.always("no like counts twice", () => counters.every((counter) => counter.state.likes <= 2));

  await world.sleep(10);
  await Promise.all([ana.call(left, "add", 1), bo.call(right, "add", 1)]);
  await world.quiet();
}

const lost = scenario("Send the total: a like is lost", (world) => like(world, TotalCounter));
const doubled = scenario("Send the change: a like counts twice", (world) => like(world, DeltaCounter));
const cure = scenario("A counter for each server", (world) => like(world, GCounter));

export default [lost.violates("every like counts"), doubled.violates("no like counts twice", "likes"), cure];
