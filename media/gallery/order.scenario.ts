// Ana changes the price three times: 10, 20, 30. Paris tells
// Rome each time, but the first message is slow and the
// second overtakes it. Look for the crossing arrows. Rome
// keeps what came last, and that was not what was set last.
//
// The cure numbers the messages. What comes too early waits
// until the numbers before it are there: look at "early" in
// Rome's state. A transport that keeps the order, as TCP
// does, counts in the same way underneath, for one link.
import { Node, scenario, type World } from "faultline";

class Shop extends Node<Shop> {
  price = 0;
  /** All prices that there were, in this shop's order. */
  history: number[] = [];
  /** Whether changes are applied as number 1, 2, 3 and so on, whatever the order in which they come. */
  counts = false;
  /** How many changes were applied here. */
  changes = 0;
  /** Changes that came too early, by number. */
  early = new Map<number, number>();

  /** The owner sets the price. */
  set(price: number) {
    this.#apply(price);
    this.broadcast("copy", price, this.changes);
    return "set";
  }

  /** Another shop has a new price. */
  copy(price: number, number: number) {
    this.early.set(this.counts ? number : this.changes + 1, price);
    for (let next; (next = this.early.get(this.changes + 1)) !== undefined;) {
      this.#apply(next);
      this.early.delete(this.changes);
    }
  }

  #apply(price: number) {
    this.price = price;
    this.history.push(price);
    this.changes += 1;
  }
}

async function changePrices(world: World, counts: boolean) {
  const ana = world.client("ana");
  const shops = world.nodes(Shop, ["paris", "rome"], { counts });
  const [paris, rome] = shops;

  world.agree("price", shops, (shop) => shop.price);
  world.always("Rome sees the prices in Ana's order", () =>
    rome.state.history.every((price, i) => price === paris.state.history[i]),
  );

  await world.sleep(20);
  world.link(paris, rome).latency = 120;
  await ana.call(paris, "set", 10);
  world.link(paris, rome).latency = 40;
  for (const price of [20, 30]) {
    await world.sleep(20);
    await ana.call(paris, "set", price);
  }
  await world.quiet();
}

const failure = scenario("What was set first arrives last", (world) => changePrices(world, false));
const cure = scenario("Numbers put the messages in order", (world) => changePrices(world, true));
const transport = scenario("The transport puts the messages in order", (world) => {
  world.network.transport = "ordered";
  return changePrices(world, false);
});

export default [failure.violates("price", "Rome sees the prices in Ana's order"), cure, transport];
