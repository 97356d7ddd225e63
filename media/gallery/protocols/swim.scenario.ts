// Everybody pings one other every 150 ms, in random order,
// and tells all when there is no answer. Dan is dead. Amy
// and Ben are both well, only the line between the two is
// cut: look for the moment when one takes the other for
// dead, and for those who believe it on hearsay.
//
// The cure doesn't trust its own line: before it takes
// somebody for dead it asks the others to ping him. Ben is
// reached through Cat; Dan is reached by nobody. This is
// how SWIM detects failures.
import { Node, scenario, uniform, type Ref, type World } from "faultline";

/** Believes what it sees on its own line. */
class Member extends Node<Member> {
  dead: string[] = [];
  /** Whom to ping before it begins anew. */
  round: Ref<Member>[] = [];

  override start() {
    this.every(150, () => this.#pingNext());
  }

  ping() {
    return "I live";
  }

  /** Somebody can't reach another member: perhaps we can. */
  async pingFor(member: Ref<Member>) {
    return this.call(member, "ping", { timeout: 40 });
  }

  /** Somebody has found a member dead. */
  bury(member: Ref<Member>) {
    if (this.dead.includes(member.name) || member.name === this.name) return;
    this.dead.push(member.name);
    this.believe(member, "dead");
  }

  protected living() {
    return this.peers.filter(({ name }) => !this.dead.includes(name));
  }

  protected async reach(member: Ref<Member>) {
    await this.call(member, "ping", { timeout: 40 });
  }

  async #pingNext() {
    if (this.round.length === 0) this.round = this.#shuffled();
    const member = this.round.shift();
    if (member === undefined || this.dead.includes(member.name)) return;
    try {
      await this.reach(member);
    } catch {
      this.bury(member);
      for (const other of this.living()) this.send(other, "bury", member);
    }
  }

  #shuffled() {
    const order = this.living().map((member) => ({ member, draw: this.random() }));
    return order.sort((a, b) => a.draw - b.draw).map(({ member }) => member);
  }
}

/** Asks others before it believes that somebody is dead. */
class SwimMember extends Member {
  protected override async reach(member: Ref<Member>) {
    try {
      await super.reach(member);
    } catch {
      const helpers = this.living().filter(({ name }) => name !== member.name);
      await Promise.any(helpers.map((helper) => this.call(helper, "pingFor", member, { timeout: 90 })));
    }
  }
}

async function watchEachOther(world: World, MemberType: typeof Member) {
  const [amy, ben, , dan] = world.nodes(MemberType, ["amy", "ben", "cat", "dan"]);

  world.network.latency = uniform(5, 10);
  world.suspicions("only the dead are taken for dead, and soon", { within: 580 });

  world.partition(amy, ben);
  world.crash(dan);
  await world.sleep(590);
}

const failure = scenario("Behind one bad line: taken for dead", (world) => watchEachOther(world, Member));
const cure = scenario("Ask others to ping before you bury", (world) => watchEachOther(world, SwimMember));

export default [failure.violates("only the dead are taken for dead, and soon"), cure];
