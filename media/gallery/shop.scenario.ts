// Tokyo is cut off. Ana buys the last item in London, and
// Bo buys it in Tokyo. The ribbons show that the cities
// disagree about who has it, and never find out.
//
// The cure gives each item to one city. Whoever has none
// asks the others; a city that can't reach them turns a
// customer away, but sells nothing twice.
import { Node, scenario, uniform } from "faultline";

/** One city's copy of the catalogue. */
class Shop extends Node<Shop> {
  stock = 1;
  buyers: string[] = [];

  /** A customer asks for the item. */
  buy(customer: string) {
    if (this.stock === 0) return "sold out";
    this.#sell(customer);
    this.broadcast("sold", customer);
    return "yours";
  }

  /** Another city sold one. */
  sold(customer: string) {
    this.#sell(customer);
  }

  #sell(customer: string) {
    this.stock -= 1;
    this.buyers.push(customer);
  }
}

const failure = scenario("The last item is sold twice", async (world) => {
  const cities = world.nodes(Shop, ["london", "new-york", "tokyo"]);
  const [london, newYork, tokyo] = cities;
  const [ana, bo] = world.clients("ana", "bo");
  world.network.latency = uniform(20, 80);

  world.always("sold at most once", () => new Set(cities.flatMap((city) => city.state.buyers)).size <= 1);
  world.agree("buyers", cities, (shop) => shop.buyers);

  world.partition([london, newYork], [tokyo]);
  await Promise.all([ana.call(london, "buy", "ana"), bo.call(tokyo, "buy", "bo")]);
  await world.sleep(200);
  world.heal();
  await world.quiet();
}).violates("sold at most once", "buyers");

/** A city that sells only what lies in its own store. */
class CautiousShop extends Node<CautiousShop> {
  stock = 0;
  buyers: string[] = [];

  async buy(customer: string) {
    for (const city of this.peers) {
      if (this.stock > 0) break;
      const items = await this.call(city, "give", { timeout: 170 }).catch(() => 0);
      this.stock += items;
    }
    if (this.stock === 0) return "not here";
    this.stock -= 1;
    this.buyers.push(customer);
    return "yours";
  }

  /** Another city asks for an item; what is given away is gone from here, whether or not it arrives. */
  give() {
    const items = Math.min(this.stock, 1);
    this.stock -= items;
    return items;
  }
}

const cure = scenario("A city sells what lies in its own store", async (world) => {
  const london = world.node(CautiousShop, "london");
  const newYork = world.node(CautiousShop, "new-york", { stock: 1 });
  const tokyo = world.node(CautiousShop, "tokyo");
  const cities = [london, newYork, tokyo];
  const [ana, bo] = world.clients("ana", "bo");
  world.network.latency = uniform(20, 80);

  world.always("sold at most once", () => new Set(cities.flatMap((city) => city.state.buyers)).size <= 1);
  world.eventually("it is sold", () => cities.some((city) => city.state.buyers.length > 0));

  world.partition([london, newYork], [tokyo]);
  await Promise.all([ana.call(london, "buy", "ana"), bo.call(tokyo, "buy", "bo")]);
  world.heal();
  await world.quiet();
});

export default [failure, cure];
