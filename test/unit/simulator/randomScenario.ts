import fc from "fast-check";
import {
  buffered,
  constant,
  delay,
  drop,
  duplicate,
  durable,
  exponential,
  logNormal,
  Node,
  pass,
  tamper,
  tap,
  uniform,
  type Ref,
  type Transport,
  type Verdict,
  type Wire,
  type World,
} from "../../../src/dsl/index.ts";

/** What a node does when it is told to. Nodes are named by index; one that isn't there counts round. */
export type Command =
  | { readonly do: "send"; readonly to: number; readonly hops: number }
  | { readonly do: "broadcast" }
  | { readonly do: "call"; readonly to: number; readonly depth: number; readonly timeout: number | undefined }
  | { readonly do: "after" | "every" | "sleep"; readonly ms: number }
  | { readonly do: "work"; readonly ms: number }
  | { readonly do: "believe"; readonly to: number; readonly belief: "dead" | "alive" }
  | { readonly do: "note" | "flush" | "decide" };

/** What the scenario does. */
export type Action =
  | { readonly do: "tell"; readonly node: number; readonly command: Command }
  | { readonly do: "partition" | "partitionOneWay"; readonly sides: readonly number[] }
  | { readonly do: "isolate" | "restart" | "pause" | "resume" | "freeze" | "thaw"; readonly node: number }
  | { readonly do: "crash"; readonly node: number; readonly amnesia: boolean }
  | { readonly do: "slow"; readonly node: number; readonly by: number }
  | { readonly do: "hold"; readonly sides: readonly number[] }
  | { readonly do: "heal" | "release" | "ring" | "halves" | "nothing" }
  | { readonly do: "intercept"; readonly verdict: "drop" | "delay" | "duplicate" | "tamper" | "tap" | "pass" }
  | { readonly do: "forge"; readonly as: number; readonly to: number }
  | { readonly do: "healOne"; readonly cut: number }
  | { readonly do: "offset" | "drift" | "jump" | "sync"; readonly node: number; readonly by: number };

/** How messages fare on the network, or on one link. */
export interface WirePlan {
  readonly latency: readonly [kind: "constant" | "uniform" | "exponential" | "logNormal", ms: number];
  readonly loss: number;
  readonly duplicate: number;
  readonly duplicateAfter: number | undefined;
  readonly reorder: number;
  /** Bytes per second, and bytes that may wait. */
  readonly bandwidth: readonly [bandwidth: number, queue: number] | undefined;
  readonly transport: Transport;
}

/** A whole scenario, as data. */
export interface Plan {
  readonly seed: number;
  readonly nodes: number;
  readonly network: WirePlan;
  readonly links: readonly { readonly from: number; readonly to: number; readonly wire: WirePlan }[];
  /** With the virtual time in ms of each. */
  readonly actions: readonly { readonly at: number; readonly action: Action }[];
  readonly sealed: boolean;
  /** Whether the script waits until the run is quiet, or ends with messages in flight. */
  readonly quiet: boolean;
}

const node = fc.nat({ max: 4 });
/** Times and durations in ms; some of them coincide, some have fractions. */
const time = fc.oneof(
  fc.nat({ max: 20 }).map((tens) => tens * 10),
  fc.nat({ max: 200_000 }).map((us) => us / 1000),
);

const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant("send" as const), to: node, hops: fc.nat({ max: 3 }) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("broadcast" as const) }) },
  fc.record({
    do: fc.constant("call" as const),
    to: node,
    depth: fc.nat({ max: 2 }),
    timeout: fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined }),
  }),
  fc.record({ do: fc.constantFrom("after" as const, "sleep" as const), ms: time }),
  fc.record({ do: fc.constant("every" as const), ms: fc.integer({ min: 15, max: 80 }) }),
  fc.record({ do: fc.constant("work" as const), ms: fc.integer({ min: 0, max: 40 }) }),
  fc.record({
    do: fc.constant("believe" as const),
    to: node,
    belief: fc.constantFrom("dead" as const, "alive" as const),
  }),
  fc.record({ do: fc.constantFrom("note" as const, "flush" as const, "decide" as const) }),
);

const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 14, arbitrary: fc.record({ do: fc.constant("tell" as const), node, command }) },
  fc.record({
    do: fc.constantFrom("partition" as const, "partitionOneWay" as const),
    sides: fc.array(fc.nat({ max: 2 }), { minLength: 5, maxLength: 5 }),
  }),
  fc.record({ do: fc.constant("isolate" as const), node }),
  fc.record({ do: fc.constantFrom("heal" as const, "release" as const, "ring" as const, "halves" as const) }),
  fc.record({
    do: fc.constant("hold" as const),
    sides: fc.array(fc.nat({ max: 2 }), { minLength: 5, maxLength: 5 }),
  }),
  fc.record({
    do: fc.constant("intercept" as const),
    verdict: fc.constantFrom(
      "drop" as const,
      "delay" as const,
      "duplicate" as const,
      "tamper" as const,
      "tap" as const,
      "pass" as const,
    ),
  }),
  fc.record({ do: fc.constant("forge" as const), as: node, to: node }),
  fc.record({ do: fc.constant("slow" as const), node, by: fc.constantFrom(0, 5, 12.5) }),
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom("pause" as const, "resume" as const), node }),
  },
  fc.record({ do: fc.constant("healOne" as const), cut: fc.nat({ max: 5 }) }),
  { weight: 3, arbitrary: fc.record({ do: fc.constant("restart" as const), node }) },
  fc.record({ do: fc.constant("crash" as const), node, amnesia: fc.boolean() }),
  fc.record({ do: fc.constantFrom("freeze" as const, "thaw" as const), node }),
  fc.record({
    do: fc.constantFrom("jump" as const, "sync" as const),
    node,
    by: fc.integer({ min: 5, max: 60 }),
  }),
  fc.record({ do: fc.constant("offset" as const), node, by: fc.integer({ min: -100, max: 100 }) }),
  fc.record({ do: fc.constant("drift" as const), node, by: fc.integer({ min: -500_000, max: 500_000 }) }),
);

const wire: fc.Arbitrary<WirePlan> = fc.record({
  latency: fc.tuple(
    fc.constantFrom("constant" as const, "uniform" as const, "exponential" as const, "logNormal" as const),
    fc.integer({ min: 0, max: 40 }),
  ),
  loss: fc.constantFrom(0, 0, 0.2, 0.5),
  duplicate: fc.constantFrom(0, 0, 0.3),
  duplicateAfter: fc.constantFrom(undefined, undefined, 7),
  reorder: fc.constantFrom(0, 0, 0.3),
  bandwidth: fc.constantFrom(undefined, undefined, [20_000, Infinity] as const, [5000, 100] as const),
  transport: fc.constantFrom(
    "datagrams" as const,
    "datagrams" as const,
    "ordered" as const,
    "reliable" as const,
  ),
});

/** Any small scenario. */
export const plans: fc.Arbitrary<Plan> = fc.record({
  seed: fc.nat(),
  nodes: fc.integer({ min: 2, max: 4 }),
  network: wire,
  links: fc.array(fc.record({ from: node, to: node, wire }), { maxLength: 2 }),
  actions: fc.array(fc.record({ at: time, action }), { minLength: 1, maxLength: 25 }),
  sealed: fc.boolean(),
  quiet: fc.boolean(),
});

/** A node that does as it is told. */
export class Peer extends Node<Peer> {
  static durable = durable<Peer>("kept", "log");
  static buffered = buffered<Peer>("journal");
  kept = 0;
  journal: string[] = [];
  log: string[] = [];
  forgotten = 0;
  answers: unknown[] = [];

  override start() {
    this.forgotten = 100;
  }

  tell(command: Command): void {
    this.#count(command.do);
    switch (command.do) {
      case "send":
        this.send(this.#peer(command.to), "hop", command.hops);
        break;
      case "broadcast":
        this.broadcast("hop", 0);
        break;
      case "call":
        void this.#ask(command.to, command.depth, command.timeout);
        break;
      case "after":
        this.after(command.ms, () => this.#count("after"));
        break;
      case "every":
        this.every(command.ms, () => this.#count("every"));
        break;
      case "sleep":
        void this.#nap(command.ms);
        break;
      case "work":
        this.#toil(command.ms).catch(() => undefined);
        break;
      case "believe":
        this.believe(this.#peer(command.to), command.belief);
        break;
      case "decide":
        this.decide("leader", this.name);
        break;
      case "flush":
        this.flush();
        break;
      case "note":
        this.note(`${this.name} was here`);
        break;
    }
  }

  hop(hops: number) {
    this.#count("hop");
    if (hops > 0) this.send(this.#peer(Math.floor(this.random() * 4)), "hop", hops - 1);
  }

  async answer(depth: number): Promise<string> {
    this.#count("answer");
    if (depth === 0) return `${this.name} at ${this.now()}`;
    if (depth === 1) await this.sleep(5);
    return this.call(this.#peer(depth), "answer", depth - 1, { timeout: 40 });
  }

  async #ask(to: number, depth: number, timeout: number | undefined) {
    try {
      this.answers.push(await this.call(this.#peer(to), "answer", depth, { timeout }));
    } catch (error) {
      this.answers.push((error as Error).name);
    }
    this.#count("asked");
  }

  async #nap(ms: number) {
    await this.sleep(ms);
    this.#count("slept");
  }

  async #toil(ms: number) {
    await this.work(ms);
    this.#count("toiled");
  }

  #peer(index: number): Ref<Peer> {
    return this.peers[index % this.peers.length];
  }

  #count(what: string) {
    this.kept++;
    this.forgotten++;
    this.log.push(what);
    this.journal.push(what);
  }
}

/** The script of a plan. */
export function perform(plan: Plan): (world: World) => Promise<void> {
  const { nodes, network, links, actions, sealed, quiet } = plan;
  return async (world) => {
    world.network.sealed = sealed;
    const names = ["ada", "ben", "cyn", "dov"].slice(0, nodes);
    const peers = world.nodes(Peer, names);
    const client = world.client("user");
    const spy = world.client("spy");
    const at = (index: number) => peers[index % nodes];
    setWire(world.network, network);
    for (const { from, to, wire } of links) setWire(world.link(at(from), at(to)), wire);
    world.sometimes("someone has counted", () => peers.some(({ state }) => state.kept > 0));
    world.agree("kept", peers, (state) => state.kept);
    world.always("never more than 60", () => peers.every(({ state }) => state.kept <= 60));

    const cuts: { heal(): void }[] = [];
    const sidesOf = (sides: readonly number[]) =>
      [0, 1, 2].map((side) => peers.filter((_, i) => sides[i] === side)).filter((group) => group.length > 0);
    const act = (action: Action) => {
      switch (action.do) {
        case "tell":
          void client.call(at(action.node), "tell", action.command, { timeout: 1 }).catch(() => undefined);
          break;
        case "partition":
        case "partitionOneWay": {
          const groups = sidesOf(action.sides);
          if (groups.length < 2) break;
          const [first, second] = groups;
          cuts.push(
            action.do === "partition" ? world.partition(...groups) : world.partitionOneWay(first, second),
          );
          break;
        }
        case "isolate":
          cuts.push(world.isolate(at(action.node)));
          break;
        case "hold": {
          const groups = sidesOf(action.sides);
          if (groups.length > 1) world.hold(...groups);
          break;
        }
        case "release":
          world.release();
          break;
        case "ring":
          if (nodes >= 4) cuts.push(world.partitionRing(...peers));
          break;
        case "halves":
          cuts.push(world.partitionHalves());
          break;
        case "crash":
          world.crash(at(action.node), { amnesia: action.amnesia });
          break;
        case "pause":
          world.pause(at(action.node));
          break;
        case "resume":
          world.resume(at(action.node));
          break;
        case "slow":
          world.slow(at(action.node), action.by);
          break;
        case "forge":
          spy.forge(at(action.as), at(action.to), "hop", 0);
          break;
        case "intercept": {
          const verdicts: Record<typeof action.verdict, () => Verdict> = {
            drop: () => drop("the rule says so"),
            delay: () => delay(15),
            duplicate: () => duplicate(5),
            // With more hops a message at no latency would go round and round at one instant.
            tamper: () => tamper(0),
            tap: () => tap(spy),
            pass,
          };
          const stop = world.intercept(({ name }) =>
            name === "tell" ? undefined : verdicts[action.verdict](),
          );
          world.at(world.time + 80, stop);
          break;
        }
        case "restart":
          world.restart(at(action.node));
          break;
        case "nothing":
          break;
        case "heal":
          world.heal();
          break;
        case "healOne":
          cuts[action.cut]?.heal();
          break;
        case "offset":
          world.clock(at(action.node)).offset(action.by);
          break;
        case "drift":
          world.clock(at(action.node)).drift(action.by);
          break;
        case "jump":
          world.clock(at(action.node)).jump(action.by - 30);
          break;
        case "sync":
          world.clock(at(action.node)).sync({ every: action.by, error: 3 });
          break;
        case "freeze":
          world.clock(at(action.node)).freeze();
          break;
        case "thaw":
          world.clock(at(action.node)).thaw();
          break;
      }
    };
    for (const { at, action } of actions) world.at(at, () => act(action));
    await world.sleep(120);
    if (quiet) await world.quiet();
  };
}

function setWire(target: Wire, { latency: [kind, ms], ...plan }: WirePlan) {
  const distributions = { constant, uniform: (ms: number) => uniform(ms, 2 * ms), exponential, logNormal };
  target.latency = distributions[kind](ms);
  target.loss = plan.loss;
  target.duplicate = plan.duplicate;
  target.duplicateAfter = plan.duplicateAfter;
  target.reorder = plan.reorder;
  target.transport = plan.transport;
  if (plan.bandwidth !== undefined) [target.bandwidth, target.queue] = plan.bandwidth;
}
