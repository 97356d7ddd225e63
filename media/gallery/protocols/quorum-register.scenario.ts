// Three copies, and any two of them are enough to write or
// to read: two pairs always have a copy in common. Ana's
// writing is slow and not yet done. Bo reads in the middle
// of it and finds the new price, Cy reads after him and
// finds the old one: time runs backwards.
//
// The cure: who has read something sees to it that two
// copies have it before he returns it ("write back"). Look
// for the second round of Bo's reading. This is the
// register of Attiya, Bar-Noy and Dolev (ABD).
import { delay, Node, scenario, uniform, type World } from "faultline";

type Versioned = readonly [version: number, price: string];

class Copy extends Node<Copy> {
  version = 1;
  price = "old";

  /** Only one copy takes writes, so it knows the latest version without asking. */
  async write(price: string) {
    await this.storeAtTwo([this.version + 1, price]);
    return "written";
  }

  async read() {
    const [, price] = await this.newestOfTwo();
    return price;
  }

  /** Keeps it, unless there is something newer here. */
  store([version, price]: Versioned) {
    if (version > this.version) {
      this.version = version;
      this.price = price;
    }
    return "stored";
  }

  latest(): Versioned {
    return [this.version, this.price];
  }

  protected async storeAtTwo(value: Versioned) {
    this.store(value);
    await Promise.any(this.peers.map((copy) => this.call(copy, "store", value)));
  }

  protected async newestOfTwo() {
    const mine = this.latest();
    const theirs = await Promise.any(this.peers.map((copy) => this.call(copy, "latest")));
    return theirs[0] > mine[0] ? theirs : mine;
  }
}

class CarefulCopy extends Copy {
  override async read() {
    const newest = await this.newestOfTwo();
    await this.storeAtTwo(newest);
    return newest[1];
  }
}

async function writeAndRead(world: World, CopyType: typeof Copy) {
  const ana = world.client("ana");
  const [a, b, c] = world.nodes(CopyType, ["copy-a", "copy-b", "copy-c"]);
  const [bo, cy] = world.clients("bo", "cy");
  const found: string[] = [];
  let writing = true;

  // The three stand in a row: c is near to b, and b is nearer still to a.
  world.network.latency = uniform(10, 15);
  for (const link of [world.link(b, c), world.link(c, b)]) link.latency = uniform(25, 30);
  for (const link of [world.link(a, c), world.link(c, a)]) link.latency = uniform(70, 80);
  world.intercept(({ from, name, kind }) =>
    from === a && name === "store" && kind === "call" ? delay(200) : undefined,
  );
  world.always("who reads later reads nothing older", () => found.join() !== "new,old");
  world.sometimes("two read while one writes", () => writing && found.length === 2);

  await world.sleep(10);
  world.at(20, async () => {
    await ana.call(a, "write", "new");
    writing = false;
  });
  await world.sleep(20);
  found.push(await bo.call(b, "read"));
  found.push(await cy.call(c, "read"));
  await world.quiet();
}

const failure = scenario("First the new price, then the old one", (world) => writeAndRead(world, Copy));
const cure = scenario("Who reads it writes it back", (world) => writeAndRead(world, CarefulCopy));

export default [failure.violates("who reads later reads nothing older"), cure];
