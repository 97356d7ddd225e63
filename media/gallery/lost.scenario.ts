// A shop sends payments and takes for granted that they
// arrive. The line drops the first one: look for the arrow
// that ends half-way, and for Ana, who is thanked for both
// orders.
//
// The cure repeats a payment until it is acknowledged.
// Since the acknowledgement can get lost as well, the bank
// pays each order once only: its name is an idempotency
// key.
import { Node, scenario, type Ref } from "faultline";

/** Where Ana has her money. */
class Bank extends Node<Bank> {
  balance = 100;
  paid: string[] = [];

  /** Pays for an order; asked again, it changes nothing. */
  pay(order: string, amount: number) {
    if (!this.paid.includes(order)) {
      this.paid.push(order);
      this.balance -= amount;
    }
    return "paid";
  }
}

/** Believes that what is sent arrives. */
class TrustingShop extends Node<TrustingShop> {
  order(name: string, bank: Ref<Bank>) {
    this.send(bank, "pay", name, 30);
    return "thank you";
  }
}

/** Believes what is acknowledged. */
class CarefulShop extends Node<CarefulShop> {
  async order(name: string, bank: Ref<Bank>) {
    for (;;) {
      try {
        await this.call(bank, "pay", name, 30, { timeout: 80 });
        return "thank you";
      } catch {
        // Was the payment lost, or its acknowledgement? There is no telling.
        this.note("once more");
      }
    }
  }
}

const failure = scenario("Fire and forget: a payment is lost", async (world) => {
  const ana = world.client("ana");
  const shop = world.node(TrustingShop, "shop");
  const bank = world.node(Bank, "bank");
  world.network.latency = 30;
  world.eventually("both orders are paid", () => bank.state.balance === 40);

  world.link(shop, bank).loss = 1;
  await ana.call(shop, "order", "book", bank);
  await world.sleep(50);
  world.link(shop, bank).loss = 0;
  await ana.call(shop, "order", "lamp", bank);
  await world.quiet();
}).violates("both orders are paid");

const cure = scenario("Repeat the payment until it is acknowledged", async (world) => {
  const ana = world.client("ana");
  const shop = world.node(CarefulShop, "shop");
  const bank = world.node(Bank, "bank");
  world.network.latency = 30;
  world.eventually("the book is paid", () => bank.state.balance === 70);
  world.always("the book is paid once", () => bank.state.balance >= 70);

  world.link(shop, bank).loss = 1;
  world.link(bank, shop).loss = 1;
  world.at(50, () => (world.link(shop, bank).loss = 0));
  world.at(150, () => (world.link(bank, shop).loss = 0));
  await ana.call(shop, "order", "book", bank);
  await world.quiet();
});

export default [failure, cure];
