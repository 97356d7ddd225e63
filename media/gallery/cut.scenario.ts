// Three box offices sell the last seat; Paris leads. When
// the network splits, Berlin hears nothing from Paris and
// takes over. Look for the jagged line, and for the answer
// "yours" on either side of it.
//
// The cure is one number: a majority of the offices must
// reserve the seat. There are still two leaders, but only
// one side can have a majority; the other says "not now".
import { Node, scenario, uniform, type World } from "faultline";

class Office extends Node<Office> {
  seat = "free";
  tickets: string[] = [];
  leads = false;
  /** How many offices, this one included, must reserve the seat before it is sold. */
  quorum = 1;

  /** A customer wants the seat. Whoever doesn't lead asks the leader, and takes over if it is silent. */
  async buy(customer: string): Promise<string> {
    if (!this.leads) {
      const leader = this.peers[0];
      try {
        return await this.call(leader, "buy", customer, { timeout: 100 });
      } catch {
        this.note(`${leader.name} is silent: I lead`);
        this.leads = true;
      }
    }
    return this.#sell(customer);
  }

  /** Reserves the seat if it is free; says who has it. */
  reserve(customer: string) {
    if (this.seat === "free") this.seat = customer;
    return this.seat;
  }

  async #sell(customer: string) {
    const holders = [this.reserve(customer)];
    const calls = this.peers.map((office) => this.call(office, "reserve", customer, { timeout: 90 }));
    for (const answer of await Promise.allSettled(calls)) {
      if (answer.status === "fulfilled") holders.push(answer.value);
    }
    if (holders.filter((holder) => holder === customer).length >= this.quorum) {
      this.tickets.push(customer);
      return "yours";
    }
    this.seat = holders.find((holder) => holder !== customer) ?? "free";
    return this.seat === "free" ? "not now" : "sold";
  }
}

async function sellTheLastSeat(world: World, quorum: number) {
  const ana = world.client("ana");
  const paris = world.node(Office, "paris", { quorum, leads: true });
  const [rome, berlin] = world.nodes(Office, ["rome", "berlin"], { quorum });
  const bo = world.client("bo");
  const offices = [paris, rome, berlin];
  world.network.latency = uniform(20, 40);

  world.always("the seat is sold once", () => offices.flatMap((office) => office.state.tickets).length <= 1);
  world.sometimes("two offices lead", () => offices.filter((office) => office.state.leads).length === 2);
  world.agree("seat", offices, (office) => office.seat);

  await world.sleep(20);
  world.partition(paris, [rome, berlin]);
  const [answer] = await Promise.all([ana.call(paris, "buy", "ana"), bo.call(berlin, "buy", "bo")]);
  await world.sleep(20);
  world.heal();
  if (answer === "not now") await ana.call(paris, "buy", "ana");
  await world.quiet();
}

const failure = scenario("Two leaders sell one seat", (world) => sellTheLastSeat(world, 1));
const cure = scenario("Only the side with the majority sells", (world) => sellTheLastSeat(world, 2));

export default [failure.violates("the seat is sold once", "seat"), cure];
