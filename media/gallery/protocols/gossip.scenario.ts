// Whoever hears news tells everybody else, once. Dan is cut
// off at that moment: three people tell him, and he hears
// nothing, then or later. Look for the ribbons, which go on
// to the end, long after the cut has healed.
//
// The cure compares notes again and again: now and then
// everybody asks somebody at random, gives what he knows,
// and takes what he doesn't ("anti-entropy", push and
// pull). It costs messages even when nothing is new, and
// mends whatever has gone wrong before.
import { Node, scenario, uniform, type World } from "faultline";

class Person extends Node<Person> {
  news: string[] = [];

  /** Somebody tells news; what is new is told on. */
  hear(item: string, from: string) {
    if (this.news.includes(item)) return "I know";
    this.learn([item]);
    for (const person of this.peers) {
      if (person.name !== from) this.send(person, "hear", item, this.name);
    }
    return "really?";
  }

  /** Somebody compares notes: takes what he gives, and gives everything. */
  swap(items: readonly string[]) {
    this.learn(items);
    return this.news;
  }

  protected learn(items: readonly string[]) {
    this.news = [...new Set([...this.news, ...items])].sort();
  }
}

/** Doesn't rely on being told. */
class Gossip extends Person {
  override start() {
    this.every(100, () => this.#compare());
  }

  async #compare() {
    const person = this.peers[Math.floor(this.random() * this.peers.length)];
    try {
      this.learn(await this.call(person, "swap", this.news, { timeout: 80 }));
    } catch {
      // Out of reach: perhaps somebody else is not, next time.
    }
  }
}

async function spread(world: World, PersonType: typeof Person) {
  const radio = world.client("radio");
  const people = world.nodes(PersonType, ["amy", "ben", "cat", "dan"]);
  const [amy, ben, cat, dan] = people;

  world.network.latency = uniform(10, 25);
  world.agree("news", people, (person) => person.news);
  world.eventually("everybody hears it", () => people.every((person) => person.state.news.includes("storm")));
  world.sometimes("only Dan hasn't heard it", () =>
    people.every(({ name, state }) => (name === "dan") === (state.news.length === 0)),
  );

  world.partition([amy, ben, cat], dan);
  await world.sleep(10);
  await radio.call(amy, "hear", "storm", "radio");
  await world.sleep(120);
  world.heal();
  await world.sleep(130);
}

const failure = scenario("Told once: who was away never hears it", (world) => spread(world, Person));
const cure = scenario("Compare notes again and again", (world) => spread(world, Gossip));

export default [failure.violates("news", "everybody hears it"), cure];
