import fc from "fast-check";
import {
  constant,
  durable,
  exponential,
  logNormal,
  Node,
  uniform,
  type Distribution,
  type Ref,
  type World,
} from "../../../src/dsl/index.ts";

/** What a node does when it is told to. Nodes are named by index; one that isn't there counts round. */
export type Command =
  | { readonly do: "send"; readonly to: number; readonly hops: number }
  | { readonly do: "broadcast" }
  | { readonly do: "call"; readonly to: number; readonly depth: number; readonly timeout: number | undefined }
  | { readonly do: "after" | "every" | "sleep"; readonly ms: number }
  | { readonly do: "note" };

/** What the scenario does. */
export type Action =
  | { readonly do: "tell"; readonly node: number; readonly command: Command }
  | { readonly do: "partition" | "partitionOneWay"; readonly sides: readonly number[] }
  | { readonly do: "isolate" | "crash" | "restart"; readonly node: number }
  | { readonly do: "heal" }
  | { readonly do: "healOne"; readonly cut: number }
  | { readonly do: "offset" | "drift"; readonly node: number; readonly by: number };

/** How messages fare on the network, or on one link. */
export interface WirePlan {
  readonly latency: readonly [kind: "constant" | "uniform" | "exponential" | "logNormal", ms: number];
  readonly loss: number;
  readonly duplicate: number;
}

/** A whole scenario, as data. */
export interface Plan {
  readonly seed: number;
  readonly nodes: number;
  readonly network: WirePlan;
  readonly links: readonly { readonly from: number; readonly to: number; readonly wire: WirePlan }[];
  /** With the virtual time in ms of each. */
  readonly actions: readonly { readonly at: number; readonly action: Action }[];
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
  fc.record({ do: fc.constant("send" as const), to: node, hops: fc.nat({ max: 3 }) }),
  fc.record({ do: fc.constant("broadcast" as const) }),
  fc.record({
    do: fc.constant("call" as const),
    to: node,
    depth: fc.nat({ max: 2 }),
    timeout: fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined }),
  }),
  fc.record({ do: fc.constantFrom("after" as const, "sleep" as const), ms: time }),
  fc.record({ do: fc.constant("every" as const), ms: fc.integer({ min: 15, max: 80 }) }),
  fc.record({ do: fc.constant("note" as const) }),
);

const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant("tell" as const), node, command }) },
  fc.record({
    do: fc.constantFrom("partition" as const, "partitionOneWay" as const),
    sides: fc.array(fc.nat({ max: 2 }), { minLength: 5, maxLength: 5 }),
  }),
  fc.record({ do: fc.constant("isolate" as const), node }),
  fc.record({ do: fc.constant("heal" as const) }),
  fc.record({ do: fc.constant("healOne" as const), cut: fc.nat({ max: 5 }) }),
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom("crash" as const, "restart" as const), node }) },
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
});

/** Any small scenario. */
export const plans: fc.Arbitrary<Plan> = fc.record({
  seed: fc.nat(),
  nodes: fc.integer({ min: 2, max: 4 }),
  network: wire,
  links: fc.array(fc.record({ from: node, to: node, wire }), { maxLength: 2 }),
  actions: fc.array(fc.record({ at: time, action }), { minLength: 1, maxLength: 25 }),
  quiet: fc.boolean(),
});

/** A node that does as it is told. */
export class Peer extends Node<Peer> {
  static durable = durable<Peer>("kept", "log");
  kept = 0;
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

  #peer(index: number): Ref<Peer> {
    return this.peers[index % this.peers.length];
  }

  #count(what: string) {
    this.kept++;
    this.forgotten++;
    this.log.push(what);
  }
}

/** The script of a plan. */
export function perform({ nodes, network, links, actions, quiet }: Plan): (world: World) => Promise<void> {
  return async (world) => {
    const names = ["ada", "ben", "cyn", "dov"].slice(0, nodes);
    const peers = world.nodes(Peer, names);
    const client = world.client("user");
    const at = (index: number) => peers[index % nodes];
    setWire(world.network, network);
    for (const { from, to, wire } of links) setWire(world.link(at(from), at(to)), wire);
    world.sometimes("someone has counted", () => peers.some(({ state }) => state.kept > 0));
    world.agree("kept", peers, (state) => state.kept);
    world.always("never more than 60", () => peers.every(({ state }) => state.kept <= 60));

    const cuts: { heal(): void }[] = [];
    const act = (action: Action) => {
      switch (action.do) {
        case "tell":
          void client.call(at(action.node), "tell", action.command, { timeout: 1 }).catch(() => undefined);
          break;
        case "partition":
        case "partitionOneWay": {
          const groups = [0, 1, 2]
            .map((side) => peers.filter((_, i) => action.sides[i] === side))
            .filter((group) => group.length > 0);
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
        case "crash":
          world.crash(at(action.node));
          break;
        case "restart":
          world.restart(at(action.node));
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
      }
    };
    for (const { at, action } of actions) world.at(at, () => act(action));
    await world.sleep(120);
    if (quiet) await world.quiet();
  };
}

function setWire(
  target: { set latency(latency: Distribution | number); loss: number; duplicate: number },
  { latency: [kind, ms], loss, duplicate }: WirePlan,
) {
  const distributions = { constant, uniform: (ms: number) => uniform(ms, 2 * ms), exponential, logNormal };
  target.latency = distributions[kind](ms);
  target.loss = loss;
  target.duplicate = duplicate;
}
