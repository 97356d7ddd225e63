// Tokyo is cut off. Bo wants the last item there, and soon
// after Ana wants it in London. Four ways to run the shop:
//
// - The last write wins: both have it, and the books forget
//   one of the two sales for good.
// - Merge counters: both have it, and the books say so: -1.
// - Stop selling without a majority: Bo gets no answer.
// - Reserve the item for one city: Bo is sent away although
//   there is one. It is reserved for London.
//
// Each of them breaks a promise, named in "violates" below.
// Compare what the ribbons say after the heal.
import { Node, scenario, uniform, type NodeClass, type World } from "faultline";

/** How many each city has sold, as one of them knows it. */
type Sales = Record<string, number>;

type Answer = "yours" | "sold out" | "not now" | "none here";

const CITIES = ["london", "new-york", "tokyo"] as const;

abstract class Shop extends Node<Shop> {
  sales: Sales = {};
  changed = 0;
  reservedFor = "";

  /** In the evening the cities tell each other what they know. */
  override start() {
    this.after(150, () => this.broadcast("hear", this.sales, this.changed));
  }

  abstract buy(customer: string): Answer | Promise<Answer>;

  /** Another city tells what it knows. */
  abstract hear(sales: Sales, changed: number): void;

  /** Another city would like to sell the item; says for whom it is reserved now. */
  reserve(customer: string) {
    return (this.reservedFor ||= customer);
  }

  protected sell(): Answer {
    if (stockOf(this.sales) < 1) return "sold out";
    this.sales[this.name] = (this.sales[this.name] ?? 0) + 1;
    this.changed = this.now();
    return "yours";
  }
}

function stockOf(sales: Readonly<Sales>) {
  return 1 - Object.values(sales).reduce((sum, count) => sum + count, 0);
}

class LastWriteWins extends Shop {
  override buy() {
    return this.sell();
  }

  override hear(sales: Sales, changed: number) {
    if (changed > this.changed) [this.sales, this.changed] = [sales, changed];
  }
}

/** Each city counts its own sales, so that of two numbers for one city the higher is the newer one. */
abstract class CountingShop extends Shop {
  override hear(sales: Sales) {
    const { sales: mine } = this;
    for (const [city, count] of Object.entries(sales)) mine[city] = Math.max(count, mine[city] ?? 0);
  }
}

class Merge extends CountingShop {
  override buy() {
    return this.sell();
  }
}

class StopSelling extends CountingShop {
  override async buy(customer: string) {
    const calls = this.peers.map((city) => this.call(city, "reserve", customer, { timeout: 90 }));
    const answers = await Promise.allSettled(calls);
    const holders = answers.map((answer) => (answer.status === "fulfilled" ? answer.value : "silent"));
    const votes = [...holders, this.reserve(customer)].filter((holder) => holder === customer);
    if (votes.length >= 2) return this.sell();
    if (this.reservedFor === customer) this.reservedFor = "";
    return "not now";
  }
}

class Reserve extends CountingShop {
  override buy() {
    return this.name === "london" ? this.sell() : "none here";
  }
}

async function lastItem(world: World, ShopType: NodeClass<Shop>) {
  const cities = world.nodes(ShopType, CITIES);
  const [london, newYork, tokyo] = cities;
  const [ana, bo] = world.clients("ana", "bo");
  const answers: Answer[] = [];
  let sold = 0;
  let misled = false;
  let over = false;

  world.network.latency = uniform(20, 40);
  world.agree("stock", cities, (shop) => stockOf(shop.sales));
  world.always("one item is sold once", () => sold <= 1);
  world.always("the books know every sale", () => !over || stockOf(london.state.sales) === 1 - sold);
  world.always("every customer gets a yes or a no", () => !answers.includes("not now"));
  world.always("nobody is told there is none while there is one", () => !misled);

  async function buy(client: typeof ana, city: typeof london) {
    const answer = await client.call(city, "buy", client.name);
    answers.push(answer);
    if (answer === "yours") sold += 1;
    else if (sold === 0 && answer !== "not now") misled = true;
  }

  world.partition([london, newYork], tokyo);
  await world.sleep(20);
  const bos = buy(bo, tokyo);
  await world.sleep(10);
  await Promise.all([bos, buy(ana, london)]);
  world.heal();
  await world.quiet();
  over = true;
  world.note(`sold: ${sold}`);
}

export default [
  scenario("The last write wins", (world) => lastItem(world, LastWriteWins)).violates(
    "one item is sold once",
    "the books know every sale",
  ),
  scenario("Counters that merge", (world) => lastItem(world, Merge)).violates("one item is sold once"),
  scenario("Stop selling without a majority", (world) => lastItem(world, StopSelling)).violates(
    "every customer gets a yes or a no",
  ),
  scenario("Reserve the item for one city", (world) => lastItem(world, Reserve)).violates(
    "nobody is told there is none while there is one",
  ),
];
