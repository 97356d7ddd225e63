// Ana saves her new address in London, looks at it in
// Tokyo, and finds the old one. The ribbons show how long
// the copies disagree; she reads in the middle. In the end
// all copies agree, which doesn't help her any more.
//
// The cure writes to two of the three copies and reads from
// two. Any two pairs out of three have a copy in common, so
// one of those that are read has the newest version.
import { Node, scenario, uniform, type World } from "faultline";

/** Answers at once with what it has. */
class Copy extends Node<Copy> {
  street = "Old Road";
  version = 1;

  write(street: string): string | Promise<string> {
    this.store(this.version + 1, street);
    this.broadcast("store", this.version, street);
    return "saved";
  }

  read(): string | Promise<string> {
    return this.street;
  }

  /** Another copy has this version; the newer one stays. */
  store(version: number, street: string) {
    if (version > this.version) {
      this.version = version;
      this.street = street;
    }
    return "stored";
  }

  latest() {
    return [this.version, this.street] as const;
  }
}

/** Answers when a second copy has taken part, whichever is the first. */
class QuorumCopy extends Copy {
  override async write(street: string) {
    this.store(this.version + 1, street);
    await Promise.any(this.peers.map((peer) => this.call(peer, "store", this.version, street)));
    return "saved";
  }

  override async read() {
    const [version, street] = await Promise.any(this.peers.map((peer) => this.call(peer, "latest")));
    this.store(version, street);
    return this.street;
  }
}

async function move(world: World, CopyType: typeof Copy) {
  const ana = world.client("ana");
  const copies = world.nodes(CopyType, ["london", "paris", "tokyo"]);
  const [london, , tokyo] = copies;
  let found = "nothing yet";

  world.network.latency = uniform(20, 40);
  world.link(london, tokyo).latency = uniform(150, 180);
  world.agree("street", copies, (copy) => copy.street);
  world.always("Ana finds what she wrote", () => found !== "Old Road");

  await world.sleep(20);
  await ana.call(london, "write", "New Road");
  await world.sleep(20);
  found = await ana.call(tokyo, "read");
  await world.quiet();
}

const failure = scenario("Saved in London, missing in Tokyo", (world) => move(world, Copy));
const cure = scenario("Write to two copies, read from two", (world) => move(world, QuorumCopy));

export default [failure.violates("Ana finds what she wrote"), cure];
