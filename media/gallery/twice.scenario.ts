// Ana pays 30 for a lamp. In the first run the bank's answer
// is slow, so that her shop tries again; in the second the
// network itself delivers one message twice. Look for the
// two arrows that end at the bank: each of them costs her
// 30.
//
// The cure gives the payment a name, an idempotency key. The
// bank remembers what it answered to that name and, asked
// again, repeats the answer and not the payment. Name and
// payment are kept together, also through a crash.
import { duplicate, durable, Node, scenario, type Ref, type World } from "faultline";

class Bank extends Node<Bank> {
  static durable = durable<Bank>("balance", "receipts");
  balance = 100;
  /** What was answered, by the name of the payment. */
  receipts: Record<string, string> = {};

  pay(amount: number, key: string) {
    this.balance -= amount;
    return (this.receipts[key] = `paid ${amount}`);
  }
}

class CarefulBank extends Bank {
  override pay(amount: number, key: string) {
    return this.receipts[key] ?? super.pay(amount, key);
  }
}

class Shop extends Node<Shop> {
  orders = 0;

  /** Tries until the bank has answered. */
  async order(price: number, bank: Ref<Bank>) {
    this.orders += 1;
    // The key belongs to the order, so that it is the same each time this one is tried.
    const key = `order ${this.orders}`;
    for (;;) {
      try {
        return await this.call(bank, "pay", price, key, { timeout: 100 });
      } catch {
        this.note("no answer: once more");
      }
    }
  }
}

async function buy(world: World, BankType: typeof Bank, trouble: "slow answer" | "doubled message") {
  const ana = world.client("ana");
  const shop = world.node(Shop, "shop");
  const bank = world.node(BankType, "bank");
  world.network.latency = 30;
  world.eventually("the lamp is paid", () => bank.state.balance <= 70);
  world.always("the lamp is paid once", () => bank.state.balance >= 70);

  await world.sleep(10);
  if (trouble === "slow answer") {
    world.link(bank, shop).latency = 90;
    world.at(100, () => (world.link(bank, shop).latency = 30));
  } else {
    world.intercept((message) =>
      message.name === "pay" && message.kind === "call" ? duplicate(40) : undefined,
    );
  }
  await ana.call(shop, "order", 30, bank);
  await world.quiet();
}

const retry = scenario("The shop's own retry charges twice", (world) => buy(world, Bank, "slow answer"));
const network = scenario("The network charges twice", (world) => buy(world, Bank, "doubled message"));
const retryCured = scenario("A key makes the retry harmless", (world) =>
  buy(world, CarefulBank, "slow answer"),
);
const networkCured = scenario("The same key makes the double harmless", (world) =>
  buy(world, CarefulBank, "doubled message"),
);

export default [
  retry.violates("the lamp is paid once"),
  network.violates("the lamp is paid once"),
  retryCured,
  networkCured,
];
