// Raft: five machines keep one log. A leader, elected by a
// majority, copies its entries to the others, and an entry
// counts once a majority holds it.
//
// First a mistake: a vote that is not on disk is forgotten
// in a crash and given twice, so one term has two leaders.
// Then what a majority buys: the leader dies, and the rest
// goes on. Last, random trouble: try other seeds.
// Source: D. Ongaro, J. Ousterhout, "In Search of an
// Understandable Consensus Algorithm" (2014).
import { durable, Node, scenario, uniform } from "faultline";
import type { Client, NodeHandle, Ref, TimerHandle, World } from "faultline";

interface Entry {
  term: number;
  command: string;
}

class Raft extends Node<Raft> {
  static durable = durable<Raft>("term", "votedFor", "log");
  term = 0;
  votedFor = "";
  log: Entry[] = [];
  role: "follower" | "candidate" | "leader" = "follower";
  /** Number of entries that a majority is known to hold. */
  committed = 0;
  /** How long to wait for a leader before standing for election, in ms. */
  patience = 0;
  #votes = 0;
  #held = new Map<string, number>();
  #next = new Map<string, number>();
  #timer?: TimerHandle;

  override start() {
    this.#follow(this.term);
  }

  /** A candidate asks for a vote: it gets one per term, and only if its log is no older. */
  vote(term: number, candidate: string, length: number, lastTerm: number) {
    if (term > this.term) this.#follow(term);
    const mine = this.log.at(-1)?.term ?? 0;
    const fresh = lastTerm > mine || (lastTerm === mine && length >= this.log.length);
    const granted = term === this.term && fresh && ["", candidate].includes(this.votedFor);
    if (granted) {
      this.votedFor = candidate;
      this.#wait();
    }
    return { term: this.term, granted };
  }

  /** The leader hands over what follows entry number `from`, if both agree up to there. */
  append(term: number, from: number, fromTerm: number, entries: Entry[], committed: number) {
    if (term < this.term) return { term: this.term, held: -1 };
    if (term > this.term || this.role !== "follower") this.#follow(term);
    this.#wait();
    if (from > 0 && this.log[from - 1]?.term !== fromTerm) return { term, held: -1 };
    entries.forEach((entry, i) => {
      if (this.log[from + i]?.term !== entry.term) this.log.splice(from + i, Infinity, entry);
    });
    const held = from + entries.length;
    this.#commit(Math.min(committed, held));
    return { term, held };
  }

  /** A client hands in a command; only a leader takes it. */
  propose(command: string) {
    if (this.role !== "leader") return "not the leader";
    this.log.push({ term: this.term, command });
    this.#replicate();
    return "taken";
  }

  #follow(term: number) {
    if (term > this.term) {
      this.term = term;
      this.votedFor = "";
    }
    this.role = "follower";
    this.#wait();
  }

  #wait() {
    this.#timer?.cancel();
    const patience = this.patience || 150 + 300 * this.random();
    this.#timer = this.after(patience, () => this.#stand());
  }

  #stand() {
    this.role = "candidate";
    this.term++;
    this.votedFor = this.name;
    this.#votes = 1;
    this.patience = 0;
    this.#wait();
    for (const peer of this.peers) void this.#campaign(peer, this.term);
  }

  async #campaign(peer: Ref<Raft>, term: number) {
    const last = this.log.at(-1)?.term ?? 0;
    const answer = await this.#ask(
      this.call(peer, "vote", term, this.name, this.log.length, last, { timeout: 100 }),
    );
    if (answer?.granted !== true || this.role !== "candidate" || this.term !== term) return;
    if (++this.#votes * 2 > this.peers.length + 1) this.#lead();
  }

  #lead() {
    this.role = "leader";
    this.decide(`leader of term ${this.term}`, this.name);
    this.#held.clear();
    this.#next.clear();
    this.#replicate();
  }

  #replicate() {
    this.#timer?.cancel();
    this.#timer = this.after(50, () => this.#replicate());
    for (const peer of this.peers) void this.#bring(peer, this.term);
  }

  async #bring(peer: Ref<Raft>, term: number) {
    const from = this.#next.get(peer.name) ?? this.log.length;
    const before = this.log[from - 1]?.term ?? 0;
    const rest = this.log.slice(from);
    const answer = await this.#ask(
      this.call(peer, "append", term, from, before, rest, this.committed, { timeout: 45 }),
    );
    if (answer === undefined || this.role !== "leader" || this.term !== term) return;
    if (answer.held < 0) this.#next.set(peer.name, Math.max(0, from - 1));
    else if (answer.held >= (this.#held.get(peer.name) ?? 0)) {
      this.#held.set(peer.name, answer.held);
      this.#next.set(peer.name, answer.held);
    }
    // Only entries of its own term may be counted (section 5.4.2).
    const byLength = [this.log.length, ...this.#held.values()].sort((a, b) => b - a);
    const majority = byLength[Math.floor((this.peers.length + 1) / 2)] ?? 0;
    if (this.log[majority - 1]?.term === this.term) this.#commit(majority);
  }

  async #ask<T extends { term: number }>(call: Promise<T>): Promise<T | undefined> {
    try {
      const answer = await call;
      if (answer.term > this.term) this.#follow(answer.term);
      return answer;
    } catch {
      return undefined;
    }
  }

  #commit(length: number) {
    for (; this.committed < length; this.committed++)
      this.decide(this.committed + 1, this.log[this.committed]?.command);
  }
}

/** A vote that is not on disk. */
class ForgetfulRaft extends Raft {
  static override durable = durable<Raft>("log");
}

type Machine = NodeHandle<Raft>;

/** The four promises of Raft. */
function promises(world: World, machines: readonly Machine[]) {
  const leaders = new Map<number, string>();
  const kept: string[] = [];
  const running = () => machines.filter(({ up }) => up);
  world.always("one leader per term", () =>
    running().every(({ name, state: { role, term } }) => {
      if (role !== "leader") return true;
      if (!leaders.has(term)) leaders.set(term, name);
      return leaders.get(term) === name;
    }),
  );
  world.always("logs that agree on an entry agree on all before it", () => {
    const logs = machines.map(({ state }) => state.log.map((entry) => [entry.term, text(entry)]));
    return logs.every((a) =>
      logs.every((b) => {
        const last = a.findLastIndex(([term], i) => b[i]?.[0] === term);
        return a.slice(0, last + 1).every(([, entry], i) => b[i]?.[1] === entry);
      }),
    );
  });
  world.always("a leader holds whatever was committed before its term", () => {
    for (const { state } of running()) {
      for (let i = kept.length; i < state.committed; i++) kept.push(text(state.log[i]));
    }
    const newest = Math.max(...machines.map(({ state }) => state.term));
    const leader = running().find(({ state }) => state.role === "leader" && state.term === newest);
    return leader === undefined || kept.every((entry, i) => text(leader.state.log[i]) === entry);
  });
  world.agreement("nobody applies another command");
}

const text = (entry: Entry | undefined) => `${entry?.term} ${entry?.command}`;

const committed = (machines: readonly Machine[], command: string) =>
  machines.some(({ state }) => state.log.slice(0, state.committed).some((e) => e.command === command));

/** Hands a command in with whoever leads, until it is committed, or for ten seconds. */
async function propose(world: World, client: Client, machines: readonly Machine[], command: string) {
  const deadline = world.time + 10_000;
  while (!committed(machines, command) && world.time < deadline) {
    const leaders = machines.filter(({ up, state }) => up && state.role === "leader");
    const leader = leaders.sort((a, b) => b.state.term - a.state.term).at(0);
    if (leader) await client.call(leader, "propose", command, { timeout: 100 }).catch(() => undefined);
    await world.sleep(100);
  }
}

function twoVotes(type: typeof Raft) {
  return async (world: World) => {
    const [a, d] = [world.node(type, "a", { patience: 20 }), world.node(type, "d", { patience: 150 })];
    const [b, c, e] = world.nodes(type, ["b", "c", "e"], { patience: 400 });
    promises(world, [a, b, c, d, e]);
    const cut = world.partition([a, b, c], [d, e]);
    await world.sleep(60);
    world.crash(c);
    world.restart(c);
    cut.heal();
    world.partition([a, b], [c, d, e]);
    await world.sleep(200);
  };
}

const failure = scenario("A vote forgotten is a vote given twice", twoVotes(ForgetfulRaft)).violates(
  "one leader per term",
  "nobody applies another command",
);
const cure = scenario("A vote on disk is given once", twoVotes(Raft));

const majority = scenario("The leader dies and the majority goes on", async (world) => {
  const machines = world.nodes(Raft, ["a", "b", "c", "d", "e"]);
  const ana = world.client("ana");
  promises(world, machines);
  world.network.latency = uniform(5, 15);
  await propose(world, ana, machines, "x=1");
  const leader = machines.find(({ state }) => state.role === "leader");
  if (leader) world.crash(leader);
  await propose(world, ana, machines, "x=2");
  if (leader) world.restart(leader);
  await world.sleep(200);
  world.agree("log", machines, ({ log }) => log);
  world.sometimes("there is another leader", () => machines.some(({ state }) => state.term > 1));
});

const chaos = scenario("Random trouble breaks no promise", async (world) => {
  const machines = world.nodes(Raft, ["a", "b", "c", "d", "e"]);
  const ana = world.client("ana");
  promises(world, machines);
  world.network.latency = uniform(5, 25);
  world.network.loss = 0.02;
  world.network.duplicate = 0.02;
  world.eventually("the last command is committed", () => committed(machines, "x=4"));
  const trouble = { partitions: true, crashes: 2, pauses: 1, clocks: 500, loss: 0.3, delay: 60 };
  const over = world.chaos({ until: 2000, every: 150, ...trouble, core: 3 });
  for (const command of ["x=1", "x=2", "x=3"]) await propose(world, ana, machines, command);
  await over;
  await propose(world, ana, machines, "x=4");
});

export default [failure, cure, majority, chaos];
