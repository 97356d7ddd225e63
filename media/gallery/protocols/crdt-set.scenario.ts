// Ana and Bo share a shopping list, one phone each. She has
// bought milk and eggs and crosses both off; at the same
// moment Bo adds milk, since he wants another. If the
// phones tell what was done, each ends with what it heard
// last, and the lists differ for good. If they put their
// lists together, the eggs come back from the dead.
//
// The cure gives a tag of its own to each addition, and
// crosses off the tags that Ana has seen. Bo's new milk has
// a tag that she couldn't see, and stays: this is an
// observed-remove set (OR-set).
import { Node, scenario, uniform, type NodeClass, type World } from "faultline";

/** Tells what was done. */
class TellingPhone extends Node<TellingPhone> {
  list = ["eggs", "milk"];

  add(item: string) {
    this.broadcast("added", item);
    return this.added(item);
  }

  remove(item: string) {
    this.broadcast("removed", item);
    return this.removed(item);
  }

  added(item: string) {
    return (this.list = [...new Set([...this.list, item])].sort());
  }

  removed(item: string) {
    return (this.list = this.list.filter((other) => other !== item));
  }
}

/** Sends its list; whatever is on one of two lists is on both. */
class UnitingPhone extends Node<UnitingPhone> {
  list = ["eggs", "milk"];

  add(item: string) {
    this.unite([item]);
    this.broadcast("unite", this.list);
    return this.list;
  }

  remove(item: string) {
    this.list = this.list.filter((other) => other !== item);
    this.broadcast("unite", this.list);
    return this.list;
  }

  unite(list: readonly string[]) {
    this.list = [...new Set([...this.list, ...list])].sort();
  }
}

/** Sends all additions and all removals that it knows. Neither ever shrinks, so that putting them together is safe. */
class TaggingPhone extends Node<TaggingPhone> {
  list = ["eggs", "milk"];
  additions: Record<string, string> = { "tag 1": "eggs", "tag 2": "milk" };
  removals: string[] = [];

  add(item: string) {
    const tag = `${this.name} ${Object.keys(this.additions).length + 1}`;
    return this.#change({ [tag]: item }, []);
  }

  remove(item: string) {
    const seen = Object.keys(this.additions).filter((tag) => this.additions[tag] === item);
    return this.#change({}, seen);
  }

  merge(additions: Record<string, string>, removals: readonly string[]) {
    Object.assign(this.additions, additions);
    this.removals = [...new Set([...this.removals, ...removals])];
    const left = Object.keys(this.additions).filter((tag) => !this.removals.includes(tag));
    this.list = [...new Set(left.map((tag) => this.additions[tag]))].sort();
  }

  #change(additions: Record<string, string>, removals: readonly string[]) {
    this.merge(additions, removals);
    this.broadcast("merge", this.additions, this.removals);
    return this.list;
  }
}

interface Phone extends Node<Phone> {
  list: string[];
  add(item: string): string[];
  remove(item: string): string[];
}

async function shop(world: World, PhoneType: NodeClass<Phone>) {
  const ana = world.client("ana");
  const phones = world.nodes(PhoneType, ["phone-a", "phone-b"]);
  const [a, b] = phones;
  const bo = world.client("bo");

  world.network.latency = uniform(20, 40);
  world.agree("list", phones, (phone) => phone.list);
  world.eventually("the eggs are gone", () => phones.every((phone) => !phone.state.list.includes("eggs")));

  world.at(10, () => bo.call(b, "add", "milk"));
  await world.sleep(10);
  await ana.call(a, "remove", "milk");
  await ana.call(a, "remove", "eggs");
  await world.quiet();
}

const differ = scenario("Tell what was done: the lists differ for good", (world) =>
  shop(world, TellingPhone),
);
const zombie = scenario("Unite the lists: what is gone comes back", (world) => shop(world, UnitingPhone));
const cure = scenario("Cross off the tags that were seen", (world) => shop(world, TaggingPhone));

export default [differ.violates("list"), zombie.violates("the eggs are gone"), cure];
