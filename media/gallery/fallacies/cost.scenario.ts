// Fallacy 7: transport cost is zero.
// The office sends its price list to the shop after each
// change: all of it, though one price has changed. It works,
// and the copies agree. Look at what the arrows carry, and
// at the notes: the provider counts bytes.
//
// The usual cure sends what has changed, with a number. Who
// has missed one notices the gap and asks for the whole list,
// as the shop does here when the third change is lost.
import { Node, scenario, type Ref, type World } from "faultline";

type Prices = Record<string, number>;

const PRICES: Prices = { tea: 4, cup: 9, pot: 30, spoon: 2, tray: 12, jug: 20, bowl: 7, plate: 8, fork: 3 };

class Shop extends Node<Shop> {
  prices = PRICES;
  changes = 0;
  office: Ref<Office> | undefined = undefined;

  /** The whole list, as it is after so many changes. */
  list(changes: number, prices: Prices) {
    if (changes > this.changes) [this.prices, this.changes] = [prices, changes];
  }

  /** One change, and its number. */
  change(item: string, price: number, number: number) {
    if (number === this.changes + 1) this.list(number, { ...this.prices, [item]: price });
    else if (this.office !== undefined) this.send(this.office, "askForList", this.self);
  }
}

class Office extends Node<Office> {
  prices = PRICES;
  changes = 0;
  thrifty = false;

  /** The owner changes a price. */
  set(item: string, price: number, shop: Ref<Shop>) {
    this.prices = { ...this.prices, [item]: price };
    this.changes += 1;
    if (this.thrifty) this.send(shop, "change", item, price, this.changes);
    else this.askForList(shop);
    return "set";
  }

  askForList(shop: Ref<Shop>) {
    this.send(shop, "list", this.changes, this.prices);
  }
}

async function day(world: World, thrifty: boolean) {
  const ana = world.client("ana");
  const office = world.node(Office, "office", { thrifty });
  const shop = world.node(Shop, "shop", { office });
  let bytes = 0;
  world.network.latency = 20;
  world.intercept(({ from, to, name, args }) => {
    if (from !== ana && to !== ana) bytes += name.length + JSON.stringify(args).length;
    return undefined;
  });
  world.always("the day costs less than 400 bytes", () => bytes < 400);
  world.eventually("the shop has heard of all six changes", () => shop.state.changes === 6);

  for (const [i, item] of ["tea", "cup", "pot", "tray", "jug", "fork"].entries()) {
    world.link(office, shop).loss = i === 2 ? 1 : 0;
    await ana.call(office, "set", item, 5 + i, shop);
    await world.sleep(70);
    world.note(`${bytes} bytes so far`);
  }
}

const failure = scenario("The whole list each time", (world) => day(world, false));
const cure = scenario("Only what has changed", (world) => day(world, true));

export default [failure.violates("the day costs less than 400 bytes"), cure];
