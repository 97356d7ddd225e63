import type { Machine } from "../simulator/machine.ts";
import type { Simulator } from "../simulator/simulator.ts";
import { Client } from "./client.ts";
import { ScenarioError } from "./errors.ts";
import { NodeProgram, type NodeClass } from "./program.ts";
import { readOnlyView } from "./readOnlyView.ts";
import { Reference } from "./reference.ts";
import type { Directory } from "./runtime.ts";
import { Statements } from "./statements.ts";

/** The machines of a run, found by the references and clients that the scenario holds. */
export class Machines implements Directory {
  readonly simulator: Simulator;
  readonly statements: Statements;
  readonly #byHandle = new Map<unknown, Machine>();
  readonly #clients = new Map<Machine, Client>();
  readonly #references = new Map<Machine, Reference>();
  readonly #byClass = new Map<object, Machine[]>();
  /** What was found for {@link peersOf} since the last node was added. */
  readonly #peers = new Map<Machine, readonly Reference[]>();

  constructor(simulator: Simulator) {
    this.simulator = simulator;
    this.statements = new Statements(simulator);
  }

  addNode(type: NodeClass<object>, name: string, fields: object): Reference {
    this.#requireName(name);
    const program = new NodeProgram(type, this, fields);
    const machine = this.simulator.addMachine(name, type.name, program);
    const reference = new Reference(name, {
      state: () => {
        this.#requireScenario(name);
        return readOnlyView(program.fields);
      },
      up: () => {
        this.#requireScenario(name);
        return machine.up;
      },
    });
    this.#byHandle.set(reference, machine);
    this.#references.set(machine, reference);
    const group = this.#byClass.get(type);
    if (group === undefined) this.#byClass.set(type, [machine]);
    else group.push(machine);
    this.#peers.clear();
    program.install(machine);
    return reference;
  }

  addClient(name: string): Client {
    this.#requireName(name);
    const machine = this.simulator.addMachine(name, "", undefined);
    const client = new Client(this, machine);
    this.#byHandle.set(client, machine);
    this.#clients.set(machine, client);
    return client;
  }

  /** A node that has left is nobody's peer any more. */
  removeNode(machine: Machine): void {
    const group = this.#byClass.get(machine.program!.type)!;
    group.splice(group.indexOf(machine), 1);
    this.#peers.clear();
  }

  /** Every node that has not left, and no client. */
  present(): readonly Machine[] {
    return this.simulator.machines.filter(({ program, gone }) => program !== undefined && !gone);
  }

  /** @throws {ScenarioError} If nobody is called so. */
  named(name: string): Reference | Client {
    const { machines } = this.simulator;
    const machine = machines.find((one) => one.name === name);
    if (machine !== undefined) return this.handle(machine);
    const names = machines.map((one) => `"${one.name}"`).join(", ");
    throw new ScenarioError(
      `nobody is called "${name}"; ${names === "" ? "there are no nodes yet" : `there are ${names}`}`,
    );
  }

  /** @throws {ScenarioError} If it is neither a node nor a client of this world. */
  machine(place: unknown): Machine {
    const machine = this.#byHandle.get(place);
    if (machine === undefined) {
      throw new ScenarioError(
        `${describe(place)} is no node or client of this world; pass what world.node or world.client returned`,
      );
    }
    return machine;
  }

  /** @throws {ScenarioError} If it is no node. */
  node(place: unknown, verb: string): Machine {
    const machine = this.machine(place);
    if (machine.program === undefined) {
      throw new ScenarioError(`${machine.name} is a client; only nodes can ${verb}`);
    }
    return machine;
  }

  group(group: unknown): readonly Machine[] {
    return Array.isArray(group) ? group.map((place) => this.machine(place)) : [this.machine(group)];
  }

  peersOf(machine: Machine): readonly Reference[] {
    let peers = this.#peers.get(machine);
    if (peers === undefined) {
      const group = this.#byClass.get(machine.program!.type) ?? [];
      peers = group.filter((other) => other !== machine).map((other) => this.#references.get(other)!);
      this.#peers.set(machine, Object.freeze(peers));
    }
    return peers;
  }

  /** What the scenario knows a machine by. */
  handle(machine: Machine): Reference | Client {
    return this.#clients.get(machine) ?? this.reference(machine);
  }

  reference(machine: Machine): Reference {
    return this.#references.get(machine)!;
  }

  #requireName(name: string): void {
    if (typeof name !== "string" || name.trim() === "") {
      throw new ScenarioError("a node or client needs a name that is not empty");
    }
    if (this.simulator.machines.some((machine) => machine.name === name)) {
      throw new ScenarioError(`two machines are named "${name}"; give each a name of its own`);
    }
  }

  #requireScenario(name: string): void {
    if (this.simulator.current?.program === undefined) return;
    throw new ScenarioError(
      `${this.simulator.current.name} reads the state of ${name}: only the scenario may; a node has to ask by a message`,
    );
  }
}

function describe(value: unknown): string {
  return typeof value === "string" ? `"${value}"` : typeof value;
}
