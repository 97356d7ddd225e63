// Fallacy 1: the network is reliable.
// For an order the shop sends two messages: the bank takes
// the money, the store sends the lamp. The second is lost.
// Look for the arrow that ends half-way: Ana has paid, and
// nothing will ever come.
//
// The usual cure is an outbox. What has to be said is kept
// on disk and said again until it is acknowledged, also
// after a crash; the receivers do each order once.
import { durable, Node, scenario, type Ref, type World } from "faultline";

/** The bank and the store: whatever they do for an order, they do once. */
class Service extends Node<Service> {
  static durable = durable<Service>("done");
  done: string[] = [];

  carryOut(order: string) {
    if (!this.done.includes(order)) this.done.push(order);
    return "done";
  }
}

interface Task {
  service: Ref<Service>;
  order: string;
}

class Shop extends Node<Shop> {
  static durable = durable<Shop>("outbox");
  outbox: Task[] = [];

  order(order: string, services: readonly Ref<Service>[]) {
    for (const service of services) this.send(service, "carryOut", order);
    return "thank you";
  }
}

class OutboxShop extends Shop {
  override start() {
    for (const task of this.outbox) void this.#deliver(task);
  }

  override order(order: string, services: readonly Ref<Service>[]) {
    const tasks = services.map((service) => ({ service, order }));
    this.outbox.push(...tasks);
    for (const task of tasks) void this.#deliver(task);
    return "thank you";
  }

  async #deliver(task: Task): Promise<void> {
    try {
      await this.call(task.service, "carryOut", task.order, { timeout: 70 });
      this.outbox = this.outbox.filter((other) => other !== task);
    } catch {
      this.note(`${task.service.name}: once more`);
      await this.#deliver(task);
    }
  }
}

async function sellLamp(world: World, ShopType: typeof Shop) {
  const ana = world.client("ana");
  const bank = world.node(Service, "bank");
  const shop = world.node(ShopType, "shop");
  const store = world.node(Service, "store");
  world.network.latency = 30;
  world.eventually("who has paid gets the lamp", () => store.state.done.includes("lamp"));
  world.sometimes("Ana has paid", () => bank.state.done.includes("lamp"));

  world.link(shop, store).loss = 1;
  world.at(180, () => (world.link(shop, store).loss = 0));
  await world.sleep(10);
  await ana.call(shop, "order", "lamp", [bank, store]);
  await world.sleep(80);
  world.crash(shop);
  await world.sleep(40);
  world.restart(shop);
  await world.quiet();
}

const failure = scenario("Paid, and never sent", (world) => sellLamp(world, Shop));
const cure = scenario("An outbox forgets nothing", (world) => sellLamp(world, OutboxShop));

export default [failure.violates("who has paid gets the lamp"), cure];
