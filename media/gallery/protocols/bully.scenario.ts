// Of those who live the last in the alphabet is to lead.
// Cat leads, and stands still for a while. Ann hears
// nothing from her and calls an election; Ben, the next,
// hears nothing either, and leads. Cat wakes up and still
// gives an order: look for the two orders that Ann obeys.
//
// To wait for longer helps only if you know how long Cat
// can sleep (and a dead leader is missed late). What always
// helps is to number the terms of office: there are two
// leaders for a while, but nobody obeys the older one.
import { Node, scenario, uniform, type World } from "faultline";

class Member extends Node<Member> {
  leader = "cat";
  term = 1;
  /** The terms of the orders that it obeyed. */
  obeyed: number[] = [];
  /** For how long it waits before it takes silence for death, in ms. */
  patience = 60;

  /** A user wants something done; the leader gives the order. */
  async request(): Promise<string> {
    if (this.leader === this.name) {
      this.obeyed.push(this.term);
      this.broadcast("order", this.name, this.term);
      return "ordered";
    }
    try {
      const [leader] = this.peers.filter(({ name }) => name === this.leader);
      return await this.call(leader, "request", { timeout: this.patience });
    } catch {
      this.note(`${this.leader} is silent`);
      void this.#elect();
      return "try again";
    }
  }

  order(_leader: string, term: number) {
    this.obeyed.push(term);
  }

  /** One who comes earlier in the alphabet calls an election; we answer, and hold our own. */
  election() {
    if (this.leader === this.name) this.broadcast("leads", this.name, this.term);
    else void this.#elect();
    return "I live";
  }

  leads(name: string, term: number) {
    this.term = Math.max(term, this.term);
    if (name < this.name) this.#lead();
    else this.leader = name;
  }

  /** Leads, unless one who comes later in the alphabet answers. */
  async #elect() {
    const later = this.peers.filter(({ name }) => name > this.name);
    try {
      await Promise.any(later.map((member) => this.call(member, "election", { timeout: this.patience })));
    } catch {
      this.#lead();
    }
  }

  #lead() {
    this.leader = this.name;
    this.term += 1;
    this.broadcast("leads", this.name, this.term);
  }
}

/** Obeys the leader of the latest term only. */
class TermMember extends Member {
  override order(leader: string, term: number) {
    if (leader === this.leader && term === this.term) super.order(leader, term);
    else this.note(`${leader}'s term is over`);
  }

  override leads(name: string, term: number) {
    if (term > this.term) super.leads(name, term);
  }
}

async function sleepyLeader(world: World, MemberType: typeof Member, patience: number) {
  const user = world.client("user");
  const members = world.nodes(MemberType, ["ann", "ben", "cat"], { patience });
  const [ann, ben, cat] = members;

  world.network.transport = "ordered";
  world.network.latency = uniform(10, 15);
  world.always(
    "only one leads",
    () => members.filter(({ name, state }) => state.leader === name).length <= 1,
  );
  world.always("nobody obeys an outdated leader", () =>
    members.every(({ state: { obeyed } }) => obeyed.every((term, i) => i === 0 || term >= obeyed[i - 1])),
  );
  world.agree("leader", members, (member) => member.leader);

  world.pause(cat);
  world.at(10, () => user.call(ann, "request"));
  world.at(170, () => user.call(ben, "request"));
  world.at(200, () => world.resume(cat));
  await world.quiet();
}

const failure = scenario("Two leaders, and both are obeyed", (world) => sleepyLeader(world, Member, 60));
const patient = scenario("Wait for longer than the leader sleeps", (world) =>
  sleepyLeader(world, Member, 250),
);
const numbered = scenario("Two leaders, but the older is not obeyed", (world) =>
  sleepyLeader(world, TermMember, 60),
);

export default [
  failure.violates("only one leads", "nobody obeys an outdated leader"),
  patient,
  numbered.violates("only one leads"),
];
