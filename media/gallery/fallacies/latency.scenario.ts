// Fallacy 2: latency is zero.
// The page shows what is in Ana's basket. On the developer's
// machine a call took no time, so the code asks for one
// price after the other. Over the ocean each of them takes
// 80 ms. Look at the staircase, and at how little is done
// on any step of it.
//
// The usual cure asks for everything at once: one trip
// instead of five. More bandwidth would not have helped.
import { Node, scenario, type Ref, type World } from "faultline";

const PRICES: Record<string, number> = { tea: 4, cup: 9, pot: 30, spoon: 2, tray: 12 };

class Catalogue extends Node<Catalogue> {
  price(item: string) {
    return PRICES[item] ?? 0;
  }

  /** Prices of many items, in the same order. */
  prices(items: readonly string[]) {
    return items.map((item) => this.price(item));
  }
}

class Page extends Node<Page> {
  async total(items: readonly string[], catalogue: Ref<Catalogue>) {
    let total = 0;
    for (const item of items) total += await this.call(catalogue, "price", item);
    return total;
  }
}

class QuickPage extends Page {
  override async total(items: readonly string[], catalogue: Ref<Catalogue>) {
    const prices = await this.call(catalogue, "prices", items);
    return prices.reduce((sum, price) => sum + price, 0);
  }
}

async function openPage(world: World, PageType: typeof Page) {
  const ana = world.client("ana");
  const page = world.node(PageType, "page");
  const catalogue = world.node(Catalogue, "catalogue");
  let total = 0;
  world.network.latency = 40;
  world.eventually("the page is there after 200 ms", () => total === 57, { within: 200 });

  total = await ana.call(page, "total", Object.keys(PRICES), catalogue);
}

const failure = scenario("One trip for each item", (world) => openPage(world, Page));
const cure = scenario("One trip for all of them", (world) => openPage(world, QuickPage));

export default [failure.violates("the page is there after 200 ms"), cure];
