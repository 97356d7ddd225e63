import { Agree } from "../checks/agree.ts";
import { Agreement } from "../checks/agreement.ts";
import { AtEnd } from "../checks/atEnd.ts";
import { Always } from "../checks/always.ts";
import { Answered } from "../checks/answered.ts";
import { Eventually } from "../checks/eventually.ts";
import { Inversions } from "../checks/inversions.ts";
import { Sometimes } from "../checks/sometimes.ts";
import { Suspicions } from "../checks/suspicions.ts";
import { Termination } from "../checks/termination.ts";
import { Validity } from "../checks/validity.ts";
import { ChoicePoint } from "../simulator/choices.ts";
import type { Machine } from "../simulator/machine.ts";
import type { Simulator } from "../simulator/simulator.ts";
import { encode } from "../trace/encode.ts";
import { Chaos, type ChaosBounds } from "./chaos.ts";
import { Checkbook } from "./checkbook.ts";
import { Client } from "./client.ts";
import { ClockControl } from "./clock.ts";
import { requireDuration, ScenarioError } from "./errors.ts";
import { Faults, type Cut, type Standstill } from "./faults.ts";
import {
  ruleFor,
  ruleOf,
  viewOf,
  type Interception,
  type InterceptRule,
  type MessagePattern,
  type Verdict,
} from "./intercept.ts";
import { Machines } from "./machines.ts";
import type { Fields, ReadOnly } from "./messages.ts";
import { Wire } from "./wire.ts";
import type { Node, TimerHandle } from "./node.ts";
import type { NodeClass } from "./program.ts";
import type { NodeHandle, Ref } from "./reference.ts";
import { waitingCalls } from "./waiting.ts";
import { WholeNetwork } from "./wholeNetwork.ts";

/** A node or a client. */
export type Place = Ref<unknown> | Client;

/** One place or several. */
export type Group = Place | readonly Place[];

/**
 * Everything around the nodes: it makes them, drives the clients, lets virtual time pass, causes faults and holds
 * the checks. Only the scenario has it.
 */
export class World {
  /** How messages between nodes fare. */
  readonly network: WholeNetwork;
  /** The seed that all chance in this run comes from. */
  readonly seed: number;
  readonly #simulator: Simulator;
  readonly #machines: Machines;
  readonly #faults: Faults;
  readonly #checks: Checkbook;
  readonly #random = new ChoicePoint("random", "scenario");
  readonly #clocks = new Map<Machine, ClockControl>();

  /** @internal A scenario's script is given its world. */
  constructor(simulator: Simulator, seed: number) {
    this.#simulator = simulator;
    this.seed = seed;
    this.#machines = new Machines(simulator);
    this.#faults = new Faults(simulator);
    this.#checks = new Checkbook(simulator, this.#faults);
    this.network = new WholeNetwork(simulator.network, (message) => viewOf(message, this.#machines));
  }

  /** @internal */
  get checks(): Checkbook {
    return this.#checks;
  }

  /** Virtual time in ms: the true time, which no node knows. */
  get time(): number {
    return this.#simulator.now;
  }

  /**
   * Makes a node.
   * @param fields Values for some of its fields, set before it starts: `world.node(Backup, "b", { primary })`.
   */
  node<T extends Node<T>>(type: NodeClass<T>, name: string, fields: Partial<Fields<T>> = {}): NodeHandle<T> {
    return this.#machines.addNode(type, name, fields) as unknown as NodeHandle<T>;
  }

  /** Makes several nodes of one class: `const [a, b] = world.nodes(Shop, ["a", "b"])`. */
  nodes<T extends Node<T>, const Names extends readonly string[]>(
    type: NodeClass<T>,
    names: Names,
    fields: Partial<Fields<T>> = {},
  ): { readonly [I in keyof Names]: NodeHandle<T> } {
    return names.map((name) => this.node(type, name, fields)) as {
      readonly [I in keyof Names]: NodeHandle<T>;
    };
  }

  /** Makes a client. */
  client(name: string): Client {
    return this.#machines.addClient(name);
  }

  /** Makes several clients: `const [ana, bo] = world.clients("ana", "bo")`. */
  clients<const Names extends readonly string[]>(...names: Names): { readonly [I in keyof Names]: Client } {
    return names.map((name) => this.client(name)) as { readonly [I in keyof Names]: Client };
  }

  /**
   * The node or client of this name, where no variable holds it.
   * @throws {ScenarioError} If nobody is called so by now.
   */
  find(name: string): Ref<unknown> {
    return this.#machines.named(name);
  }

  /** One direction of one link: `world.link(london, tokyo).latency = 300`. */
  link(from: Place, to: Place): Wire {
    const [sender, receiver] = [this.#machines.machine(from), this.#machines.machine(to)];
    const { network } = this.#simulator;
    return new Wire(
      `link(${from.name}, ${to.name})`,
      network.link(sender, receiver).own,
      network.defaultsFor(sender, receiver),
      () => network.settingsChanged(),
    );
  }

  /** Waits. @param ms Virtual time. */
  sleep(ms: number): Promise<void> {
    requireDuration("world.sleep: the time", ms);
    return this.#simulator.script.sleep(ms);
  }

  /**
   * Does something at a given virtual time, beside the script. The run lasts until it is done.
   * @param time In ms since the run began; not in the past.
   */
  at(time: number, action: () => unknown): void {
    requireDuration("world.at: the time", time);
    if (time < this.time) {
      throw new ScenarioError(
        `world.at(${time}, …) lies in the past: it is ${this.time} ms already; give a later time`,
      );
    }
    this.#simulator.script.addStrand(time, action);
  }

  /** Does something again and again, until it is cancelled or the run ends. @param period In ms of virtual time. */
  every(period: number, action: () => unknown): TimerHandle {
    requireDuration("world.every: the period", period);
    if (period === 0) throw new ScenarioError("world.every(0, …) would never let time pass; give a period");
    return this.#simulator.script.repeat(period, action);
  }

  /**
   * Waits until nothing is under way any more: no message flies, no timer is set but those that recur for ever
   * (`every`), nothing is still to come at a set time. What is held, or waits for a paused node, doesn't count: it
   * goes on when the scenario says so.
   */
  quiet(): Promise<void> {
    return this.#simulator.script.quiet();
  }

  /**
   * Must hold after every event.
   * @param options.because Says in a few words why it doesn't hold, when it doesn't.
   */
  always(name: string, predicate: () => boolean, { because }: { because?: () => string } = {}): void {
    this.#checks.add(new Always(name, this.#line(), predicate, because));
  }

  /** Must come true once, before the run ends or `within` so many ms from now. A bound keeps the run going until then. */
  eventually(name: string, predicate: () => boolean, { within }: { within?: number } = {}): void {
    if (within !== undefined) requireDuration(`eventually "${name}": within`, within);
    this.#checks.add(new Eventually(name, this.#line(), predicate, this.#checks, this.time, within));
  }

  /**
   * Must hold when the run ends, whatever was before.
   * @param options.because Says in a few words why it doesn't hold, when it doesn't.
   */
  atEnd(name: string, predicate: () => boolean, { because }: { because?: () => string } = {}): void {
    this.#checks.add(new AtEnd(name, this.#line(), predicate, because));
  }

  /** Ought to happen at least once: a scenario whose fault never bites gets a warning. */
  sometimes(name: string, predicate: () => boolean): void {
    this.#checks.add(new Sometimes(name, this.#line(), predicate));
  }

  /**
   * Copies that ought to be equal: the diagram shows every stretch in which they differ, and they must agree when
   * the run ends. Nodes that are down don't count.
   * @param of What to compare of each node's state.
   * @param options.within Instead: they must never differ for longer than so many ms while no fault is active.
   */
  agree<T>(
    name: string,
    nodes: readonly NodeHandle<T>[],
    of: (state: ReadOnly<Fields<T>>) => unknown,
    { within }: { within?: number } = {},
  ): void {
    if (within !== undefined) requireDuration(`agree "${name}": within`, within);
    const copies = nodes.map((node) => {
      const machine = this.#machines.machine(node);
      return {
        node: machine.index,
        name: machine.name,
        read: () => (machine.up ? { value: of(node.state) } : undefined),
      };
    });
    this.#checks.add(new Agree(name, this.#line(), copies, this.#checks, within));
  }

  /** No call may be left waiting for an answer when the run ends. */
  answered(name = "every call is answered"): void {
    this.#checks.add(
      new Answered(name, this.#line(), () => waitingCalls(this.#simulator).map(({ text }) => text)),
    );
  }

  /** No two nodes may decide different values for one slot; see `this.decide`. */
  agreement(name = "agreement"): void {
    this.#checks.add(new Agreement(name, this.#line(), this.#machines.statements.decisions));
  }

  /** Only what is allowed may be decided: `world.validity("proposed", (value) => proposals.includes(value))`. */
  validity(name: string, allowed: (value: unknown, slot: unknown) => boolean): void {
    const { decisions } = this.#machines.statements;
    this.#checks.add(new Validity(name, this.#line(), decisions, ({ value, slot }) => allowed(value, slot)));
  }

  /**
   * Every one of the nodes that is up must decide, before the run ends or `within` so many ms from now.
   * @param options.slots What has to be decided; whatever anyone has decided when absent.
   */
  termination(
    name: string,
    nodes: readonly NodeHandle<unknown>[],
    { slots, within }: { slots?: readonly unknown[]; within?: number } = {},
  ): void {
    if (within !== undefined) requireDuration(`termination "${name}": within`, within);
    const deciders = nodes.map((node) => this.#machines.machine(node));
    const { decisions } = this.#machines.statements;
    const wanted = slots?.map((slot) => encode(slot));
    this.#checks.add(
      new Termination(name, this.#line(), decisions, deciders, wanted, this.#checks, this.time, within),
    );
  }

  /**
   * Counts what nodes wrongly state with `this.believe(peer, "dead")`: a node that is up may be taken for dead at most
   * `mistaken` times (never, unless set), and `within` so many ms everybody who states beliefs must have noticed that
   * a node is down.
   */
  suspicions(name: string, { mistaken = 0, within }: { mistaken?: number; within?: number } = {}): void {
    if (within !== undefined) requireDuration(`suspicions "${name}": within`, within);
    const { beliefs } = this.#machines.statements;
    const { machines } = this.#simulator;
    this.#checks.add(
      new Suspicions(name, this.#line(), beliefs, machines, this.#checks, { mistaken, within }),
    );
  }

  /**
   * By the clocks of its two ends no message may arrive before it was sent: a timestamp may not contradict cause and
   * effect. The diagram marks each one that does.
   */
  noInversion(name = "no effect is stamped before its cause"): void {
    this.#checks.add(new Inversions(name, this.#line(), this.#simulator.machines));
  }

  /**
   * Cuts the network: groups can't reach each other until it heals. A message is lost if its link is cut at the
   * moment it is half-way. Who is in no group reaches everybody.
   */
  partition(...groups: readonly Group[]): Cut {
    return this.#faults.partition(this.#groups(groups), "all");
  }

  /** Cuts one direction only: what `from` sends to `to` is lost, and the answers pass. */
  partitionOneWay(from: Group, to: Group): Cut {
    return this.#faults.partition(this.#groups([from, to]), "one way");
  }

  /** Cuts two sides off from each other, but for a bridge in between that reaches both. */
  partitionBridge(left: Group, bridge: Group, right: Group): Cut {
    const [a, middle, b] = this.#groups([left, bridge, right]);
    const astray = middle.find((machine) => a.includes(machine) || b.includes(machine));
    if (astray !== undefined)
      throw new ScenarioError(`${astray.name} is the bridge, so it can't be on one of the two sides as well`);
    return this.#faults.partition([a, b], "all");
  }

  /** Lets each node reach only the one before and the one after it, the last and the first being neighbours. */
  partitionRing(...nodes: readonly Ref<unknown>[]): Cut {
    if (nodes.length < 4)
      throw new ScenarioError(
        "a ring of fewer than four nodes cuts nothing: all are neighbours; name four or more",
      );
    return this.#faults.partition(this.#groups(nodes), "ring");
  }

  /** Cuts nodes into two halves, as the seed has it: all nodes unless some are named. */
  partitionHalves(...nodes: readonly Ref<unknown>[]): Cut {
    const machines =
      nodes.length === 0 ? this.#machines.present() : nodes.map((node) => this.#machines.machine(node));
    return this.#faults.partition(this.#faults.halves(machines), "all");
  }

  /**
   * Makes everything stand still that flies between the groups, without losing it, and everything that is sent
   * meanwhile; after the release it flies on.
   */
  hold(...groups: readonly Group[]): Standstill {
    return this.#faults.hold(this.#groups(groups));
  }

  /** Ends all holds; `hold(…)` returns a way to end that one. */
  release(): void {
    this.#faults.releaseAll();
  }

  /**
   * Looks at each message as it is sent, and says what becomes of it half-way: {@link pass}, {@link drop},
   * {@link delay}, {@link duplicate}, {@link tamper} or {@link tap}. Of several rules the first one that answers
   * wins. A rule ends with a call of what this returns, or with the block of `using`.
   *
   * For one thing done to some messages a pattern is enough: `world.intercept({ to: tokyo, name: "sold", nth: 2 }, drop())`.
   */
  intercept(pattern: MessagePattern, verdict: Verdict): Interception;
  intercept(rule: InterceptRule): Interception;
  intercept(...what: [InterceptRule] | [MessagePattern, Verdict]): Interception {
    const rule = what.length === 1 ? what[0] : ruleFor(...what);
    const { network, lines } = this.#simulator;
    const remove = network.interception.add(ruleOf(rule, this.#machines), lines.running());
    return Object.assign(remove, { [Symbol.dispose]: remove });
  }

  /** Cuts one node off from all other nodes; clients still reach it. */
  isolate(node: Ref<unknown>): Cut {
    const alone = this.#machines.machine(node);
    return this.#faults.partition(
      [[alone], this.#machines.present().filter((other) => other !== alone)],
      "all",
    );
  }

  /** Ends all partitions; `partition(…)` returns a way to end that one. */
  heal(): void {
    this.#faults.healAll();
  }

  /**
   * Takes a node down: it loses its timers, what it was doing, what waits for it, and all fields that are not durable.
   * @param options.amnesia Whether it loses its disk as well: durable and buffered fields.
   */
  crash(node: Ref<unknown>, { amnesia = false }: { amnesia?: boolean } = {}): void {
    this.#faults.crash(this.#machines.node(node, "crash"), amnesia);
  }

  /** Brings a node up again with its durable fields; `start()` runs. */
  restart(node: Ref<unknown>): void {
    this.#faults.restart(this.#machines.node(node, "restart"));
  }

  /** Takes a node away for good: it is nobody's peer any more. Nodes that join are made with `world.node`. */
  leave(node: Ref<unknown>): void {
    const machine = this.#machines.node(node, "leave");
    this.#faults.leave(machine);
    this.#machines.removeNode(machine);
  }

  /** Makes a node stand still, as in a long garbage collection: messages and timers wait for it. Nobody can tell it from one that is dead. */
  pause(node: Ref<unknown>): void {
    this.#faults.pause(this.#machines.node(node, "pause"));
  }

  /** Makes a paused node go on with whatever has come up meanwhile, in order. */
  resume(node: Ref<unknown>): void {
    this.#faults.resume(this.#machines.node(node, "resume"));
  }

  /** From now on each message and each timer takes the node `ms` longer, one after the other; 0 makes it as fast as ever. */
  slow(node: Ref<unknown>, ms: number): void {
    requireDuration("world.slow: the time", ms);
    this.#faults.slow(this.#machines.node(node, "slow"), ms);
  }

  /**
   * Lets trouble happen that the seed draws within these bounds, until it is time; then heals the core for good, and
   * lets the others stand still, so that what `eventually` demands can be demanded.
   * @param bounds.nodes Whom it may befall; all nodes unless set.
   * @param bounds.core Who is well afterwards, or how many of them, whom the seed chooses; all unless set.
   * @returns Resolves when the trouble is over.
   */
  chaos(
    bounds: ChaosBounds & { nodes?: readonly Ref<unknown>[]; core?: readonly Ref<unknown>[] | number },
  ): Promise<void> {
    const { core } = bounds;
    const nodes =
      bounds.nodes?.map((node) => this.#machines.node(node, "suffer chaos")) ?? this.#machines.present();
    const chaos = new Chaos(this.#simulator, this.#faults, nodes, bounds, (machine, ms) => {
      this.#clockOf(machine).jump(ms);
    });
    if (typeof core === "number" && !(Number.isInteger(core) && core >= 0 && core <= nodes.length))
      throw new ScenarioError(
        `world.chaos: core is ${core}; it must be a number of nodes up to ${nodes.length}, or a list of them`,
      );
    const well =
      core === undefined
        ? nodes
        : typeof core === "number"
          ? chaos.choose(core)
          : core.map((node) => this.#machines.machine(node));
    return chaos.run(well);
  }

  /** The own clock of a node or client, to set it wrong: `world.clock(tokyo).offset(-200)`. */
  clock(place: Place): ClockControl {
    return this.#clockOf(this.#machines.machine(place));
  }

  #clockOf(machine: Machine): ClockControl {
    let clock = this.#clocks.get(machine);
    if (clock === undefined) this.#clocks.set(machine, (clock = new ClockControl(this.#simulator, machine)));
    return clock;
  }

  /** A number in [0, 1) from the run's seed. */
  random(): number {
    return this.#simulator.choices.draw(this.#random);
  }

  /** Leaves a remark across the diagram. */
  note(text: string): void {
    const at = this.#simulator.lines.running();
    this.#simulator.record(() => ({ kind: "note", time: this.time, at, text }));
  }

  #groups(groups: readonly Group[]): (readonly Machine[])[] {
    return groups.map((group) => this.#machines.group(group));
  }

  #line() {
    return this.#simulator.host.locator?.running();
  }
}
