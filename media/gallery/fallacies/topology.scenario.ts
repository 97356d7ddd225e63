// Fallacy 5: topology doesn't change.
// The bar was told at the start where the kitchen is. At
// 100 ms that kitchen is taken away and another one joins.
// Look for the lifeline that ends and the one that begins,
// and for Bo's order, which goes to where nobody is.
//
// The usual cure is to ask. Kitchens report to a registry
// when they start; who gets no answer from the address that
// he knows asks for the one that is true now.
import { Node, scenario, type Ref, type World } from "faultline";

class Registry extends Node<Registry> {
  kitchen: Ref<Kitchen> | undefined = undefined;

  register(kitchen: Ref<Kitchen>) {
    this.kitchen = kitchen;
  }

  where() {
    return this.kitchen;
  }
}

class Kitchen extends Node<Kitchen> {
  registry: Ref<Registry> | undefined = undefined;

  override start() {
    if (this.registry !== undefined) this.send(this.registry, "register", this.self);
  }

  cook(dish: string) {
    return `here is your ${dish}`;
  }
}

/** Knows its kitchen by heart. */
class Bar extends Node<Bar> {
  kitchen: Ref<Kitchen> | undefined = undefined;
  registry: Ref<Registry> | undefined = undefined;

  async order(dish: string): Promise<string> {
    if (this.kitchen === undefined) return "we are closed";
    return await this.call(this.kitchen, "cook", dish, { timeout: 70 }).catch(() => "sorry");
  }
}

/** Finds its kitchen out, and again whenever it is silent. */
class CuriousBar extends Bar {
  override async order(dish: string) {
    for (let tries = 0; tries < 3; tries += 1) {
      const answer = await super.order(dish);
      if (answer.startsWith("here")) return answer;
      this.kitchen = await this.call(this.registry!, "where");
    }
    return "sorry";
  }
}

async function evening(world: World, BarType: typeof Bar) {
  const [ana, bo] = world.clients("ana", "bo");
  const registry = world.node(Registry, "registry");
  const kitchen = world.node(Kitchen, "kitchen 1", { registry });
  const bar = world.node(BarType, "bar", { kitchen, registry });
  const answers: string[] = [];
  world.network.latency = 20;
  world.always("everybody gets a meal", () => answers.every((answer) => answer.startsWith("here")));

  await world.sleep(40);
  answers.push(await ana.call(bar, "order", "soup"));
  await world.sleep(20);
  world.leave(kitchen);
  world.node(Kitchen, "kitchen 2", { registry });
  await world.sleep(50);
  answers.push(await bo.call(bar, "order", "fish"));
  await world.quiet();
}

const failure = scenario("The kitchen has moved", (world) => evening(world, Bar));
const cure = scenario("Ask where the kitchen is", (world) => evening(world, CuriousBar));

export default [failure.violates("everybody gets a meal"), cure];
