// Tokyo sells from London's stock and asks London about
// everything. During the cut it gets no answer and has to
// choose. The same day twice:
//
// A shop that keeps selling answers Bo from its own copy.
// Look for "stale": he is told 1, and London has sold it.
// A shop that stops selling refuses him until the network
// heals. Nothing is sold twice, and Bo goes home.
//
// There is no third shop: this is the CAP theorem. A shop
// can't know that its answer is stale; the clients' notes
// are by someone who sees both sides.
import { Node, scenario, uniform, type Client, type NodeHandle, type Ref, type World } from "faultline";

class Shop extends Node<Shop> {
  stock = 1;
  sales = 0;
  main: Ref<Shop> = this.self;
  duringCut: "sell" | "refuse" = "sell";

  /** How many are left? */
  async look(): Promise<number | "refused"> {
    if (this.main.name === this.name) return this.stock;
    try {
      return await this.call(this.main, "look", { timeout: 90 });
    } catch {
      return this.duringCut === "refuse" ? "refused" : this.stock;
    }
  }

  /** A customer wants one. */
  async buy(): Promise<"yours" | "sold out" | "refused"> {
    if (this.main.name === this.name) return this.#sell();
    try {
      return await this.call(this.main, "buy", { timeout: 90 });
    } catch {
      return this.duringCut === "refuse" ? "refused" : this.#sell();
    }
  }

  #sell() {
    if (this.stock < 1) return "sold out";
    this.stock -= 1;
    this.sales += 1;
    return "yours";
  }
}

async function openShop(world: World, duringCut: Shop["duringCut"]) {
  const ana = world.client("ana");
  const london = world.node(Shop, "london", { duringCut });
  const tokyo = world.node(Shop, "tokyo", { duringCut, main: london });
  const bo = world.client("bo");
  const answers: string[] = [];
  world.network.latency = uniform(20, 40);
  world.always("no more is sold than there is", () => london.state.sales + tokyo.state.sales <= 1);
  world.always("every answer is fresh", () => !answers.includes("stale"));
  world.always("every customer is served", () => !answers.includes("refused"));

  /** Says of an answer what only someone who sees both sides can say. */
  async function look(client: Client, shop: NodeHandle<Shop>) {
    const answer = await client.call(shop, "look");
    const found = answer === "refused" ? answer : answer === london.state.stock ? "fresh" : "stale";
    client.note(found);
    answers.push(found);
  }

  await world.sleep(20);
  await look(bo, tokyo);
  world.partition(london, tokyo);
  await ana.call(london, "buy");
  await look(ana, london);
  await look(bo, tokyo);
  answers.push(await bo.call(tokyo, "buy"));
  world.heal();
  await look(bo, tokyo);
  await world.quiet();
}

const sells = scenario("Keep selling during the cut", (world) => openShop(world, "sell"));
const stops = scenario("Stop selling during the cut", (world) => openShop(world, "refuse"));

export default [
  sells.violates("no more is sold than there is", "every answer is fresh"),
  stops.violates("every customer is served"),
];
