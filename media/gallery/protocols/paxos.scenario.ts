// Where to have lunch? Paxos chooses one place, however
// many propose one. "prepare": promise to obey nobody with
// a lower number, and tell what you have accepted; "accept":
// the value of the highest number told, or else my own. It
// is chosen when two of the three acceptors accept it.
//
// Look for what b promises after its crash, for the second
// "accept" in each run, and for the duel, in which each
// "prepare" spoils the other's "accept", until someone
// waits for a random time.
// Source: L. Lamport, "Paxos Made Simple" (2001).
import { durable, Node, scenario, uniform } from "faultline";
import type { Ref, TimerHandle, World } from "faultline";

interface Proposal {
  number: number;
  place: string;
}

class Acceptor extends Node<Acceptor> {
  static durable = durable<Acceptor>("promised", "accepted");
  promised = 0;
  accepted?: Proposal;

  prepare(number: number, from: Ref<Proposer>) {
    if (number <= this.promised) return;
    this.promised = number;
    this.send(from, "promise", number, this.accepted);
  }

  accept(proposal: Proposal, from: Ref<Proposer>) {
    if (proposal.number < this.promised) return;
    this.promised = proposal.number;
    this.accepted = proposal;
    this.send(from, "accepted", proposal);
  }

  learn(place: string) {
    this.decide("lunch", place);
  }
}

class ForgetfulAcceptor extends Acceptor {
  static override durable = durable<Acceptor>();
}

class Proposer extends Node<Proposer> {
  acceptors: readonly Ref<Acceptor>[] = [];
  place = "";
  /** One proposer takes the odd numbers, the other the even ones. */
  number = 0;
  /** What the acceptors that promised had accepted before. */
  promises: (Proposal | undefined)[] = [];
  votes = 0;
  #again?: TimerHandle;

  propose(place: string, acceptors: readonly Ref<Acceptor>[]) {
    this.place = place;
    this.acceptors = acceptors;
    this.#prepare();
    return "proposed";
  }

  promise(number: number, accepted: Proposal | undefined) {
    if (number !== this.number || this.promises.push(accepted) !== 2) return;
    const told = this.promises.filter((proposal) => proposal !== undefined);
    const newest = told.sort((a, b) => b.number - a.number).at(0);
    const proposal = { number, place: newest?.place ?? this.place };
    for (const acceptor of this.acceptors) this.send(acceptor, "accept", proposal, this.self);
  }

  accepted({ number, place }: Proposal) {
    if (number !== this.number || ++this.votes !== 2) return;
    this.#again?.cancel();
    this.decide("lunch", place);
    for (const acceptor of this.acceptors) this.send(acceptor, "learn", place);
  }

  #prepare() {
    this.number += 2;
    this.promises = [];
    this.votes = 0;
    for (const acceptor of this.acceptors) this.send(acceptor, "prepare", this.number, this.self);
    this.#again = this.after(this.patience(), () => this.#prepare());
  }

  /** How long it waits before it tries a higher number, in ms. */
  protected patience() {
    return 30 + 15 * this.number * this.random();
  }
}

class HastyProposer extends Proposer {
  protected override patience() {
    return 30;
  }
}

function cast(world: World, ProposerType: typeof Proposer, AcceptorType = Acceptor) {
  const guest = world.client("guest");
  const pia = world.node(ProposerType, "pia", { number: -1 });
  const acceptors = world.nodes(AcceptorType, ["a", "b", "c"]);
  const tom = world.node(ProposerType, "tom");
  world.termination("whoever is up learns the place", [pia, ...acceptors, tom], { slots: ["lunch"] });
  return {
    pia,
    acceptors,
    piaProposes: () => guest.call(pia, "propose", "pizza", acceptors),
    tomProposes: () => guest.call(tom, "propose", "tacos", acceptors),
  };
}

function safety(world: World) {
  world.agreement("one place is chosen");
  world.validity("it is one that was proposed", (place) => place === "pizza" || place === "tacos");
}

/** Only a and b have accepted pizza, and then b crashes and a stays away: is it still known? */
function crash(AcceptorType: typeof Acceptor) {
  return async (world: World) => {
    const { pia, acceptors, piaProposes, tomProposes } = cast(world, Proposer, AcceptorType);
    const [a, b, c] = acceptors;
    safety(world);
    world.network.latency = uniform(5, 7);
    const cut = world.partition(c, [a, b, pia]);
    await piaProposes();
    await world.sleep(40);
    cut.heal();
    for (const acceptor of [a, b]) world.crash(acceptor);
    world.restart(b);
    await tomProposes();
    await world.quiet();
  };
}

/** Each time one of the two has its promises, the other one comes with a higher number. */
async function duel(world: World, ProposerType: typeof Proposer) {
  const { piaProposes, tomProposes } = cast(world, ProposerType);
  world.network.latency = uniform(9, 11);
  await piaProposes();
  await world.sleep(15);
  await tomProposes();
}

const forgetful = scenario("A promise forgotten, and two places are chosen", crash(ForgetfulAcceptor));
const remembered = scenario("A promise on disk, and one place is chosen", crash(Acceptor));
const hasty = scenario("A duel that nobody wins", async (world) => {
  await duel(world, HastyProposer);
  await world.sleep(65);
});
const patient = scenario("A duel that ends, since both wait for a random time", async (world) => {
  safety(world);
  await duel(world, Proposer);
  await world.quiet();
});

export default [
  forgetful.violates("one place is chosen"),
  remembered,
  hasty.violates("whoever is up learns the place"),
  patient,
];
