import { Agree } from "../checks/agree.ts";
import { Always } from "../checks/always.ts";
import { Answered } from "../checks/answered.ts";
import { Eventually } from "../checks/eventually.ts";
import { Sometimes } from "../checks/sometimes.ts";
import { ChoicePoint } from "../simulator/choices.ts";
import type { Simulator } from "../simulator/simulator.ts";
import { Checkbook } from "./checkbook.ts";
import { Client } from "./client.ts";
import { ClockControl } from "./clock.ts";
import { requireDuration, ScenarioError } from "./errors.ts";
import { Faults, type Cut } from "./faults.ts";
import { Machines } from "./machines.ts";
import type { Fields, ReadOnly } from "./messages.ts";
import { Wire } from "./network.ts";
import type { Node, TimerHandle } from "./node.ts";
import type { NodeClass } from "./program.ts";
import type { NodeHandle, Ref } from "./reference.ts";
import { waitingCalls } from "./waiting.ts";

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
  readonly network: Wire;
  /** The seed that all chance in this run comes from. */
  readonly seed: number;
  readonly #simulator: Simulator;
  readonly #machines: Machines;
  readonly #faults: Faults;
  readonly #checks: Checkbook;
  readonly #random = new ChoicePoint("random", "scenario");

  /** @internal A scenario's script is given its world. */
  constructor(simulator: Simulator, seed: number) {
    this.#simulator = simulator;
    this.seed = seed;
    this.#machines = new Machines(simulator);
    this.#faults = new Faults(simulator);
    this.#checks = new Checkbook(simulator, this.#faults);
    this.network = new Wire("network", simulator.network.settings, simulator.network.settings);
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

  /** One direction of one link: `world.link(london, tokyo).latency = 300`. */
  link(from: Place, to: Place): Wire {
    const [sender, receiver] = [this.#machines.machine(from), this.#machines.machine(to)];
    const { network } = this.#simulator;
    return new Wire(
      `link(${from.name}, ${to.name})`,
      network.link(sender, receiver).settings,
      network.defaultsFor(sender, receiver),
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
   * (`every`), nothing is still to come at a set time.
   */
  quiet(): Promise<void> {
    return this.#simulator.script.quiet();
  }

  /** Must hold after every event. */
  always(name: string, predicate: () => boolean): void {
    this.#checks.add(new Always(name, this.#line(), predicate));
  }

  /** Must come true, before the run ends or `within` so many ms from now. A bound keeps the run going until then. */
  eventually(name: string, predicate: () => boolean, { within }: { within?: number } = {}): void {
    if (within !== undefined) requireDuration(`eventually "${name}": within`, within);
    this.#checks.add(new Eventually(name, this.#line(), predicate, this.#checks, this.time, within));
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

  /**
   * Cuts the network: groups can't reach each other until it heals. A message is lost if its link is cut at the
   * moment it is half-way. Who is in no group reaches everybody.
   */
  partition(...groups: readonly Group[]): Cut {
    return this.#faults.partition(
      groups.map((group) => this.#machines.group(group)),
      false,
    );
  }

  /** Cuts one direction only: what `from` sends to `to` is lost, and the answers pass. */
  partitionOneWay(from: Group, to: Group): Cut {
    return this.#faults.partition([this.#machines.group(from), this.#machines.group(to)], true);
  }

  /** Cuts one node off from all other nodes; clients still reach it. */
  isolate(node: Ref<unknown>): Cut {
    const alone = this.#machines.machine(node);
    return this.#faults.partition(
      [[alone], this.#machines.nodes().filter((other) => other !== alone)],
      false,
    );
  }

  /** Ends all partitions; `partition(…)` returns a way to end that one. */
  heal(): void {
    this.#faults.heal();
  }

  /** Takes a node down: it loses its timers, what it was doing, and all fields that are not durable. */
  crash(node: Ref<unknown>): void {
    this.#faults.crash(this.#machines.node(node, "crash"));
  }

  /** Brings a node up again with its durable fields; `start()` runs. */
  restart(node: Ref<unknown>): void {
    this.#faults.restart(this.#machines.node(node, "restart"));
  }

  /** The own clock of a node or client, to set it wrong: `world.clock(tokyo).offset(-200)`. */
  clock(place: Place): ClockControl {
    return new ClockControl(this.#simulator, this.#machines.machine(place));
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

  #line() {
    return this.#simulator.host.locator?.running();
  }
}
