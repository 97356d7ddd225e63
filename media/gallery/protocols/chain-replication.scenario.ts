// Three copies in a chain: writes enter at the head and
// move on to the tail. Two shortcuts go wrong. If the head
// answers at once, Ana is told "saved" and doesn't find at
// the tail what she has saved. If people read wherever they
// like, Bo finds the new price in the middle, and Cy, after
// him, the old one at the tail.
//
// The cure is the rule of chain replication: a write is
// answered when the tail has it, and everybody reads at the
// tail, since what is there is everywhere.
import { Node, scenario, uniform, type World } from "faultline";

/** Answers as soon as it has the price itself. */
class HastyCopy extends Node<HastyCopy> {
  price = "old";
  /** Name of the next copy; the tail has none. */
  next = "";

  write(price: string): string | Promise<string> {
    this.price = price;
    const next = this.successor();
    if (next !== undefined) this.send(next, "write", price);
    return "saved";
  }

  read() {
    return this.price;
  }

  protected successor() {
    return this.peers.find(({ name }) => name === this.next);
  }
}

/** Answers when all copies behind it have answered. */
class Copy extends HastyCopy {
  override async write(price: string) {
    this.price = price;
    const next = this.successor();
    if (next !== undefined) await this.call(next, "write", price);
    return "saved";
  }
}

async function changeThePrice(world: World, CopyType: typeof HastyCopy, boReadsAt: "middle" | "tail") {
  const ana = world.client("ana");
  const head = world.node(CopyType, "head", { next: "middle" });
  const middle = world.node(CopyType, "middle", { next: "tail" });
  const tail = world.node(CopyType, "tail");
  const [bo, cy] = world.clients("bo", "cy");
  const found: string[] = [];
  let foundByAna = "nothing yet";

  world.network.latency = uniform(20, 30);
  world.agree("price", [head, middle, tail], (copy) => copy.price);
  world.always("Ana finds what she has saved", () => foundByAna !== "old");
  world.always("who reads later reads nothing older", () => found.join() !== "new,old");
  world.sometimes("two read while it is on its way", () => found.length === 2 && tail.state.price === "old");

  await world.sleep(10);
  world.at(45, async () => {
    found.push(await bo.call(boReadsAt === "middle" ? middle : tail, "read"));
    found.push(await cy.call(tail, "read"));
  });
  await ana.call(head, "write", "new");
  foundByAna = await ana.call(tail, "read");
  await world.quiet();
}

const hasty = scenario("The head answers, the tail knows nothing", (world) =>
  changeThePrice(world, HastyCopy, "tail"),
);
const anywhere = scenario("Read anywhere: first the new price, then the old", (world) =>
  changeThePrice(world, Copy, "middle"),
);
const cure = scenario("The tail answers, and all read there", (world) => changeThePrice(world, Copy, "tail"));

export default [
  hasty.violates("Ana finds what she has saved"),
  anywhere.violates("who reads later reads nothing older"),
  cure,
];
