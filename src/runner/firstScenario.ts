/** Name of the file that `faultline init` writes. */
export const FIRST_SCENARIO_FILE = "first.scenario.ts";

/** A scenario to begin with: small, and something goes wrong in it. */
export const FIRST_SCENARIO = `import { Node, scenario, uniform } from "faultline";

/** One copy of a counter. Its public methods are the messages it understands, its fields are its state. */
class Counter extends Node<Counter> {
  count = 0;

  /** A client counts here; the other copies hear of it. */
  increment() {
    this.count += 1;
    this.broadcast("add", 1);
    return this.count;
  }

  /** Another copy has counted. */
  add(amount: number) {
    this.count += amount;
  }
}

export default scenario("A copy misses what happened while it was cut off", async (world) => {
  const copies = world.nodes(Counter, ["left", "middle", "right"]);
  const [left, middle, right] = copies;
  const [ana] = world.clients("ana");
  world.network.latency = uniform(10, 40);

  // Shows every stretch in which the copies differ, and demands that they agree in the end.
  world.agree("count", copies, (copy) => copy.count);

  await ana.call(left, "increment");
  await world.sleep(100);

  world.partition([left, middle], [right]);
  await ana.call(left, "increment");
  await world.sleep(100);
  world.heal();

  // Try it: what must "left" do after the partition heals so that "right" catches up?
  await world.quiet();
}).violates("count");
`;
