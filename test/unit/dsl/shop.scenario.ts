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

export default scenario("The last item is sold twice", async (world) => {
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
