// Two shops share a price, and the last one set wins: last
// by their clocks. London's clock is fast. Ana sets 20
// there; Bo sees it in Tokyo, sets 15, and is told 20: his
// stamp is smaller, although he came later, and because of
// her. Both shops agree, on the wrong price. Tokyo's mark
// tells how long before it was sent a message came, as the
// clocks have it; switch on the wall clocks to see why.
//
// The cure stamps with a hybrid clock, which never falls
// behind a stamp it has received: the clocks are as wrong
// as before, but an effect is always later than its cause.
import { Node, scenario, uniform, type World } from "faultline";

type Stamp = readonly [time: number, counter: number];

class Shop extends Node<Shop> {
  price = 25;
  stamp: Stamp = [0, 0];
  stampBy: "wall clock" | "hybrid clock" = "wall clock";

  /** The owner sets the price, and sees what it is now. */
  set(price: number) {
    const stamp: Stamp = this.stampBy === "hybrid clock" ? this.hybrid : [Date.now(), 0];
    this.keep(price, stamp);
    this.broadcast("keep", price, stamp);
    return this.price;
  }

  /** The last price wins; if the stamps are equal the higher one does, so that all shops decide alike. */
  keep(price: number, stamp: Stamp) {
    const order = stamp[0] - this.stamp[0] || stamp[1] - this.stamp[1] || price - this.price;
    if (order > 0) {
      this.price = price;
      this.stamp = stamp;
    }
  }
}

async function setTwoPrices(world: World, stampBy: Shop["stampBy"]) {
  const ana = world.client("ana");
  const shops = world.nodes(Shop, ["london", "tokyo"], { stampBy });
  const [london, tokyo] = shops;
  const bo = world.client("bo");

  world.network.latency = uniform(20, 40);
  world.clock(london).offset(150);
  world.agree("price", shops, (shop) => shop.price);
  world.noInversion();
  world.eventually("Bo's price is kept", () => shops.every((shop) => shop.state.price === 15));

  await world.sleep(20);
  await ana.call(london, "set", 20);
  await world.sleep(60);
  await bo.call(tokyo, "set", 15);
  await world.quiet();
}

const failure = scenario("The fast clock wins", (world) => setTwoPrices(world, "wall clock"));
const cure = scenario("A hybrid clock respects cause and effect", (world) =>
  setTwoPrices(world, "hybrid clock"),
);

const skewed = "no effect is stamped before its cause";
export default [failure.violates("Bo's price is kept", skewed), cure.violates(skewed)];
