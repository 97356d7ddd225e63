// Fallacy 6: there is one administrator.
// Shop and bank belong to different people. On Tuesday the
// shop's administrator installs version 2, which counts in
// cents; the bank's has it planned for next week. Look at
// the second payment: nothing is lost, nobody crashes, all
// say "paid", and Bo has paid a hundred times too much.
//
// The usual cure: every message says what version it is, and
// who doesn't understand it says so instead of guessing. The
// shop then speaks the older language, until both can more.
import { CallRefused, Node, scenario, type Ref, type World } from "faultline";

/** Amounts are in euros in version 1, in cents in version 2. */
type Version = 1 | 2;

const UNITS = { 1: 1, 2: 100 } as const;

class Bank extends Node<Bank> {
  version: Version = 1;
  /** Whether it looks at what version a message is. */
  looks = false;
  paid: Record<string, number> = {};

  pay(amount: number, customer: string, version: Version) {
    if (this.looks && version > this.version) throw new Error(`version ${version} is unknown here`);
    this.paid[customer] = amount / UNITS[this.looks ? version : this.version];
    return "paid";
  }

  install(version: Version) {
    this.version = version;
    return "installed";
  }
}

class Shop extends Node<Shop> {
  version: Version = 1;

  async order(customer: string, euros: number, bank: Ref<Bank>) {
    const pay = (version: Version) => this.call(bank, "pay", euros * UNITS[version], customer, version);
    try {
      return await pay(this.version);
    } catch (error) {
      if (!(error instanceof CallRefused)) throw error;
      return await pay(1);
    }
  }

  install(version: Version) {
    this.version = version;
    return "installed";
  }
}

async function week(world: World, looks: boolean) {
  const shopAdmin = world.client("shop's admin");
  const shop = world.node(Shop, "shop");
  const bank = world.node(Bank, "bank", { looks });
  const [bankAdmin, customers] = world.clients("bank's admin", "customers");
  world.network.latency = 30;
  world.always("everybody pays 8 euros", () => Object.values(bank.state.paid).every((euros) => euros === 8));

  await customers.call(shop, "order", "ana", 8, bank);
  await shopAdmin.call(shop, "install", 2);
  await customers.call(shop, "order", "bo", 8, bank);
  await bankAdmin.call(bank, "install", 2);
  await customers.call(shop, "order", "cy", 8, bank);
}

const failure = scenario("Two administrators, two versions", (world) => week(world, false));
const cure = scenario("Messages name their version", (world) => week(world, true));

export default [failure.violates("everybody pays 8 euros"), cure];
